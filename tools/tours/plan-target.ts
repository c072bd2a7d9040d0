import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { onlyProduction, resolveArtist, resolveProduction, resolveTour } from "./resolve-artist.ts";

export type PlanTarget = {
  tourId: string;
  tour: string;
  created: boolean;
  artistId: string;
  artist: string;
  productionId: string | null;
};

type Given = {
  name?: string | undefined;
  tour?: string | undefined;
  artist?: string | undefined;
  production?: string | undefined;
};

/**
 * The tour that a pasted list fills: the one named, the artist's tour of that name, or a new one.
 * The list's own heading stands in for a name or an artist that was not given; an artist that the
 * heading names and nobody knows yet is added.
 */
export async function planFor(
  ctx: ToolContext,
  given: Given,
  heading: { title?: string | undefined; artist?: string | undefined; year: string },
): Promise<PlanTarget> {
  if (given.tour) {
    const tour = await resolveTour(ctx, given.tour);
    const production = given.production
      ? await resolveProduction(ctx, given.production, tour.artist_id)
      : undefined;
    return {
      tourId: tour.id,
      tour: tour.name,
      created: false,
      artistId: tour.artist_id,
      artist: tour.artist,
      productionId: production?.id ?? tour.production_id,
    };
  }
  const production = given.production ? await resolveProduction(ctx, given.production) : undefined;
  const artist = given.artist
    ? await resolveArtist(ctx, given.artist)
    : production
      ? { id: production.artist_id, label: production.name }
      : await artistOfHeading(ctx, heading.artist);
  if (production && production.artist_id !== artist.id)
    await resolveProduction(ctx, given.production ?? "", artist.id);
  const work = production ?? (await onlyProduction(ctx, artist.id));
  const name = given.name ?? heading.title ?? `${work?.title ?? artist.label} ${heading.year}`;
  const known = await ctx.tx
    .selectFrom("tours")
    .select(["id", "name", "production_id"])
    .where("artist_id", "=", artist.id)
    .where("search_name", "=", sql<string>`(select koncert.normalize(${name}))`)
    .where("status", "<>", "cancelled")
    .executeTakeFirst();
  const tour =
    known ??
    (await ctx.tx
      .insertInto("tours")
      .values({ name, artist_id: artist.id, production_id: work?.id ?? null })
      .returning(["id", "name", "production_id"])
      .executeTakeFirstOrThrow());
  return {
    tourId: tour.id,
    tour: tour.name,
    created: !known,
    artistId: artist.id,
    artist: artist.label,
    productionId: work?.id ?? tour.production_id,
  };
}

async function artistOfHeading(ctx: ToolContext, name: string | undefined) {
  if (!name) return resolveArtist(ctx, undefined);
  const known = await ctx.tx
    .selectFrom("artists")
    .select(["id", "name as label"])
    .where("search_name", "=", sql<string>`(select koncert.normalize(${name}))`)
    .executeTakeFirst();
  return (
    known ??
    ctx.tx
      .insertInto("artists")
      .values({ name })
      .returning(["id", "name as label"])
      .executeTakeFirstOrThrow()
  );
}
