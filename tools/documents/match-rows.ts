import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { standingOn } from "../tours/insert-performance.ts";
import { columnsOf, knownVenue, type PlaceColumns } from "../tours/settle-venue.ts";
import type { ProposedDate, ProposedRows } from "./proposed-rows.ts";

type Row = { id: string; label: string };

export type MatchedDate = {
  row: ProposedDate;
  /** Nothing for a town that no source knows. */
  place: PlaceColumns | undefined;
  venue: Row | undefined;
  /** The same artist in the same town on that day. */
  standing: (Row & { firm: boolean }) | undefined;
  /** Where the artist already plays that day, when that is elsewhere. */
  busy: string | undefined;
};

export type Matches = {
  artist: Row | undefined;
  tour: Row | undefined;
  promoter: Row | undefined;
  dates: MatchedDate[];
};

/** What stands there already of the rows that a document proposes. Writes nothing. */
export async function matchRows(
  ctx: ToolContext,
  rows: ProposedRows,
  forArtist?: string,
): Promise<Matches> {
  const artist = rows.artist
    ? await alike(ctx, "artists", "name", rows.artist.name)
    : forArtist
      ? await resolveRef(ctx, "artist", forArtist, "for_artist")
      : await onlyArtist(ctx);
  const tour = rows.tour && (await tourOf(ctx, rows.tour.name, artist?.id));
  const dates: MatchedDate[] = [];
  for (const row of rows.dates) dates.push(await matchDate(ctx, row, artist?.id));
  return { artist, tour, promoter: await promoterOf(ctx, rows.promoter), dates };
}

async function matchDate(
  ctx: ToolContext,
  row: ProposedDate,
  artistId: string | undefined,
): Promise<MatchedDate> {
  const [town] = ctx.integrations.places.find(row.city, { limit: 1 });
  const place = town && columnsOf(town);
  const known = place && (await knownVenue(ctx, { name: row.venue, place }));
  const all = artistId ? await standingOn(ctx, artistId, row.day) : [];
  const same = all.find((one) => plain(one.city ?? "") === plain(place?.city ?? row.city));
  const firm = all.find((one) => one !== same && one.status !== "option");
  return {
    row,
    place,
    venue: known?.reused ? { id: known.id, label: known.name } : undefined,
    standing: same && {
      id: same.id,
      label: same.venue ?? same.city ?? "",
      firm: same.status !== "option",
    },
    busy:
      !same && row.status === "confirmed" ? (firm?.city ?? firm?.venue ?? undefined) : undefined,
  };
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

/** Names that differ by more than a slip of the keyboard are two names. */
const sameName = 0.75;

async function alike(
  ctx: ToolContext,
  table: "artists",
  column: "name",
  name: string,
): Promise<Row | undefined> {
  return ctx.tx
    .selectFrom(table)
    .select(["id", `${column} as label`])
    .where(
      sql<boolean>`extensions.similarity(search_name, (select koncert.normalize(${name}))) >= ${sameName}`,
    )
    .orderBy(sql`extensions.similarity(search_name, (select koncert.normalize(${name})))`, "desc")
    .executeTakeFirst();
}

async function onlyArtist(ctx: ToolContext): Promise<Row | undefined> {
  const artists = await ctx.tx
    .selectFrom("artists")
    .select(["id", "name as label"])
    .limit(2)
    .execute();
  return artists.length === 1 ? artists[0] : undefined;
}

async function tourOf(ctx: ToolContext, name: string, artistId: string | undefined) {
  if (!artistId) return undefined;
  return ctx.tx
    .selectFrom("tours")
    .select(["id", "name as label"])
    .where("artist_id", "=", artistId)
    .where(
      sql<boolean>`extensions.similarity(koncert.normalize(name), (select koncert.normalize(${name}))) >= ${sameName}`,
    )
    .executeTakeFirst();
}

async function promoterOf(
  ctx: ToolContext,
  promoter: ProposedRows["promoter"],
): Promise<Row | undefined> {
  if (!promoter) return undefined;
  const base = ctx.tx
    .selectFrom("contacts")
    .select(["id", "display_name as label"])
    .where("erased_at", "is", null);
  const byMail = promoter.email
    ? await base.where(sql`lower(email)`, "=", promoter.email).executeTakeFirst()
    : undefined;
  return (
    byMail ??
    (await base
      .where(
        sql`koncert.normalize(display_name)`,
        "=",
        sql`(select koncert.normalize(${promoter.name}))`,
      )
      .where((where) =>
        promoter.email
          ? where.or([where("email", "is", null), where(sql`lower(email)`, "=", promoter.email)])
          : where.val(true),
      )
      .executeTakeFirst())
  );
}
