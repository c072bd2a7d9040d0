import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";

export type Hold = {
  id: string;
  day: string;
  rank: number;
  artist: string;
  city: string | null;
  venue: string | null;
  title: string;
  sameVenue: boolean;
};

/** Other holds on the day of a date: those in the same venue queue behind one another. */
export async function readRivals(ctx: ToolContext, id: string): Promise<Hold[]> {
  const { rows } = await sql<Hold>`
    select o.id, o.day, o.hold_rank as rank, a.name as artist, v.city, v.name as venue,
      coalesce(o.title, a.name) as title, coalesce(o.venue_id = p.venue_id, false) as "sameVenue"
    from performances p
    join performances o on o.day = p.day and o.id <> p.id and o.status = 'option'
      and (o.venue_id = p.venue_id or o.artist_id = p.artist_id)
    join artists a on a.id = o.artist_id
    left join venues v on v.id = o.venue_id
    where p.id = ${id} order by o.hold_rank, o.id`.execute(ctx.tx);
  return rows;
}

export async function setRank(ctx: ToolContext, id: string, rank: number): Promise<void> {
  await ctx.tx.updateTable("performances").set({ hold_rank: rank }).where("id", "=", id).execute();
}
