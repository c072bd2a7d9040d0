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
        fr: `Je ne connais pas de ville « ${text} ». Précisez le pays, ou vérifiez l’orthographe.`,
        en: `There is no town “${text}” on record. Add the country, or check the spelling.`,
      },
      { field },
    );
  }
  return columnsOf(place);
}

export type SettledVenue = { id: string; name: string; city: string | null; reused: boolean };

/** The venue of that name in that town; without a name, the town's only one. Nothing where there is none. */
export async function knownVenue(
  ctx: ToolContext,
  { name, place }: { name?: string | undefined; place: PlaceColumns },
): Promise<SettledVenue | undefined> {
  const inTown = await ctx.tx
    .selectFrom("venues")
    .select([
      "id",
      "name",
      "city",
      sql<boolean>`jsonb_exists(technical, 'to_be_named')`.as("unnamed"),
    ])
    .where("search_city", "=", sql<string>`(select koncert.normalize(${place.city}))`)
    .where("country", "=", place.country)
    .$if(name !== undefined, (query) =>
      query
        .where(likeName(name ?? ""))
        .orderBy(
          sql`extensions.similarity(search_name, (select koncert.normalize(${name ?? ""})))`,
          "desc",
        ),
    )
    .execute();
  const real = inTown.filter((row) => !row.unnamed);
  const fit =
    name !== undefined
      ? inTown[0]
      : real.length === 1
        ? real[0]
        : inTown.find((row) => row.unnamed);
  return fit && { id: fit.id, name: fit.name, city: fit.city, reused: !fit.unnamed };
}

/**
 * The venue of that name in that town, made when it is not there yet. Without a name: the town's
 * only venue, else one that waits for its name, which dates show as a missing venue.
 */
export async function settleVenue(
  ctx: ToolContext,
  venue: { name?: string | undefined; place: PlaceColumns; capacity?: number | undefined },
): Promise<SettledVenue> {
  const { name, place, capacity } = venue;
  const known = await knownVenue(ctx, venue);
  if (known) return known;
  const made = await ctx.tx
    .insertInto("venues")
    .values({
      name: name ?? unnamed[ctx.locale],
      ...place,
      capacity: name === undefined ? null : (capacity ?? null),
      technical: JSON.stringify(name === undefined ? { to_be_named: true } : {}),
    })
    .returning(["id", "name", "city"])
    .executeTakeFirstOrThrow();
  return { ...made, reused: false };
}

const unnamed = { fr: "Lieu à préciser", en: "Venue to be named" };

/** The same name but for its article or a slip of the keyboard: « Zénith » and « Le Zénith ». */
function likeName(name: string) {
  const bare = (text: ReturnType<typeof sql>) =>
    sql`regexp_replace(${text}, '^(le|la|les|l|the) ', '')`;
  const wanted = sql`(select koncert.normalize(${name}))`;
  return sql<boolean>`(${bare(sql`search_name`)} = ${bare(wanted)}
    or extensions.similarity(search_name, ${wanted}) > 0.75)`;
}
