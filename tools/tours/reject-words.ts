import type { Rejected } from "#recognise/pasted-list.ts";

/** Why a pasted line could not become a date. */
export const rejectWords: Record<Rejected["reason"], { fr: string; en: string }> = {
  day_not_in_month: { fr: "ce jour n’existe pas dans ce mois", en: "this month has no such day" },
  no_such_day: { fr: "ce jour n’existe pas", en: "this day does not exist" },
  no_such_month: { fr: "ce mois n’existe pas", en: "this month does not exist" },
  no_date: { fr: "pas de date", en: "no date" },
  no_place: { fr: "pas de ville reconnue", en: "no known town" },
  unreadable: { fr: "texte illisible", en: "unreadable text" },
  too_long: { fr: "ligne trop longue", en: "line too long" },
  too_many_lines: { fr: "trop de lignes", en: "too many lines" },
};
