import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

/** The artist that was named, else the organization's only one. Asks when several could be meant. */
export async function resolveArtist(
  ctx: ToolContext,
  text: string | undefined,
): Promise<{ id: string; label: string }> {
  if (text) return resolveRef(ctx, "artist", text);
  const artists = await ctx.tx
    .selectFrom("artists")
    .select(["id", "name as label"])
    .orderBy("name")
    .limit(7)
    .execute();
  const only = artists[0];
  if (only && artists.length === 1) return only;
  if (!only) {
    throw new ToolError(
      "invalid_input",
      {
        fr: "Il n’y a pas encore d’artiste : créez-en un d’abord.",
        en: "There is no artist yet: create one first.",
      },
      { field: "artist" },
    );
  }
  throw new ToolError(
    "invalid_input",
    { fr: "Pour quel artiste ?", en: "For which artist?" },
    { field: "artist", choices: artists.slice(0, 6) },
  );
}

/** A production with its artist; refuses one of another artist. */
export async function resolveProduction(ctx: ToolContext, text: string, artistId?: string) {
  const { id } = await resolveRef(ctx, "production", text);
  const production = await ctx.tx
    .selectFrom("productions")
    .innerJoin("artists", "artists.id", "productions.artist_id")
    .select(["productions.id", "productions.title", "productions.artist_id", "artists.name"])
    .where("productions.id", "=", id)
    .executeTakeFirstOrThrow();
  if (artistId && production.artist_id !== artistId) {
    throw new ToolError(
      "conflict",
      {
        fr: `Le spectacle « ${production.title} » est celui de ${production.name}.`,
        en: `The production “${production.title}” belongs to ${production.name}.`,
      },
      { field: "production" },
    );
  }
  return production;
}

/** The production of an artist who has exactly one. */
export async function onlyProduction(ctx: ToolContext, artistId: string) {
  const rows = await ctx.tx
    .selectFrom("productions")
    .select(["id", "title"])
    .where("artist_id", "=", artistId)
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0] : undefined;
}

/** A tour with what its dates take from it. */
export async function resolveTour(ctx: ToolContext, text: string) {
  const { id } = await resolveRef(ctx, "tour", text);
  return ctx.tx
    .selectFrom("tours")
    .innerJoin("artists", "artists.id", "tours.artist_id")
    .select([
      "tours.id",
      "tours.name",
      "tours.artist_id",
      "tours.production_id",
      "tours.starts_on",
      "tours.ends_on",
      "tours.status",
      "artists.name as artist",
    ])
    .where("tours.id", "=", id)
    .executeTakeFirstOrThrow();
}
