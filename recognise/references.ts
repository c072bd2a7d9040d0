import { longest, map, optional, sequence, word } from "./grammar.ts";
import { numeral, ordinal } from "./numbers.ts";
import { phrases } from "./phrases.ts";
import type { Draft, Reading, Rule, Span, Values } from "./span.ts";

type Reference = Values["reference"];

const noun = optional(
  phrases<"row">([
    [
      "row",
      [
        "date",
        "concert",
        "représentation",
        "séance",
        "tournée",
        "option",
        "salle",
        "one",
        "ones",
        "show",
        "gig",
        "performance",
        "facture",
        "ligne",
        "commande",
        "contrat",
      ],
    ],
  ]),
);
const the = word("le", "la", "les", "l", "the", "ces", "cette", "these", "mes", "my");
const apostrophe = optional(word("'"));
const end = phrases<"first" | "last" | "next">([
  ["first", ["premier", "première", "first"]],
  ["last", ["dernier", "dernière", "last"]],
  ["next", ["prochain", "prochaine", "suivant", "suivante", "next", "following"]],
]);
const howMany = map(numeral, ({ value }) =>
  Number.isInteger(value) && value >= 1 && value <= 500 ? value : undefined,
);

/** « les trois premières », « les 2 dernières dates ». */
const frenchEnd = map(
  sequence(the, howMany, end, noun),
  ([, count, select]) => ({ select, count }) as Reference,
);
/** "the first three", "the last two shows". */
const englishEnd = map(
  sequence(optional(the), end, howMany, noun),
  ([, select, count]) => ({ select, count }) as Reference,
);
/** « la dernière », « la première date », « la prochaine », "the next show". */
const oneEnd = map(
  sequence(the, apostrophe, end, noun),
  ([article, , select, row], tokens, _at, next) => {
    const plural = tokens[next - 1]!.text.endsWith("s") && article !== "the";
    if (
      !row &&
      (article === "the" ||
        (tokens[next]?.kind === "word" &&
          /^(?:partie|classe|semaine|mois|annee|fois|jour|etage)$/.test(tokens[next]!.text)))
    )
      return undefined;
    return (plural ? { select } : { select, count: 1 }) as Reference;
  },
);
/** « la deuxième », « la 3e », "the second one"; « la n° 3 ». */
const nth = map(sequence(the, ordinal, noun), ([article, index, row], tokens, _at, next) => {
  if (article === "le" && !row && tokens[next - 2]?.kind === "number") return undefined;
  if (
    /^(?:option|hold|partie|de|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)$/.test(
      tokens[next]?.text ?? "",
    )
  )
    return undefined;
  if (tokens[next - 1]!.text === "option" || (article === "the" && !row)) return undefined;
  return index === 1 ? { select: "first" as const, count: 1 } : { select: "nth" as const, index };
});
const numbered = map(
  sequence(the, noun, word("n", "numero", "no", "#"), optional(word("°", "º", ".")), howMany),
  ([, , , , index]) => ({ select: "nth" as const, index }) as Reference,
);
const all = map(
  phrases<"all">([
    [
      "all",
      [
        "toutes",
        "tous",
        "toutes les dates",
        "tous les concerts",
        "toutes celles-là",
        "all of them",
        "all",
        "all the dates",
        "all shows",
        "all the shows",
        "every date",
        "every show",
        "l'ensemble des dates",
        "partout",
        "everywhere",
        "them all",
      ],
    ],
  ]),
  () => ({ select: "all" }) as Reference,
);
/** « les 19 dates », « ces trois dates », « toutes les trois », "both". */
const allOf = map(
  longest<number>(
    map(sequence(word("toutes", "tous"), word("les"), howMany), ([, , count]) => count),
    map(
      sequence(
        word("les", "ces", "these", "those"),
        optional(word("autres")),
        howMany,
        phrases<"row">([["row", ["dates", "concerts", "shows", "villes", "towns"]]]),
      ),
      ([, others, count]) => (others ? undefined : count),
    ),
    map(
      phrases<2>([[2, ["les deux", "both", "toutes les deux", "both of them"]]]),
      (count) => count,
    ),
  ),
  (count) => ({ select: "all", count }) as Reference,
);
const others = map(
  phrases<"others">([
    [
      "others",
      [
        "les autres",
        "the others",
        "the other ones",
        "toutes les autres",
        "tous les autres",
        "the rest",
        "le reste",
        "les autres dates",
      ],
    ],
  ]),
  () => ({ select: "others" }) as Reference,
);

const selection = longest<Reference>(
  frenchEnd,
  englishEnd,
  oneEnd,
  nth,
  numbered,
  all,
  allOf,
  others,
);

/** Which rows among those last spoken of. */
export const reference: Rule = ({ tokens }, at): Draft | undefined => {
  const found = selection(tokens, at);
  if (!found) return undefined;
  if (
    /^(?:tous|toutes)$/.test(tokens[at]!.text) &&
    /^(?:mes|nos|les|ces|ses)$/.test(tokens[found.next]?.text ?? "") &&
    found.value.count === undefined
  )
    return { type: "reference", value: found.value, confidence: 0.7, next: found.next };
  return { type: "reference", value: found.value, confidence: 0.8, next: found.next };
};

const theOne = phrases<"by">([
  [
    "by",
    [
      "celle",
      "celui",
      "celles",
      "ceux",
      "the one",
      "the ones",
      "that one",
      "la date",
      "le concert",
      "la représentation",
      "the show",
      "the date",
      "the gig",
    ],
  ],
]);
const link = optional(
  longest<unknown>(
    word("de", "du", "des", "a", "au", "in", "at", "on", "from", "le"),
    sequence(word("de"), word("la", "l")),
    sequence(word("d", "l"), word("'")),
  ),
);

/** « celle de Lyon », « la date du 12 mars », "the one in Lille": joined with what names the row. */
export function readReferencesBy({ tokens, text }: Reading, spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  const starts = new Map<number, Span>();
  for (const span of spans)
    if (span.type === "place" || span.type === "date" || span.type === "name")
      starts.set(span.start, span);
  for (let at = 0; at < tokens.length; at++) {
    const one = theOne(tokens, at);
    if (!one) continue;
    const linked = link(tokens, one.next)!.next;
    const named = [linked, one.next]
      .map((next) => starts.get(tokens[next]?.start ?? -1))
      .find((span) => span !== undefined);
    if (!named || (named.type !== "place" && named.type !== "date" && named.type !== "name"))
      continue;
    const start = tokens[at]!.start;
    const by = { type: named.type, value: named.value } as NonNullable<Reference["by"]>;
    found.push({
      type: "reference",
      value: { select: "by", by },
      start,
      end: named.end,
      text: text.slice(start, named.end),
      confidence: 0.88,
    });
  }
  return found;
}
