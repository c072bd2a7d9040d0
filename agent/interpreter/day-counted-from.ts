import type { InterpreterOptions } from "./options.ts";
import type { Reading } from "./piece.ts";

/**
 * « la veille de Lille »: the day of the one date in the town named. Asks the tools only where a day
 * is counted from another; nothing when several dates or none are meant.
 */
export async function dayCountedFrom(
  { pieces }: Reading,
  call: InterpreterOptions["call"],
): Promise<string | undefined> {
  if (!pieces.some((piece) => piece.type === "relative_day")) return undefined;
  const where = pieces.find(
    (piece) => piece.type === "place" || (piece.type === "name" && piece.value.kind === "city"),
  );
  if (!where) return undefined;
  const outcome = await call("tours_get_performance", { performance: where.text });
  if (!outcome.ok) return undefined;
  return (outcome.value as { date?: { day?: string } }).date?.day;
}
