import { sql } from "kysely";
import type { PastedRow } from "#recognise/pasted-list.ts";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { localInstant } from "./local-time.ts";
import { placeColumns, placeOf } from "./place-of.ts";

type Row = { id: string; label: string };

/** The tour of that name and artist, widened to the days; a new one otherwise. */
export async function tourFor(
  ctx: ToolContext,
  asked: {
    artist: Row;
    production?: string | undefined;
    name?: string | undefined;
    days: string[];
  },
): Promise<Row> {
  const days = asked.days.toSorted();
  const first = days[0] ?? null;
  const last = days.at(-1) ?? null;
  const production = asked.production
    ? await resolveRef(ctx, "production", asked.production)
    : await onlyProduction(ctx, asked.artist.id);
  const name =
    asked.name ?? `${production?.label ?? asked.artist.label} ${first?.slice(0, 4) ?? ""}`.trim();
  const known = await ctx.tx
    .selectFrom("tours")
    .select(["id", "name as label"])
    .where("artist_id", "=", asked.artist.id)
    .where("search_name", "=", sql<string>`(select koncert.normalize(${name}))`)
    .executeTakeFirst();
  if (known) {
    await ctx.tx
      .updateTable("tours")
      .set({
        starts_on: sql<string>`least(starts_on, ${first}::date)`,
        ends_on: sql<string>`greatest(ends_on, ${last}::date)`,
      })
      .where("id", "=", known.id)
      .execute();
    return known;
  }
  return ctx.tx
    .insertInto("tours")
    .values({
      artist_id: asked.artist.id,
      production_id: production?.id ?? null,
      name,
      starts_on: first,
      ends_on: last,
    })
    .returning(["id", "name as label"])
    .executeTakeFirstOrThrow();
}

async function onlyProduction(ctx: ToolContext, artistId: string): Promise<Row | undefined> {
  const rows = await ctx.tx
    .selectFrom("productions")
    .select(["id", "title as label"])
    .where("artist_id", "=", artistId)
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0] : undefined;
}

/** A date of the artist on that day in that town, so that the same list pasted twice adds nothing. */
export async function existingPerformance(
  ctx: ToolContext,
  artistId: string,
  row: PastedRow,
): Promise<string | undefined> {
  const found = await ctx.tx
    .selectFrom("performances")
    .innerJoin("venues", "venues.id", "performances.venue_id")
    .select("performances.id")
    .where("performances.artist_id", "=", artistId)
    .where("performances.day", "=", row.day)
    .where("performances.status", "<>", "cancelled")
    .where(
      "venues.search_city",
      "=",
      sql<string>`(select koncert.normalize(${row.place?.name ?? row.city}))`,
    )
    .executeTakeFirst();
  return found?.id;
}

type Storing = {
  row: PastedRow;
  artist: Row;
  tour: Row & { production_id?: string | null };
  status: "option" | "confirmed";
  venues: { created: number; reused: Set<string> };
};

/** Writes one pasted line as a performance, with its venue. */
export async function storeRow(ctx: ToolContext, storing: Storing): Promise<string> {
  const { row, artist, tour } = storing;
  const venue = await venueFor(ctx, row, storing.venues);
  const wanted = row.status === "option" || row.holdRank ? "option" : storing.status;
  const status = row.status === "confirmed" ? "confirmed" : wanted;
  if (status === "confirmed") await refuseTwice(ctx, artist, row);
  const { id } = await ctx.tx
    .insertInto("performances")
    .values({
      artist_id: artist.id,
      tour_id: tour.id,
      production_id: sql<string>`(select production_id from tours where id = ${tour.id})`,
      venue_id: venue?.id ?? null,
      day: row.day,
      status,
      hold_rank: status === "option" ? (row.holdRank ?? 1) : null,
      capacity: row.capacity ?? null,
      notes: row.note ?? null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const items = [
    ...(row.schedule ?? []).map((item) => ({ kind: item.kind, time: item.time })),
    ...(row.time ? [{ kind: "set_time" as const, time: row.time }] : []),
  ].filter((item) => item.time !== undefined);
  for (const item of items) {
    await ctx.tx
      .insertInto("schedule_items")
      .values({
        performance_id: id,
        kind: item.kind,
        starts_at: localInstant(row.day, item.time ?? "20:00", venue?.timeZone ?? "Europe/Paris"),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return id;
}

async function refuseTwice(ctx: ToolContext, artist: Row, row: PastedRow) {
  const other = await ctx.tx
    .selectFrom("performances")
    .leftJoin("venues", "venues.id", "performances.venue_id")
    .select("venues.city")
    .where("performances.artist_id", "=", artist.id)
    .where("performances.day", "=", row.day)
    .where("performances.session", "=", 1)
    .where("performances.status", "not in", ["cancelled", "option"])
    .executeTakeFirst();
  if (!other) return;
  throw new ToolError("conflict", {
    fr: `${artist.label} joue déjà le ${ctx.sayIn("fr").day(row.day)}${other.city ? ` à ${other.city}` : ""} (ligne ${row.line}). Rien n’a été créé.`,
    en: `${artist.label} already plays on ${ctx.sayIn("en").day(row.day)}${other.city ? ` in ${other.city}` : ""} (line ${row.line}). Nothing was created.`,
  });
}

async function venueFor(ctx: ToolContext, row: PastedRow, counts: Storing["venues"]) {
  const place = row.place ?? placeOf(ctx, row.city, "list");
  const name = row.venueName ?? place.name;
  const known = await ctx.tx
    .selectFrom("venues")
    .select(["id", "time_zone as timeZone"])
    .where("search_city", "=", sql<string>`(select koncert.normalize(${place.name}))`)
    .where(
      sql<boolean>`(search_name = (select koncert.normalize(${name})) or extensions.similarity(search_name, (select koncert.normalize(${name}))) > 0.75)`,
    )
    .limit(1)
    .executeTakeFirst();
  if (known) {
    counts.reused.add(known.id);
    return known;
  }
  counts.created += 1;
  return ctx.tx
    .insertInto("venues")
    .values({ name, ...placeColumns(place) })
    .returning(["id", "time_zone as timeZone"])
    .executeTakeFirstOrThrow();
}
