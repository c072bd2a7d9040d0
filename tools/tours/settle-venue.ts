import { sql } from "kysely";
import type { Place } from "#integrations/places/index.ts";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";

export type PlaceColumns = {
  city: string;
  postal_code: string | null;
  region: string | null;
  country: string;
  insee_code: string | null;
  latitude: number | null;
  longitude: number | null;
  time_zone: string;
};

/** What a found town gives to a venue's row. */
export function columnsOf(place: Place): PlaceColumns {
  return {
    city: place.name,
    postal_code: place.postcode ?? null,
    region: place.region ?? null,
    country: place.country,
    insee_code: place.inseeCode ?? null,
    latitude: place.latitude,
    longitude: place.longitude,
    time_zone: place.timeZone,
  };
}

/** The town that a text names, offline. Throws `not_found` for none. */
export function settlePlace(ctx: ToolContext, text: string, field = "city"): PlaceColumns {
  const [place] = ctx.integrations.places.find(text, { limit: 1 });
  if (!place) {
    throw new ToolError(
      "not_found",
      {
        fr: `Je ne connais pas de ville « ${text} ». Précisez le pays, ou vérifiez l’orthographe.`,
        en: `There is no town “${text}” on record. Add the country, or check the spelling.`,
      },
      { field },
    );
  }
  return columnsOf(place);
}

export type SettledVenue = { id: string; name: string; city: string | null; reused: boolean };

/**
 * The venue of that name in that town, made when it is not there yet. Without a name, the town's
 * only venue, else a venue to be named « Lieu à préciser ».
 */
export async function settleVenue(
  ctx: ToolContext,
  {
    name,
    place,
    capacity,
  }: { name?: string | undefined; place: PlaceColumns; capacity?: number | undefined },
): Promise<SettledVenue> {
  const known = await ctx.tx
    .selectFrom("venues")
    .select(["id", "name", "city"])
    .where("search_city", "=", sql<string>`koncert.normalize(${place.city})`)
    .where("country", "=", place.country)
    .$if(name !== undefined, (query) =>
      query.where("search_name", "=", sql<string>`koncert.normalize(${name ?? ""})`),
    )
    .limit(2)
    .execute();
  const [only] = known;
  if (only && known.length === 1) return { ...only, reused: true };
  const chosen = name ?? unnamed[ctx.locale];
  const twin = await ctx.tx
    .selectFrom("venues")
    .select(["id", "name", "city"])
    .where("search_name", "=", sql<string>`koncert.normalize(${chosen})`)
    .where("search_city", "=", sql<string>`koncert.normalize(${place.city})`)
    .executeTakeFirst();
  if (twin) return { ...twin, reused: true };
  const made = await ctx.tx
    .insertInto("venues")
    .values({ name: chosen, ...place, capacity: capacity ?? null })
    .returning(["id", "name", "city"])
    .executeTakeFirstOrThrow();
  return { ...made, reused: false };
}

const unnamed = { fr: "Lieu à préciser", en: "Venue to be named" };
