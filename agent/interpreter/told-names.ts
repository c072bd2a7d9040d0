import { normalize } from "#recognise/index.ts";
import type { Tool } from "#tools/core/tool.ts";
import { withoutRivals } from "./known-names.ts";
import type { KnownName } from "./read-text.ts";
import { fieldsOf } from "./tool-fields.ts";

/** Names that examples speak of, as if they were rows. */
export function namesOf(registry: readonly Tool[]): {
  names: { kind: string; label: string }[];
  places: Set<string>;
} {
  const names = new Map<string, { kind: string; label: string }>();
  const places = new Set<string>();
  for (const tool of registry)
    for (const field of fieldsOf(tool))
      for (const example of tool.examples)
        for (const value of [(example.input as Record<string, unknown>)[field.name]].flat()) {
          if (typeof value !== "string" || value.length < 3 || /^\d/.test(value)) continue;
          if (field.semantic.type === "place") places.add(value);
          if (field.semantic.type !== "ref") continue;
          if (field.semantic.kind === "performance") places.add(value.replace(/\s+\d.*$/u, ""));
          else if (namable.has(field.semantic.kind))
            names.set(`${field.semantic.kind}:${value}`, {
              kind: field.semantic.kind,
              label: value,
            });
        }
  return { names: [...names.values()], places };
}
const namable = new Set(["artist", "production", "tour", "venue", "contact", "document"]);

/** Where names stand in a text. */
export function locate(
  text: string,
  names: readonly { kind: string; label: string }[],
): KnownName[] {
  const { text: folded, offsets } = normalize(text);
  const hits = names.flatMap(({ kind, label }): KnownName[] => {
    const wanted = normalize(label).text;
    const at = folded.indexOf(wanted);
    const end = at + wanted.length;
    if (at < 0 || LETTER.test(folded[at - 1] ?? " ") || LETTER.test(folded[end] ?? " ")) return [];
    return [
      {
        start: offsets[at] ?? 0,
        end: offsets[end] ?? text.length,
        kind,
        id: label,
        label,
        score: 0.95 + wanted.length / 1_000,
      },
    ];
  });
  return withoutRivals(hits);
}
const LETTER = /[\p{L}\p{N}]/u;
