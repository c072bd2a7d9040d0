import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { knownVenue } from "../tours/settle-venue.ts";
import { matchRows } from "./match-rows.ts";
import type { ProposedRows } from "./proposed-rows.ts";

type Skipped = {
  day: string;
  city: string;
  reason: "artist_busy" | "unknown_town" | "deal_signed" | "deal_not_allowed";
};

const made = z.looseObject({ id: z.uuid() });
const madeDate = z.looseObject({
  performance: z.looseObject({ id: z.uuid() }),
  venueCreated: z.boolean(),
});

/** Writes the rows through the tools that a person would use, with the caller's rights; what stands there is reused. */
export async function writeRows(ctx: ToolContext, rows: ProposedRows, forArtist?: string) {
  const matches = await matchRows(ctx, rows, forArtist);
  const artist = matches.artist ?? (await addArtist(ctx, rows));
  const tour =
    matches.tour ??
    (rows.tour && rows.dates.length > 1
      ? made.parse(await ctx.call("tours_create_tour", { name: rows.tour.name, artist: artist.id }))
      : undefined);
  const promoter = matches.promoter ?? (await addPromoter(ctx, rows.promoter));
  const mayDeal = await may(ctx, "business:write");
  const skipped: Skipped[] = [];
  const ids: string[] = [];
  let created = 0;
  let venuesCreated = 0;
  let deals = 0;
  for (const { row, place, standing, busy } of matches.dates) {
    const skip = (reason: Skipped["reason"]) =>
      skipped.push({ day: row.day, city: row.city, reason });
    let id = standing?.id;
    if (!place) {
      skip("unknown_town");
      continue;
    }
    if (!id && busy) {
      skip("artist_busy");
      continue;
    }
    if (!id) {
      const known = await knownVenue(ctx, { name: row.venue, place });
      const date = madeDate.parse(
        await ctx.call("tours_create_performance", {
          day: row.day,
          city: row.city,
          ...(known ? { venue: known.id } : row.venue ? { venue: row.venue } : {}),
          artist: artist.id,
          ...(tour ? { tour: tour.id } : {}),
          status: row.status,
          ...(row.status === "option" ? { hold_rank: row.hold_rank ?? 1 } : {}),
          ...given(row, ["capacity", "doors", "set_time", "curfew"]),
        }),
      );
      id = date.performance.id;
      created += 1;
      if (date.venueCreated) venuesCreated += 1;
    }
    ids.push(id);
    if (!row.deal) continue;
    const refusal = mayDeal ? await signedDeal(ctx, id) : "deal_not_allowed";
    if (refusal) {
      skip(refusal);
      continue;
    }
    await ctx.call("business_set_deal", {
      performance: id,
      ...given(row.deal, ["deal_kind", "guarantee", "percentage", "deposit"]),
      ...(promoter ? { promoter: promoter.id } : {}),
    });
    deals += 1;
  }
  return {
    artistId: artist.id,
    artist: artist.label,
    artistCreated: matches.artist === undefined,
    tourId: tour?.id ?? null,
    promoterId: promoter?.id ?? null,
    promoter: promoter?.label ?? null,
    promoterCreated: promoter !== undefined && matches.promoter === undefined,
    created,
    alreadyThere: matches.dates.filter((date) => date.standing).length,
    venuesCreated,
    deals,
    skipped,
    ids,
  };
}

/** The fields that have a value. */
function given<Row extends object, Key extends keyof Row>(row: Row, keys: Key[]): Partial<Row> {
  const entries = keys.flatMap((key) => (row[key] === undefined ? [] : [[key, row[key]]]));
  return Object.fromEntries(entries) as Partial<Row>;
}

/** The question for whom, with the artists of the organization. */
export async function whichArtist(ctx: ToolContext): Promise<ToolError> {
  const artists = await ctx.tx
    .selectFrom("artists")
    .select(["id", "name as label"])
    .orderBy("name")
    .limit(6)
    .execute();
  return new ToolError(
    "invalid_input",
    {
      fr: "Le document ne dit pas qui joue. Pour quel artiste ?",
      en: "The document does not say who plays. For which artist?",
    },
    { field: "for_artist", choices: artists },
  );
}

async function addArtist(ctx: ToolContext, { artist }: ProposedRows) {
  if (!artist) throw await whichArtist(ctx);
  const { id } = made.parse(await ctx.call("tours_create_artist", { name: artist.name }));
  return { id, label: artist.name };
}

async function addPromoter(ctx: ToolContext, promoter: ProposedRows["promoter"]) {
  if (!promoter || !(await may(ctx, "contacts:write"))) return undefined;
  const { id } = made.parse(
    await ctx.call("contacts_create_contact", {
      kind: "pro",
      ...given(promoter, ["name", "company", "email", "phone"]),
    }),
  );
  return { id, label: promoter.name };
}

async function may(ctx: ToolContext, permission: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select koncert.may(${permission}) as may`.execute(
    ctx.tx,
  );
  return rows[0]?.may === true;
}

async function signedDeal(
  ctx: ToolContext,
  performanceId: string,
): Promise<"deal_signed" | undefined> {
  const deal = await ctx.tx
    .selectFrom("deals")
    .select("id")
    .where("performance_id", "=", performanceId)
    .where("status", "=", "signed")
    .executeTakeFirst();
  return deal ? "deal_signed" : undefined;
}
