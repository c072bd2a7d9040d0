const ENDINGS: Record<"fr" | "en", readonly string[]> = {
  fr: [
    "issements",
    "issement",
    "atrices",
    "ateurs",
    "ations",
    "atrice",
    "ateur",
    "ation",
    "ements",
    "ement",
    "ments",
    "ances",
    "ences",
    "ance",
    "ence",
    "iques",
    "ique",
    "ables",
    "able",
    "ives",
    "ive",
    "euses",
    "euse",
    "ites",
    "ite",
    "issons",
    "issez",
    "issent",
    "aient",
    "erons",
    "eront",
    "erez",
    "erai",
    "eras",
    "era",
    "iez",
    "ions",
    "ant",
    "ait",
    "ais",
    "ees",
    "ons",
    "ent",
    "ez",
    "er",
    "ir",
    "ee",
    "es",
    "eurs",
    "eur",
    "aux",
    "e",
    "s",
    "x",
  ],
  en: [
    "ations",
    "ation",
    "ments",
    "ment",
    "nesses",
    "ness",
    "ingly",
    "ings",
    "ing",
    "edly",
    "ies",
    "ied",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "e",
    "y",
    "s",
  ],
};
const SHORTEST = 3;
/** « vendre », « mettre »: « re » ends these verbs, and is part of « facture » or « titre ». */
const THIRD_GROUP = /(?:nd|mett)re$/;

/**
 * Light stem of a normalized word: one ending off, longest first, never under three letters, and
 * a doubled last consonant made single, so that « décale », « décaler » and « décalées » meet.
 */
export function stem(word: string, locale: "fr" | "en"): string {
  if (locale === "fr" && THIRD_GROUP.test(word)) return word.slice(0, -2).replace(/tt$/, "t");
  for (const ending of ENDINGS[locale]) {
    if (!word.endsWith(ending) || word.length - ending.length < SHORTEST) continue;
    return word.slice(0, -ending.length).replace(/([^aeiouy])\1$/, "$1");
  }
  return word;
}
