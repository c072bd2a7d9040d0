import { type Tokens, sequence, word } from "./grammar.ts";
import { moneyAt } from "./money.ts";
import { whole } from "./numbers.ts";
import { phrases } from "./phrases.ts";
import type { Draft, Rule } from "./span.ts";

/** Verbs of more and less, and what stands after an amount to say so. */
const verb = phrases<1 | -1>([
  [1, ["augmente", "augmenter", "augmentez", "hausse", "majore", "raise", "increase", "bump"]],
  [1, ["monte", "monter", "montez", "rallonge"]],
  [-1, ["baisse", "baisser", "baissez", "diminue", "diminuer", "réduis", "réduire", "descends"]],
  [-1, ["lower", "reduce", "decrease", "drop", "cut", "descendre", "minore"]],
]);
const taking = phrases<-1>([[-1, ["enlève", "enlever", "retire", "ôte", "take", "knock"]]]);
const after = phrases<1 | -1>([
  [1, ["de plus", "en plus", "plus cher", "more", "supplémentaires", "extra"]],
  [-1, ["de moins", "en moins", "moins cher", "less", "fewer", "off", "cheaper"]],
]);
const by = /^(?:de|d|by)$/;
const FAR = 9;

/** The verb of more or less that « de » ties to what follows it. */
function governed(tokens: Tokens, at: number): 1 | -1 | undefined {
  for (let back = at - 1; back >= Math.max(0, at - FAR); back--) {
    if (/^[.;!?,]$/.test(tokens[back]!.text)) return undefined;
    const found = verb(tokens, back);
    if (!found || found.next > at) continue;
    // « monte un devis de 500 € » mounts, it does not raise.
    const close = found.next === at || /^(?:-|le|la|les|l|it|them)$/.test(tokens[found.next]!.text);
    return close || !/^(?:un|une|a|an)$/.test(tokens[found.next]!.text) ? found.value : undefined;
  }
  return undefined;
}

/** « enlève-lui 5 € », "take €5 off": a verb of taking right before. */
function taken(tokens: Tokens, at: number): -1 | undefined {
  for (let back = at - 1; back >= Math.max(0, at - 3); back--) {
    const found = taking(tokens, back);
    if (found) return found.value;
    if (!/^(?:-|lui|leur|y|en)$/.test(tokens[back]!.text)) return undefined;
  }
  return undefined;
}

type Amount<V> = (tokens: Tokens, at: number) => { value: V; next: number } | undefined;

/** An amount by which something changes, and which way; the rest of the sentence says what. */
function changeAt<V>(amount: Amount<V>, tokens: Tokens, at: number) {
  const first = tokens[at];
  if (!first) return undefined;
  const signed = first.text === "+" || first.text === "-";
  if (signed) {
    const before = tokens[at - 1];
    const starts = !before || (!first.glued && before.kind !== "number" && before.text !== "€");
    const found = starts && !/^(?:a|at|to|:)$/.test(before?.text ?? "") && amount(tokens, at + 1);
    if (!found) return undefined;
    // « mets -10 € », « -50 € » are amounts below zero; « -2 € sur le plein tarif » lowers.
    if (first.text === "-" && (before || !tokens[found.next])) return undefined;
    return { ...found, way: first.text === "+" ? (1 as const) : (-1 as const) };
  }
  if (by.test(first.text)) {
    const start = tokens[at + 1]?.text === "'" ? at + 2 : at + 1;
    const found = amount(tokens, start);
    const way = found && governed(tokens, at);
    return way && found ? { ...found, way } : undefined;
  }
  const found = amount(tokens, at);
  if (!found) return undefined;
  const turn = after(tokens, found.next);
  const way = turn?.value ?? taken(tokens, at);
  return way && { value: found.value, next: turn?.next ?? found.next, way };
}

/** « baisse de 5 € », « +2 € », "€3 more": not what a price becomes, but by how much it changes. */
export const moneyChange: Rule = ({ tokens }, at): Draft | undefined => {
  const found = changeAt(moneyAt, tokens, at);
  if (!found) return undefined;
  const { cents, currency } = found.value;
  return {
    type: "money_change",
    value: { cents: cents * found.way, currency },
    confidence: 0.96,
    next: found.next,
  };
};

const seats = phrases<"seats">([
  ["seats", ["place", "places", "billet", "billets", "seat", "seats", "ticket", "tickets"]],
]);
const placesAt: Amount<number> = (tokens, at) => {
  const found = sequence(whole(500_000), seats)(tokens, at);
  if (!found) return undefined;
  return { value: found.value[0], next: found.next };
};

/** « 50 places de plus », « enlève 100 places », "40 more seats". */
export const countChange: Rule = ({ tokens }, at): Draft | undefined => {
  const between = sequence(whole(500_000), word("more", "extra"), seats)(tokens, at);
  const found = between
    ? { value: between.value[0], next: between.next, way: 1 as const }
    : changeAt(placesAt, tokens, at);
  if (!found) return undefined;
  return {
    type: "count_change",
    value: { count: found.value * found.way, of: "seats" },
    confidence: 0.96,
    next: found.next,
  };
};
