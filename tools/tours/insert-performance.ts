import { sql } from "kysely";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";

export type NewPerformance = {
  day: string;
  artistId: string;
  productionId: string | null;
  tourId: string | null;
  venueId: string | null;
  status: "option" | "confirmed";
  holdRank: number | null;
  title?: string | undefined;
  capacity?: number | undefined;
  notes?: string | undefined;
  session?: number | undefined;
};

type Standing = {
  id: string;
  status: string;
  city: string | null;
  venue: string | null;
  venue_id: string | null;
  session: number;
};

/** The dates of an artist on a day that still stand, options among them. */
export async function standingOn(
  ctx: ToolContext,
  artistId: string,
  day: string,
): Promise<Standing[]> {
  return ctx.tx
    .selectFrom("performances")
    .leftJoin("venues", "venues.id", "performances.venue_id")
    .select([
      "performances.id",
      "performances.status",
      "performances.session",
      "performances.venue_id",
      "venues.city",
      "venues.name as venue",
    ])
    .where("performances.artist_id", "=", artistId)
    .where("performances.day", "=", day)
    .where("performances.status", "<>", "cancelled")
    .execute();
}

/** Refuses a second firm date of an artist on one day, telling which one stands there. */
export async function keepDayFree(
  ctx: ToolContext,
  artistId: string,
  day: string,
  { session = 1, except }: { session?: number; except?: string[] } = {},
): Promise<void> {
  const standing = await standingOn(ctx, artistId, day);
  const taken = standing.find(
    (row) => row.status !== "option" && row.session === session && !except?.includes(row.id),
  );
  if (!taken) return;
  const where = taken.city ?? taken.venue ?? "";
  throw new ToolError(
    "conflict",
    {
      fr: `L’artiste joue déjà le ${ctx.sayIn("fr").day(day)}${where ? ` : ${where}` : ""}. Rien n’a été modifié.`,
      en: `The artist already plays on ${ctx.sayIn("en").day(day)}${where ? `: ${where}` : ""}. Nothing was changed.`,
    },
    { field: "day", choices: [{ id: taken.id, label: `${day} · ${where}` }] },
  );
}

/** Adds a date and returns its id. */
export async function insertPerformance(ctx: ToolContext, date: NewPerformance): Promise<string> {
  const row = await ctx.tx
    .insertInto("performances")
    .values({
      day: date.day,
      artist_id: date.artistId,
      production_id: date.productionId,
      tour_id: date.tourId,
      venue_id: date.venueId,
      status: date.status,
      hold_rank: date.holdRank,
      title: date.title ?? null,
      capacity: date.capacity ?? null,
      notes: date.notes ?? null,
      session: date.session ?? 1,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Widens the period of tours so that it holds all their dates. */
export async function widenTours(ctx: ToolContext, tourIds: (string | null)[]): Promise<void> {
  const ids = [...new Set(tourIds.filter((id) => id !== null))];
  if (ids.length === 0) return;
  await sql`
    update tours t set starts_on = least(t.starts_on, d.first), ends_on = greatest(t.ends_on, d.last)
    from (select tour_id, min(day) as first, max(day) as last from performances
      where tour_id = any(${ids}::uuid[]) and status <> 'cancelled' group by tour_id) d
    where d.tour_id = t.id and (t.starts_on is null or t.ends_on is null or d.first < t.starts_on or d.last > t.ends_on)`.execute(
    ctx.tx,
  );
}
