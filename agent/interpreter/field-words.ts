import { tokenize } from "#recognise/index.ts";
import type { Locale } from "#tools/core/text.ts";
import english from "./field-words.en.json" with { type: "json" };
import french from "./field-words.fr.json" with { type: "json" };
import type { Group } from "./groups.ts";
import type { Reading } from "./read-text.ts";
import type { Field } from "./tool-fields.ts";

const spaced = (text: string) =>
  ` ${tokenize(text)
    .map((token) => token.text)
    .join(" ")} `;

type Table = Map<string, readonly string[]>;
const tableOf = (source: Record<string, string[]>): Table =>
  new Map(Object.entries(source).map(([name, words]) => [name, words.map(spaced)]));

const tables: Record<Locale, Table> = { fr: tableOf(french), en: tableOf(english) };

const reach = { back: 10, ahead: 4 };
const weight = { close: 0.3, far: 0.18 };

/**
 * How much the words around a group speak for a field: « un acompte de 2 000 € » is a deposit.
 * Words of another clause do not count; those right before count most.
 */
export function fieldWords(field: Field, group: Group, reading: Reading): number {
  const wordings = tables[reading.locale].get(field.name);
  if (!wordings) return 0;
  const { tokens } = reading;
  const first = tokens.findIndex((token) => token.end > group.start);
  const last = tokens.findLastIndex((token) => token.start < group.end);
  const ends = (text: string) => /^[;.!?,]$/.test(text);
  let from = Math.max(0, first - reach.back);
  for (let at = first - 1; at >= from; at--) if (ends(tokens[at]!.text)) from = at + 1;
  let to = Math.min(tokens.length - 1, last + reach.ahead);
  for (let at = last + 1; at <= to; at++) if (ends(tokens[at]!.text)) to = at - 1;
  const text = (start: number, end: number) =>
    ` ${tokens
      .slice(start, end)
      .map((token) => token.text)
      .join(" ")} `;
  const close = text(Math.max(from, first - 3), first);
  if (wordings.some((wording) => close.includes(wording))) return weight.close;
  const around = `${text(from, last + 1)}|${text(last + 1, to + 1)}`;
  return wordings.some((wording) => around.includes(wording)) ? weight.far : 0;
}

/** « un accompagnant »: a word of the field after a singular article. */
export function isSaidOnce(field: Field, { tokens, locale }: Reading): boolean {
  const wordings = tables[locale].get(field.name) ?? [];
  return tokens.some(
    (token, at) =>
      /^(?:une?|an?|one|son|sa|his|her)$/.test(token.text) &&
      wordings.includes(` ${tokens[at + 1]?.text ?? ""} `),
  );
}

/** A word of the field stands somewhere in the text. */
export function isMentioned(field: Field, { tokens, locale }: Reading): boolean {
  const text = ` ${tokens.map((token) => token.text).join(" ")} `;
  return (tables[locale].get(field.name) ?? []).some((wording) => text.includes(wording));
}

/** The words that fields go by, those first that speak of one most surely. */
export const wordingsOf = (
  names: readonly string[],
  locale: Locale,
): [string, readonly string[]][] => [...tables[locale]].filter(([name]) => names.includes(name));

/** A word that some field is spoken of by. */
export const isOfAnyField = (word: string, locale: Locale) => spoken[locale].has(` ${word} `);

const spoken: Record<Locale, ReadonlySet<string>> = {
  fr: new Set([...tables.fr.values()].flat()),
  en: new Set([...tables.en.values()].flat()),
};

/** A word that speaks of a field is no part of a name. */
export function isFieldWord(field: Field, word: string, locale: Locale): boolean {
  if (field.semantic.type === "name" || field.semantic.type === "words") return false;
  return word.length > 3 && (tables[locale].get(field.name) ?? []).includes(` ${word} `);
}
