import { sql } from "kysely";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { placeColumns, placeOf } from "./place-of.ts";
import { theArtist } from "./the-artist.ts";

type Asked = {
  day: string;
  city?: string | undefined;
  venue?: string | undefined;
  hold_rank?: number | undefined;
  status?: "option" | "confirmed" | undefined;
  tour?: string | undefined;
  artist?: string | undefined;
  production?: string | undefined;
  capacity?: number | undefined;
};

/**
 * Writes one performance with its venue, its tour and its rank. Refuses a second confirmed date of
 * the artist on that day, and a rank that another date of the same venue and day already holds.
 */
export async function createdPerformance(ctx: ToolContext, asked: Asked) {
  const tour = asked.tour ? await resolveRef(ctx, "tour", asked.tour) : undefined;
  const tourRow = tour
    ? await ctx.tx
        .selectFrom("tours")
        .select(["artist_id", "production_id"])
        .where("id", "=", tour.id)
        .executeTakeFirst()
    : undefined;
  const artist = tourRow
    ? await resolveRef(ctx, "artist", tourRow.artist_id)
    : await theArtist(ctx, asked.artist);
  const production = asked.production
    ? (await resolveRef(ctx, "production", asked.production)).id
    : null;
  const { venueId, newVenue } = await venueOf(ctx, asked.city, asked.venue);
  const status = asked.status ?? (asked.hold_rank === undefined ? "confirmed" : "option");
  if (status === "confirmed" && asked.hold_rank !== undefined) {
    throw new ToolError(
      "invalid_input",
      {
        fr: "Une date confirmée n’a pas de rang d’option. Option ou confirmée ?",
        en: "A confirmed date has no hold rank. Hold or confirmed?",
      },
      { field: "status" },
    );
  }
  if (status === "confirmed") await refuseSecondDate(ctx, artist, asked.day);
  const around = tour
    ? { id: tour.id, production_id: tourRow?.production_id ?? null }
    : await tourAround(ctx, artist.id, asked.day);
  const { id } = await ctx.tx
    .insertInto("performances")
    .values({
      artist_id: artist.id,
      tour_id: around?.id ?? null,
      production_id: production ?? around?.production_id ?? null,
      venue_id: venueId,
      day: asked.day,
      status,
      hold_rank: status === "option" ? (asked.hold_rank ?? 1) : null,
      capacity: asked.capacity ?? null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id, newVenue };
}

/** Throws `conflict` where the artist already plays a confirmed date on that day. */
export async function refuseSecondDate(
  ctx: ToolContext,
  artist: { id: string; label: string },
  day: string,
  except: string | null = null,
) {
  const { rows } = await sql<{ where: string | null }>`
    select concat_ws(', ', v.name, v.city) as where
    from performances p left join venues v on v.id = p.venue_id
    where p.artist_id = ${artist.id} and p.day = ${day}::date
      and p.status not in ('cancelled', 'option') and p.id is distinct from ${except}::uuid
    limit 1`.execute(ctx.tx);
  if (!rows[0]) return;
  throw new ToolError("conflict", {
    fr: `${artist.label} joue déjà ce jour-là (${ctx.sayIn("fr").day(day)}, ${rows[0].where ?? "—"}).`,
    en: `${artist.label} already plays that day (${ctx.sayIn("en").day(day)}, ${rows[0].where ?? "—"}).`,
  });
}

/** The artist's only tour that spans the day. */
async function tourAround(ctx: ToolContext, artistId: string, day: string) {
  const rows = await ctx.tx
    .selectFrom("tours")
    .select(["id", "production_id"])
    .where("artist_id", "=", artistId)
    .where("status", "<>", "cancelled")
    .where("starts_on", "<=", day)
    .where("ends_on", ">=", day)
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0] : undefined;
}

async function venueOf(ctx: ToolContext, city: string | undefined, text: string | undefined) {
  if (text && /^[0-9a-f-]{36}$/i.test(text)) {
    return { venueId: (await resolveRef(ctx, "venue", text)).id, newVenue: false };
  }
  const place = city ? placeOf(ctx, city) : undefined;
  if (text) {
    const { rows } = await sql<{ id: string }>`
      select id from venues where extensions.similarity(search_name, (select koncert.normalize(${text}))) > 0.5
        and (${place?.name ?? null}::text is null or search_city = (select koncert.normalize(${place?.name ?? null})))
      order by extensions.similarity(search_name, (select koncert.normalize(${text}))) desc limit 1`.execute(
      ctx.tx,
    );
    if (rows[0]) return { venueId: rows[0].id, newVenue: false };
  } else if (place) {
    const known = await ctx.tx
      .selectFrom("venues")
      .select("id")
      .where("search_city", "=", sql<string>`(select koncert.normalize(${place.name}))`)
      .limit(2)
      .execute();
    const [only, second] = known;
    if (only && !second) return { venueId: only.id, newVenue: false };
  }
  if (!place) {
    throw new ToolError(
      "not_found",
      {
        fr: `Je ne connais pas la salle « ${text} ». Dans quelle ville est-elle ?`,
        en: `I do not know the venue “${text}”. In which town is it?`,
      },
      { field: "city" },
    );
  }
  const { id } = await ctx.tx
    .insertInto("venues")
    .values({ name: text ?? place.name, ...placeColumns(place) })
    .onConflict((conflict) =>
      conflict
        .columns(["organization_id", "search_name", "search_city"])
        .doUpdateSet({ city: place.name }),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return { venueId: id, newVenue: true };
}
