import { normalize } from "#recognise/index.ts";
import type { Locale } from "#tools/core/text.ts";
import { wordingsOf } from "./field-words.ts";
import type { Reading } from "./read-text.ts";
import type { Field } from "./tool-fields.ts";

/** Words that take a value away. */
const away: Record<Locale, RegExp> = {
  fr: /\b(?:efface|vide|supprime|retire|enleve|vire|oublie)\b/,
  en: /\b(?:erase|empty|delete|remove|clear|drop|take)\b/,
};

/**
 * « efface le téléphone et le poste »: the fields spoken of in a request that takes something away,
 * those aside that the same request fills. A word that two fields go by is the first one's.
 */
export function emptiedFields(
  field: Field,
  reading: Reading,
  filled: Readonly<Record<string, unknown>>,
): string[] {
  if (!away[reading.locale].test(normalize(reading.text).text)) return [];
  const text = ` ${reading.tokens.map((token) => token.text).join(" ")} `;
  const taken = new Set<string>();
  return wordingsOf(field.values, reading.locale).flatMap(([name, wordings]) => {
    const said = wordings.filter((wording) => text.includes(wording) && !taken.has(wording));
    for (const wording of said) taken.add(wording);
    return said.length > 0 && filled[name] === undefined ? [name] : [];
  });
}
