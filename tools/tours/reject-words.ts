/** Why a line of a pasted list was not taken. */
export const rejectWords = {
  already_there: { fr: "date déjà là", en: "date already there" },
  artist_busy: {
    fr: "l’artiste joue déjà ce jour-là ailleurs",
    en: "the artist already plays elsewhere that day",
  },
  unknown_town: { fr: "ville inconnue", en: "unknown town" },
  bad_schedule: { fr: "horaires dans le désordre", en: "times out of order" },
  day_not_in_month: {
    fr: "ce jour n’existe pas dans ce mois",
    en: "this day does not exist in that month",
  },
  no_such_month: { fr: "ce mois n’existe pas", en: "there is no such month" },
  no_such_day: { fr: "ce jour n’existe pas", en: "there is no such day" },
  no_date: { fr: "pas de date lisible", en: "no readable date" },
  no_place: { fr: "pas de ville ni de lieu", en: "no town or venue" },
  unreadable: { fr: "texte illisible", en: "unreadable text" },
  too_long: { fr: "ligne trop longue", en: "line too long" },
  too_many_lines: { fr: "liste trop longue", en: "list too long" },
} as const;
