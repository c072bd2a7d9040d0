import type { Focus, Row } from "./focus.ts";

/** The focus beside a page: one newly opened is what was last spoken of, one left open is what remains. */
export function withScreen(focus: Focus, screen: Row | undefined, before?: string): Focus {
  if (!screen) return focus;
  if (screen.id !== before) {
    const { day } = screen;
    return { ...focus, turns: [[screen], ...focus.turns], ...(day ? { day } : {}) };
  }
  const spokenOf = focus.turns.some((turn) => turn.some((row) => row.kind === screen.kind));
  return spokenOf ? focus : { ...focus, turns: [...focus.turns, [screen]] };
}

/** The row on the screen, unless another of its kind was spoken of since. */
export function rowOnScreen(focus: Focus, screen: Row | undefined): Row | undefined {
  const latest = focus.turns
    .map((turn) => turn.filter((row) => row.kind === screen?.kind))
    .find((rows) => rows.length > 0);
  return latest?.length === 1 && latest[0]?.id === screen?.id ? screen : undefined;
}

/** Fields that say which row is meant in another way. */
const otherWays: Partial<Record<Row["kind"], readonly string[]>> = {
  performance: ["performances", "tour", "city", "area", "status", "from", "to", "artist", "venue"],
  tour: ["performances", "performance", "artist"],
  venue: ["city", "performances", "performance", "tour"],
  artist: ["performances", "performance", "tour", "production"],
};

/** Whether a request that names no row means the one on the screen. */
export const isOnlyRowMeant = (row: Row, input: Readonly<Record<string, unknown>>) =>
  (otherWays[row.kind] ?? []).every((name) => input[name] === undefined);
