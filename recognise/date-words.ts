import { phrases } from "./phrases.ts";

/** Months by their names, usual abbreviations and frequent spellings without accents. */
export const MONTHS = [
  [1, ["janvier", "january"]],
  [2, ["février", "february"]],
  [3, ["mars", "march"]],
  [4, ["avril", "april"]],
  [5, ["mai", "may"]],
  [6, ["juin", "june"]],
  [7, ["juillet", "july"]],
  [8, ["août", "aout", "august"]],
  [9, ["septembre", "september"]],
  [10, ["octobre", "october"]],
  [11, ["novembre", "november"]],
  [12, ["décembre", "december"]],
] as const;

/** Read only beside a day number: alone they are other words (« sept », « mar », "dec", "oct"). */
export const SHORT_MONTHS = [
  [1, ["janv", "jan"]],
  [2, ["févr", "fév", "feb"]],
  [3, ["mar"]],
  [4, ["avr", "apr"]],
  [6, ["jun"]],
  [7, ["juil", "jul"]],
  [8, ["aug"]],
  [9, ["sept", "sep"]],
  [10, ["oct"]],
  [11, ["nov"]],
  [12, ["déc", "dec"]],
] as const;

export const WEEKDAYS = [
  [1, ["lundi", "monday"]],
  [2, ["mardi", "tuesday"]],
  [3, ["mercredi", "wednesday"]],
  [4, ["jeudi", "thursday"]],
  [5, ["vendredi", "friday"]],
  [6, ["samedi", "saturday"]],
  [7, ["dimanche", "sunday"]],
] as const;

/** Read only before a date. */
export const SHORT_WEEKDAYS = [
  [1, ["lun", "lu", "mon"]],
  [2, ["mar", "ma", "tue", "tues"]],
  [3, ["mer", "merc", "me", "wed"]],
  [4, ["jeu", "je", "thu", "thur", "thurs"]],
  [5, ["ven", "vend.", "ve", "fri"]],
  [6, ["sam", "sa", "sat"]],
  [7, ["dim", "di", "sun"]],
] as const;

/** Days counted from today. */
export const FROM_TODAY = [
  [
    0,
    [
      "aujourd'hui",
      "today",
      "ce jour",
      "ce soir",
      "tonight",
      "ce matin",
      "cet après-midi",
      "this morning",
      "this evening",
      "ajd",
      "auj",
    ],
  ],
  [1, ["demain", "demain soir", "demain matin", "tomorrow", "tomorrow night", "tomorrow morning"]],
  [2, ["après-demain", "apres demain", "the day after tomorrow", "day after tomorrow"]],
  [-1, ["hier", "hier soir", "yesterday", "last night"]],
  [-2, ["avant-hier", "avant hier", "the day before yesterday", "day before yesterday"]],
] as const;

/** Days counted from the date last spoken of. */
export const FROM_FOCUS = [
  [
    -1,
    [
      "la veille",
      "la veille au soir",
      "the day before",
      "the night before",
      "jour d'avant",
      "le jour d'avant",
    ],
  ],
  [
    1,
    [
      "le lendemain",
      "lendemain",
      "the next day",
      "the day after",
      "the following day",
      "le jour d'après",
      "le jour suivant",
    ],
  ],
  [2, ["le surlendemain", "two days later", "two days after"]],
  [-2, ["l'avant-veille", "two days before"]],
  [7, ["la semaine d'après", "la semaine suivante", "the week after", "the following week"]],
  [-7, ["la semaine d'avant", "the week before"]],
] as const;

export const SEASONS = [
  ["spring", ["printemps", "spring"]],
  ["summer", ["été", "summer"]],
  ["autumn", ["automne", "autumn"]],
  ["winter", ["hiver", "winter"]],
] as const;

export const month = phrases(MONTHS);
export const shortMonth = phrases(SHORT_MONTHS);
export const weekday = phrases(WEEKDAYS);
export const shortWeekday = phrases(SHORT_WEEKDAYS);
export const fromToday = phrases(FROM_TODAY);
export const fromFocus = phrases(FROM_FOCUS);
export const season = phrases(SEASONS);
