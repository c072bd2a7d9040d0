import { type Matched, type Matcher, type Tokens, longest, map } from "./grammar.ts";

const UNITS: Record<string, number> = {
  zero: 0,
  un: 1,
  une: 1,
  one: 1,
  deux: 2,
  two: 2,
  trois: 3,
  three: 3,
  quatre: 4,
  four: 4,
  cinq: 5,
  five: 5,
  six: 6,
  sept: 7,
  seven: 7,
  huit: 8,
  eight: 8,
  neuf: 9,
  nine: 9,
  dix: 10,
  ten: 10,
  onze: 11,
  eleven: 11,
  douze: 12,
  twelve: 12,
  treize: 13,
  thirteen: 13,
  quatorze: 14,
  fourteen: 14,
  quinze: 15,
  fifteen: 15,
  seize: 16,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const TENS: Record<string, number> = {
  vingt: 20,
  vingts: 20,
  twenty: 20,
  trente: 30,
  thirty: 30,
  quarante: 40,
  forty: 40,
  cinquante: 50,
  fifty: 50,
  soixante: 60,
  sixty: 60,
  septante: 70,
  seventy: 70,
  huitante: 80,
  eighty: 80,
  nonante: 90,
  ninety: 90,
};
const HUNDRED = new Set(["cent", "cents", "hundred"]);
const THOUSAND = new Set(["mille", "thousand"]);
const JOINS = new Set(["-", "et", "and"]);

export type Numeral = { value: number; words: boolean };

/** « 1 240,50 », « 1,500 », « 2.5 », « 2,5k »: grouped by three, one decimal part, thousands by k. */
export const figure: Matcher<Numeral> = (tokens, at) => {
  const first = tokens[at];
  if (first?.kind !== "number" || first.text.length > 9) return undefined;
  let integer = first.text;
  let next = at + 1;
  if (integer.length <= 3 && !integer.startsWith("0")) {
    for (;;) {
      const spaced = tokens[next];
      const sign = tokens[next];
      const after = tokens[next + 1];
      if (spaced?.kind === "number" && spaced.text.length === 3 && !spaced.glued && !spaced.leads) {
        integer += spaced.text;
        next += 1;
      } else if (
        sign?.glued &&
        /^[.,']$/.test(sign.text) &&
        after?.glued &&
        after.kind === "number" &&
        after.text.length === 3
      ) {
        integer += after.text;
        next += 2;
      } else break;
    }
  }
  let value = Number(integer);
  const sign = tokens[next];
  const decimals = tokens[next + 1];
  if (
    sign?.glued &&
    (sign.text === "," || sign.text === ".") &&
    decimals?.glued &&
    decimals.kind === "number" &&
    decimals.text.length <= 2
  ) {
    value = Number(`${integer}.${decimals.text}`);
    next += 2;
  }
  if (tokens[next]?.text === "k" && !nextIsWordPart(tokens, next)) {
    value *= 1000;
    next += 1;
  }
  return { value: { value: Math.round(value * 100) / 100, words: false }, next };
};

/** « k€ » and « 2k » are thousands; « k'maro » is not. */
const nextIsWordPart = (tokens: Tokens, at: number) => tokens[at + 1]?.text === "'";

/** « vingt-deux », « quatre-vingt-dix », « deux mille cinq cents », « twenty one ». */
export const spelled: Matcher<Numeral> = (tokens, at) => {
  let total = 0;
  let current = 0;
  let next = at;
  let last = at;
  let seen = false;
  let closed = 1000;
  while (next < tokens.length) {
    const text = tokens[next]!.text;
    if (seen && JOINS.has(text) && isNumberWord(tokens[next + 1]?.text)) {
      next += 1;
      continue;
    }
    const unit = UNITS[text];
    const ten = TENS[text];
    if (unit !== undefined && (!seen || closed > unit)) {
      current += unit;
      closed = unit >= 10 ? (text === "dix" ? 10 : 1) : unit === 4 ? 5 : 1;
    } else if (ten !== undefined && seen && current % 100 === 4 && ten === 20) {
      current = current - 4 + 80;
      closed = 20;
    } else if (ten !== undefined && (!seen || closed >= 100)) {
      current += ten;
      closed = ten === 60 ? 20 : 10;
    } else if (HUNDRED.has(text) && current < 20) {
      current = Math.max(1, current) * 100;
      closed = 100;
    } else if (THOUSAND.has(text) && total === 0) {
      total = Math.max(1, current) * 1000;
      current = 0;
      closed = 1000;
    } else break;
    seen = true;
    next += 1;
    last = next;
  }
  return seen ? { value: { value: total + current, words: true }, next: last } : undefined;
};

function isNumberWord(text: string | undefined): boolean {
  return (
    text !== undefined && (text in UNITS || text in TENS || HUNDRED.has(text) || THOUSAND.has(text))
  );
}

export const numeral: Matcher<Numeral> = longest(figure, spelled);

/** A whole, positive number within bounds. */
export function whole(most: number): Matcher<number> {
  return map(numeral, ({ value }) =>
    Number.isInteger(value) && value >= 1 && value <= most ? value : undefined,
  );
}

const ORDINALS: Record<string, number> = {
  premier: 1,
  premiere: 1,
  first: 1,
  deuxieme: 2,
  second: 2,
  seconde: 2,
  troisieme: 3,
  third: 3,
  quatrieme: 4,
  fourth: 4,
  cinquieme: 5,
  fifth: 5,
  sixieme: 6,
  sixth: 6,
  septieme: 7,
  seventh: 7,
  huitieme: 8,
  eighth: 8,
  neuvieme: 9,
  ninth: 9,
  dixieme: 10,
  tenth: 10,
};
const ORDINAL_ENDINGS = new Set([
  "er",
  "ere",
  "re",
  "e",
  "eme",
  "ieme",
  "nd",
  "nde",
  "st",
  "rd",
  "th",
  "ers",
  "eres",
]);

/** « deuxième », « 2e », « 1re », « 3rd », « 1er ». */
export const ordinal: Matcher<number> = (tokens, at): Matched<number> | undefined => {
  const token = tokens[at];
  if (!token) return undefined;
  const named = ORDINALS[token.text] ?? ORDINALS[token.text.replace(/s$/, "")];
  if (named !== undefined) return { value: named, next: at + 1 };
  const ending = tokens[at + 1];
  if (
    token.kind !== "number" ||
    token.text.length > 2 ||
    !ending?.glued ||
    !ORDINAL_ENDINGS.has(ending.text)
  )
    return undefined;
  return { value: Number(token.text), next: at + 2 };
};
