import {
  type Matched,
  type Matcher,
  type Tokens,
  longest,
  map,
  optional,
  sequence,
  word,
} from "./grammar.ts";
import { type Numeral, figure, numeral } from "./numbers.ts";
import { phrases } from "./phrases.ts";
import type { Draft, Rule, Values } from "./span.ts";

const currency = phrases([
  ["EUR", ["€", "euro", "euros", "eur", "EUR"]],
  ["GBP", ["£", "gbp", "pounds", "livres sterling", "livres"]],
  ["USD", ["$", "usd", "dollars", "dollar"]],
  ["CHF", ["chf", "francs suisses", "swiss francs"]],
  ["CAD", ["cad", "dollars canadiens"]],
]);
const tax = phrases<"excluded" | "included">([
  [
    "excluded",
    [
      "HT",
      "hors taxes",
      "hors taxe",
      "excl. VAT",
      "excluding VAT",
      "ex VAT",
      "plus VAT",
      "+ TVA",
      "hors TVA",
      "H.T.",
    ],
  ],
  ["included", ["TTC", "toutes taxes comprises", "incl. VAT", "including VAT", "T.T.C."]],
]);

const centimes: Matcher<number> = (tokens, at) => {
  const token = tokens[at];
  return token?.kind === "number" && token.glued && token.text.length === 2
    ? { value: Number(token.text), next: at + 1 }
    : undefined;
};

const thousand = optional(word("k"));

/** « 1 240,50 € », « 2,5k€ », « 12€50 », « trente euros ». */
const amountFirst: Matcher<{ amount: number; currency: string }> = map(
  sequence(
    numeral,
    thousand,
    optional(word("d", "de")),
    optional(word("'")),
    currency,
    optional(centimes),
  ),
  ([{ value }, k, , , unit, cents]) => ({
    amount: value * (k ? 1000 : 1) + (cents ?? 0) / 100,
    currency: unit,
  }),
);
/** « £300 », « € 1 200 ». */
const signFirst: Matcher<{ amount: number; currency: string }> = map(
  sequence(word("€", "£", "$", "chf"), figure, thousand),
  ([sign, { value }, k]) => ({
    amount: value * (k ? 1000 : 1),
    currency: { "€": "EUR", "£": "GBP", $: "USD" }[sign] ?? "CHF",
  }),
);

/** Minus sign that belongs to the amount: nothing but space before it, nothing after. */
export function minusAt(tokens: Tokens, at: number): boolean {
  const sign = tokens[at];
  return sign?.text === "-" && (at === 0 || !sign.glued) && tokens[at + 1]?.glued === true;
}

/** « 137e de gasoil »: nobody counts floors or districts so high. */
const euroLetter: Matcher<{ amount: number; currency: string }> = (tokens, at) => {
  const found = figure(tokens, at);
  const letter = found && tokens[found.next];
  if (!letter || letter.text !== "e" || !letter.glued || found.value.value <= 21) return undefined;
  return { value: { amount: found.value.value, currency: "EUR" }, next: found.next + 1 };
};

export function moneyAt(tokens: Tokens, at: number): Matched<Values["money"]> | undefined {
  const negative = minusAt(tokens, at);
  const found = longest(amountFirst, signFirst, euroLetter)(tokens, negative ? at + 1 : at);
  if (!found) return undefined;
  const stated = tax(tokens, found.next);
  const cents = Math.round(found.value.amount * 100) * (negative ? -1 : 1);
  return {
    value: { cents, currency: found.value.currency, ...(stated && { tax: stated.value }) },
    next: stated?.next ?? found.next,
  };
}

/** An amount with its currency, in cents, and whether VAT is in it when said. */
export const money: Rule = ({ tokens }, at): Draft | undefined => {
  const found = moneyAt(tokens, at);
  return found && { type: "money", value: found.value, confidence: 0.95, next: found.next };
};

const percentSign = phrases<"%">([
  ["%", ["%", "pour cent", "pourcent", "percent", "per cent", "pour cents"]],
]);
const rate: Matcher<Numeral> = map(sequence(numeral, percentSign), ([value]) => value);
const basisPoints = (value: number) => Math.round(value * 100);

/** « 50 % », « quatre-vingts pour cent ». */
export const percent: Rule = ({ tokens }, at): Draft | undefined => {
  const negative = minusAt(tokens, at);
  const found = rate(tokens, negative ? at + 1 : at);
  return (
    found && {
      type: "percent",
      value: { basisPoints: basisPoints(found.value.value) * (negative ? -1 : 1) },
      confidence: 0.93,
      next: found.next,
    }
  );
};

const vat = word("tva", "vat");
const vatFirst = map(
  sequence(
    vat,
    optional(word("a", "de", "at", ":", "of", "taux")),
    optional(word("de")),
    numeral,
    optional(percentSign),
  ),
  ([, , , { value }, sign]) =>
    value <= 100 && (sign || [2.1, 5.5, 10, 20].includes(value)) ? value : undefined,
);
const vatLast = map(sequence(rate, optional(word("de", "of")), vat), ([{ value }]) => value);

/** « TVA 5,5 % », « 20 % de TVA ». */
export const vatRate: Rule = ({ tokens }, at): Draft | undefined => {
  const found = longest<number>(vatFirst, vatLast)(tokens, at);
  return (
    found && {
      type: "vat_rate",
      value: { basisPoints: basisPoints(found.value) },
      confidence: 0.96,
      next: found.next,
    }
  );
};
