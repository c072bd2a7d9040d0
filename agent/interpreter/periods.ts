import type { KnownTool } from "./known-tool.ts";
import type { Piece, Reading } from "./piece.ts";

const OPEN = /(?:depuis|d[eè]s|from|since|after|apr[eè]s|à partir(?: de| du)?)(?: le| the)?\s*$/iu;

/** One day is a period that begins and ends on it, unless its words leave an end open. */
export function closeDay(
  known: KnownTool,
  reading: Reading,
  input: Record<string, unknown>,
  used: readonly Piece[],
) {
  for (const [first, last] of [
    ["from", "to"],
    ["sold_from", "sold_to"],
    ["since", "until"],
  ] as const) {
    const both =
      known.fields.some((field) => field.name === last) &&
      input[first] !== undefined &&
      input[last] === undefined;
    const day = used.find((piece) => piece.type === "date");
    if (both && day && !OPEN.test(reading.text.slice(0, day.start))) input[last] = input[first];
  }
}

/** `from` and `to` are ends of one period, `sold_from` and `sold_to` of another. */
export function endOf(name: string): string | undefined {
  if (name === "since" || name === "until") return "since";
  return /^(.*)(?:from|to)$/.exec(name)?.[1]?.concat("_period");
}
