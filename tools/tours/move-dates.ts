import { sql } from "kysely";
import type { DateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import type { Preview, ToolContext } from "../core/tool.ts";
import { keepDayFree, widenTours } from "./insert-performance.ts";
import { dateName, whereOf } from "./say-dates.ts";

export type Move = { date: DateRow; to: string };

/**
 * Moves dates to other days with their schedule, keeping the time on the clock of the venue.
 * Refuses dates that are over, and days on which the artist already plays.
 */
export async function moveDates(ctx: ToolContext, moves: Move[]): Promise<void> {
  const ids = moves.map((move) => move.date.id);
  const rows = await ctx.tx
    .selectFrom("performances")
    .select(["id", "artist_id", "session", "tour_id"])
    .where("id", "in", ids)
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  const landed = new Map<string, DateRow>();
  for (const { date, to } of moves) {
    const row = known.get(date.id);
    if (!row) continue;
    if (["played", "settled", "cancelled"].includes(date.status)) throw over(ctx, date);
    if (date.status === "option") continue;
    const key = `${row.artist_id} ${to} ${row.session}`;
    const other = landed.get(key);
    if (other) throw together(ctx, other, date, to);
    landed.set(key, date);
    await keepDayFree(ctx, row.artist_id, to, { session: row.session, except: ids });
  }
  // Dates that move later go last first, so that no two stand on one day in between.
  const later = moves.some((move) => move.to > move.date.day);
  const ordered = moves.toSorted((a, b) => a.date.day.localeCompare(b.date.day) * (later ? -1 : 1));
  for (const { date, to } of ordered) {
    await sql`
      update schedule_items set
        starts_at = ((starts_at at time zone ${date.timeZone}) + (${to}::date - ${date.day}::date) * interval '1 day') at time zone ${date.timeZone},
        ends_at = ((ends_at at time zone ${date.timeZone}) + (${to}::date - ${date.day}::date) * interval '1 day') at time zone ${date.timeZone}
      where performance_id = ${date.id}`.execute(ctx.tx);
    await ctx.tx.updateTable("performances").set({ day: to }).where("id", "=", date.id).execute();
  }
  await widenTours(
    ctx,
    rows.map((row) => row.tour_id),
  );
}

/** What a move asks of people who bought: for the approval. */
export function previewMoves(ctx: ToolContext, moves: Move[]): Preview {
  const sold = moves.reduce((sum, move) => sum + move.date.sold, 0);
  return {
    title: {
      fr: "Déplacer des dates qui ont des billets vendus",
      en: "Move dates that have sold tickets",
    },
    lines: [
      ...moves.slice(0, 20).map(({ date, to }) => ({
        label: { fr: whereOf(date), en: whereOf(date) },
        value: {
          fr: `${ctx.sayIn("fr").day(date.day)} → ${ctx.sayIn("fr").day(to)}, ${date.sold} billets`,
          en: `${ctx.sayIn("en").day(date.day)} → ${ctx.sayIn("en").day(to)}, ${date.sold} tickets`,
        },
      })),
      { label: { fr: "Billets concernés", en: "Tickets affected" }, value: String(sold) },
    ],
    warnings: [
      {
        fr: "Les acheteurs doivent être prévenus et peuvent demander le remboursement.",
        en: "Buyers must be told and may ask for a refund.",
      },
    ],
  };
}

function over(ctx: ToolContext, date: DateRow) {
  return new ToolError("conflict", {
    fr: `${dateName(date, ctx.sayIn("fr"))} est jouée, soldée ou annulée : elle ne se déplace plus.`,
    en: `${dateName(date, ctx.sayIn("en"))} is played, settled or cancelled: it can no longer move.`,
  });
}

function together(ctx: ToolContext, one: DateRow, other: DateRow, day: string) {
  return new ToolError("conflict", {
    fr: `${whereOf(one)} et ${whereOf(other)} tomberaient le même jour, le ${ctx.sayIn("fr").day(day)}. Rien n’a été modifié.`,
    en: `${whereOf(one)} and ${whereOf(other)} would fall on the same day, ${ctx.sayIn("en").day(day)}. Nothing was changed.`,
  });
}
