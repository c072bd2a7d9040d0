import { createSay, type Locale } from "#tools/core/text.ts";

const mostBytes = 60_000;

type Node = Record<string, unknown>;

/**
 * A value that a client can carry: lists are cut, the longest first, then texts, until it is small
 * enough, and a sentence says what is left out and how to ask for it.
 */
export function fit(value: Node, locale: Locale): { value: Node; told?: string } {
  if (sizeOf(value) <= mostBytes) return { value };
  const copy = structuredClone(value);
  const cuts = new Map<string, { of: number; to: number }>();
  while (sizeOf(copy) > mostBytes) {
    const largest = partsOf(copy).toSorted((a, b) => sizeOf(b.part) - sizeOf(a.part))[0];
    if (!largest) break;
    const { name, part, replace } = largest;
    const of = cuts.get(name)?.of ?? part.length;
    const to = Math.floor(part.length / 2);
    replace(part.slice(0, to));
    cuts.set(name, { of, to });
  }
  const what = [...cuts].map(([name, { of, to }]) => `${name} ${to}/${of}`).join(", ");
  const told = createSay(locale)({
    fr: `Résultat abrégé (${what}) : demandez moins, avec un filtre, « limit » ou « offset ».`,
    en: `Result cut (${what}): ask for less, with a filter, “limit” or “offset”.`,
  });
  return { value: copy, told };
}

const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const longText = 1_000;

type Part = {
  name: string;
  part: string | unknown[];
  replace(by: string | unknown[]): void;
};

/** What can be made shorter and still be of its form: lists of several rows, and long texts. */
function partsOf(node: unknown, at = ""): Part[] {
  if (node === null || typeof node !== "object") return [];
  return Object.entries(node as Node).flatMap(([key, inner]): Part[] => {
    const name = Array.isArray(node) ? `${at}[${key}]` : [at, key].filter(Boolean).join(".");
    const isLong = Array.isArray(inner)
      ? inner.length > 1
      : typeof inner === "string" && inner.length > longText;
    const replace = (by: string | unknown[]) => void ((node as Node)[key] = by);
    return isLong ? [{ name, part: inner as string | unknown[], replace }] : partsOf(inner, name);
  });
}
