import { type Matcher, longest, map, optional, sequence, word } from "./grammar.ts";
import { numeral, ordinal, whole } from "./numbers.ts";
import { phrases } from "./phrases.ts";
import type { Draft, Rule } from "./span.ts";

const MOST = 10_000_000;

/** What is counted, by DOMAIN code. */
const counted = phrases([
  ["seats", ["place", "places", "seat", "seats", "siège", "fauteuil", "assises", "debout"]],
  ["tickets", ["billet", "ticket", "entrée"]],
  ["people", ["personne", "people", "person", "pax", "spectateur", "spectators", "fan"]],
  ["performances", ["date", "concert", "représentation", "show", "performance", "séance", "gig"]],
  ["comps", ["invitation", "invit", "exonéré", "exo", "comp"]],
  ["guests", ["invité", "guest"]],
  ["copies", ["exemplaire", "copie", "copy", "copies"]],
  ["rooms", ["chambre", "room", "single", "double", "twin"]],
  ["contacts", ["contact"]],
  ["nights", ["nuit", "night"]],
  ["venues", ["salle", "lieu", "lieux", "venue"]],
  ["orders", ["commande", "order"]],
]);

const dozen = phrases<number>([
  [12, ["douzaine", "dozen"]],
  [10, ["dizaine"]],
  [15, ["quinzaine"]],
  [20, ["vingtaine"]],
  [30, ["trentaine"]],
  [40, ["quarantaine"]],
  [50, ["cinquantaine"]],
  [60, ["soixantaine"]],
  [100, ["centaine", "hundred or so"]],
  [1000, ["millier"]],
]);
const few = phrases<number>([[2, ["a couple of", "a couple", "une paire de"]]]);
const of = optional(sequence(word("de", "d", "of"), optional(word("'"))));

const roughly: Matcher<{ count: number; of?: string; approximate?: true }> = map(
  sequence(
    optional(longest<unknown>(word("une", "un", "a", "la"), whole(99))),
    dozen,
    of,
    optional(counted),
  ),
  ([lead, size, , unit]) => ({
    count: (typeof lead === "number" ? lead : 1) * size,
    of: unit,
    approximate: true as const,
  }),
);
const aCouple = map(sequence(few, of, optional(counted)), ([size, , unit]) => ({
  count: size,
  of: unit,
}));
const exactly = map(sequence(whole(MOST), optional(of), counted), ([count, , unit]) => ({
  count,
  of: unit,
}));

/** « 1 500 places », « une douzaine de dates », « trois », "20 tickets". */
export const count: Rule = ({ tokens }, at): Draft | undefined => {
  if (tokens[at]?.glued && tokens[at - 1]?.kind !== "sign") return undefined;
  const found = longest<{ count: number; of?: string; approximate?: true }>(
    roughly,
    aCouple,
    exactly,
  )(tokens, at);
  if (found) {
    const { of: unit, ...value } = found.value;
    return {
      type: "count",
      value: unit ? { ...value, of: unit } : value,
      confidence: unit ? 0.88 : 0.7,
      next: found.next,
    };
  }
  const bare = numeral(tokens, at);
  if (
    !bare ||
    !Number.isInteger(bare.value.value) ||
    /^(?:un|une|one|cent|sept)$/.test(tokens[at]!.text)
  )
    return undefined;
  const follower = tokens[bare.next];
  if (!bare.value.words && follower?.glued && follower.kind === "word") return undefined;
  return {
    type: "count",
    value: { count: bare.value.value },
    confidence: bare.value.words ? 0.45 : 0.4,
    next: bare.next,
  };
};

const capacityWord = phrases<"capacity">([
  ["capacity", ["jauge", "capacité", "capacity", "cap", "capa"]],
]);
const capacityFirst = map(
  sequence(
    capacityWord,
    optional(word(":", "-", "=", "de", "a", "of", "is", "est", ".")),
    optional(word("a", "de")),
    whole(MOST),
    optional(counted),
  ),
  ([, , , size]) => size,
);
const capacityLast = map(
  sequence(whole(MOST), optional(word("de")), capacityWord),
  ([size]) => size,
);
export const capacityAt: Matcher<number> = longest<number>(capacityFirst, capacityLast);

/** « jauge 800 », « 800 de jauge », "capacity: 1,200". */
export const capacity: Rule = ({ tokens }, at): Draft | undefined => {
  const found = capacityAt(tokens, at);
  return (
    found && {
      type: "capacity",
      value: { capacity: found.value },
      confidence: 0.95,
      next: found.next,
    }
  );
};

const rank: Matcher<number> = map(whole(9), (value) => value);
const numberSign = optional(
  sequence(word("n", "no", "numero", "#", "rang"), optional(word("°", "º", "."))),
);
const holdWord = phrases<"hold">([["hold", ["option", "opt", "hold", "pose d'option"]]]);
const holdThenRank = map(
  sequence(
    optional(word("en")),
    holdWord,
    optional(word(".", "en")),
    numberSign,
    longest<number>(rank, ordinal),
  ),
  ([, , , , value]) => value,
);
const rankThenHold = map(
  sequence(optional(word("en")), optional(word("the", "la", "une", "a")), ordinal, holdWord),
  ([, , value]) => value,
);
export const holdRankAt: Matcher<number> = longest<number>(holdThenRank, rankThenHold);

/** « option 2 », « en deuxième option », "second hold". */
export const holdRank: Rule = ({ tokens }, at): Draft | undefined => {
  const found = holdRankAt(tokens, at);
  if (!found || /^(?:h|€|%|places|euros)$/.test(tokens[found.next]?.text ?? "")) return undefined;
  return { type: "hold_rank", value: { rank: found.value }, confidence: 0.93, next: found.next };
};
