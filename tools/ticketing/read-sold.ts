import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";

export type SoldGroup = {
  performanceId: string;
  type: string;
  channel: string;
  day: string;
  sold: number;
  grossCents: number;
};
export type SoldLine = { label: string; sold: number; grossCents: number };

/** Tickets that stand of some dates, counted by date, ticket type, channel and day of sale. */
export async function readSold(
  ctx: ToolContext,
  ids: string[],
  period: { from?: string | undefined; to?: string | undefined } = {},
): Promise<SoldGroup[]> {
  const { rows } = await sql<SoldGroup>`
    select k.performance_id as "performanceId", t.name as type, o.channel,
      to_char(k.created_at at time zone g.time_zone, 'YYYY-MM-DD') as day,
      count(*)::int as sold, sum(k.price_cents)::bigint as "grossCents"
    from tickets k
    join ticket_types t on t.id = k.ticket_type_id
    join orders o on o.id = k.order_id
    join organizations g on g.id = k.organization_id
    where k.performance_id = any(${ids}::uuid[]) and k.status = 'issued'
      and (${period.from ?? null}::date is null or k.created_at >= ${period.from ?? null}::timestamp at time zone g.time_zone)
      and (${period.to ?? null}::date is null or k.created_at < (${period.to ?? null}::timestamp + interval '1 day') at time zone g.time_zone)
    group by 1, 2, 3, 4`.execute(ctx.tx);
  return rows;
}

/** Adds up by a label, most sold first. */
export function groupSold(rows: SoldGroup[], labelOf: (row: SoldGroup) => string): SoldLine[] {
  const lines = new Map<string, SoldLine>();
  for (const row of rows) {
    const label = labelOf(row);
    const kept = lines.get(label) ?? { label, sold: 0, grossCents: 0 };
    kept.sold += row.sold;
    kept.grossCents += row.grossCents;
    lines.set(label, kept);
  }
  return [...lines.values()].toSorted((a, b) => b.sold - a.sold);
}

/** The same by day of sale, from the first on. */
export const seriesOf = (rows: SoldGroup[]) =>
  groupSold(rows, (row) => row.day)
    .toSorted((a, b) => a.label.localeCompare(b.label))
    .map(({ label, ...line }) => ({ day: label, ...line }));
