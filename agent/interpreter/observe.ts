import { normalize, stem } from "#recognise/index.ts";
import { around, groupsOf } from "./groups.ts";
import type { KnownTool } from "./known-tool.ts";
import { isStated, overlaps, type Reading } from "./read-text.ts";
import type { Field } from "./tool-fields.ts";
import { valueOf } from "./values.ts";

type Input = Record<string, unknown>;

/** Words of an example that are a name or free text: others could stand there. */
export function freeWords(reading: Reading, fields: readonly Field[], input: Input): Set<string> {
  const words = new Set<string>();
  for (const field of fields) {
    const type = field.semantic.type;
    if (type !== "words" && type !== "name" && type !== "ref" && type !== "place") continue;
    for (const value of [input[field.name]].flat()) {
      if (typeof value !== "string") continue;
      for (const word of normalize(value).text.match(/\p{L}+/gu) ?? []) words.add(word);
    }
  }
  const said = new Set(reading.tokens.map((token) => token.text));
  return new Set([...words].filter((word) => said.has(word)));
}

/** Which piece of the example each field took, and where it stood. */
export function observe(known: KnownTool, reading: Reading, input: Input, example: number) {
  for (const group of groupsOf(reading)) {
    for (const field of known.fields) {
      const wanted = [input[field.name]].flat();
      const taken = group.pieces.some((piece) =>
        wanted.some((value) => value !== undefined && says(piece, field, value)),
      );
      if (taken)
        known.observations.push({ example, field: field.name, family: group.family, group });
    }
  }
}

function says(piece: Reading["pieces"][number], field: Field, wanted: unknown): boolean {
  const said = valueOf(piece, field, {});
  if (piece.type === "document_kind") return false;
  if (!said) return false;
  if (said.value === wanted) return true;
  if (typeof wanted !== "string" || typeof said.value !== "string") return false;
  const plain = (text: string) => normalize(text).text.replace(/[^\p{L}\p{N}]+/gu, " ");
  return piece.type !== "date" && plain(wanted).includes(plain(said.value));
}

/** The words of an example, and those that go with a value of a closed list. */
export function teachWords(
  known: KnownTool,
  reading: Reading,
  input: Input,
  example: number,
  free: ReadonlySet<string>,
) {
  const stems = new Set(
    reading.tokens
      .filter(
        (token) =>
          token.kind === "word" &&
          !reading.pieces.some((piece) => isStated(piece) && overlaps(piece, token)),
      )
      .map((token) => stem(token.text, reading.locale)),
  );
  for (const token of reading.tokens) {
    if (token.kind !== "word" || free.has(token.text)) continue;
    const root = stem(token.text, reading.locale);
    known.usual.set(root, (known.usual.get(root) ?? new Set()).add(example));
  }
  for (const field of known.fields) {
    const { type } = field.semantic;
    if (type !== "choice" && type !== "flag") continue;
    for (const value of [input[field.name]].flat()) {
      if (value === undefined) continue;
      const values = known.choices.get(field.name) ?? new Map<string, Map<string, Set<number>>>();
      const words = values.get(String(value)) ?? new Map<string, Set<number>>();
      for (const root of stems) words.set(root, (words.get(root) ?? new Set()).add(example));
      values.set(String(value), words);
      known.choices.set(field.name, values);
    }
  }
}

/** The word that free text followed: « motif », « pour », « appelée ». */
export function teachLeads(known: KnownTool, reading: Reading, input: Input) {
  for (const field of known.fields) {
    if (field.semantic.type !== "words" && field.semantic.type !== "name") continue;
    for (const value of [input[field.name]].flat()) {
      if (typeof value !== "string") continue;
      const at = normalize(reading.text).text.indexOf(normalize(value).text);
      if (at < 0) continue;
      const start = normalize(reading.text).offsets[at] ?? 0;
      const { before, beforeThat } = around(reading, { start });
      const leads = known.leads.get(field.name) ?? new Set();
      known.leads.set(field.name, leads.add(before === ":" ? beforeThat : before));
    }
  }
}
