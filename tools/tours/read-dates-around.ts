import { type RawBuilder, sql } from "kysely";
import type { DateRow } from "../core/card.ts";
import type { ToolContext } from "../core/tool.ts";
import { readPerformances } from "./read-performances.ts";
import { today } from "./times.ts";

/** The next and the last dates among the performances `p` that fit, and how many there are. */
export async function readDatesAround(
  ctx: ToolContext,
  where: RawBuilder<unknown>,
  most = 10,
): Promise<{ next: DateRow[]; nextTotal: number; past: DateRow[]; pastTotal: number }> {
  const { rows } = await sql<{ id: string; ahead: boolean; total: number }>`
    with now as (select ${today(ctx)} as day), near as (
      select p.id, p.day >= now.day as ahead,
        count(*) over (partition by p.day >= now.day)::int as total,
        row_number() over (partition by p.day >= now.day order by abs(p.day - now.day), p.id) as place
      from performances p, now where ${where} and p.status <> 'cancelled')
    select id, ahead, total from near where place <= ${most}`.execute(ctx.tx);
  const dates = await readPerformances(
    ctx,
    rows.map(({ id }) => id),
  );
  const ahead = new Map(rows.map((row) => [row.id, row.ahead]));
  return {
    next: dates.filter((date) => ahead.get(date.id)),
    nextTotal: rows.find((row) => row.ahead)?.total ?? 0,
    past: dates.filter((date) => !ahead.get(date.id)).toReversed(),
    pastTotal: rows.find((row) => !row.ahead)?.total ?? 0,
  };
}
