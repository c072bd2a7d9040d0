import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { type BoxOffice, readBoxOffices } from "../ticketing/read-box-offices.ts";

export type Figure = {
  kind: "income" | "expense";
  /** Null for what belongs to a tour or to the organization. */
  performanceId: string | null;
  /** Of the date, or of an entry that belongs to a tour alone. */
  tourId: string | null;
  category: string;
  cents: number;
};

export type Figures = {
  currency: string;
  /** Names of all tours by id. */
  tours: Record<string, string>;
  booked: Figure[];
};

/**
 * Recorded incomes and expenses of the dates, before VAT, per category, and their box office as their
 * statements have it. `unattached` adds those of no date and of cancelled dates: of one tour by its id, of the
 * whole organization, or none.
 */
export async function readFigures(
  ctx: ToolContext,
  ids: string[],
  unattached: "none" | "all" | (string & {}),
): Promise<Figures> {
  const tourId = unattached === "none" || unattached === "all" ? null : unattached;
  const { rows } = await sql<Omit<Figures, "booked"> & { entries: Figure[] }>`
    with entries as (
      select e.kind, e.performance_id as "performanceId", coalesce(e.tour_id, p.tour_id) as "tourId", e.category, sum(e.amount_cents)::bigint as cents
      from (
        select 'income' as kind, performance_id, tour_id, category, amount_cents from incomes
        union all
        select 'expense', performance_id, tour_id, category, amount_cents from expenses
      ) e left join performances p on p.id = e.performance_id
      where e.performance_id = any(${ids}::uuid[])
        or (${unattached !== "none"} and (e.performance_id is null or p.status = 'cancelled')
          and (${tourId}::uuid is null or coalesce(e.tour_id, p.tour_id) = ${tourId}::uuid))
      group by 1, 2, 3, 4
    )
    select g.currency, (select coalesce(jsonb_object_agg(t.id, t.name), '{}') from tours t) as tours,
      (select coalesce(jsonb_agg(e), '[]') from entries e) as entries
    from organizations g`.execute(ctx.tx);
  const [found] = rows;
  if (!found) throw new Error("no organization");
  const { currency, tours, entries } = found;
  const offices = await readBoxOffices(ctx, ids);
  return { currency, tours, booked: [...entries, ...offices.flatMap(figuresOf)] };
}

/** A date's box office before VAT, the CNM tax that it bears by rule, and the fees that its organizer carries. */
function figuresOf(office: BoxOffice): Figure[] {
  const { performanceId, tourId, netCents, levy, organizerFeeCents } = office;
  const figures: [Figure["kind"], string, number][] = [
    ["income", "box_office", netCents],
    ["expense", "taxes", levy?.cents ?? 0],
    ["expense", "ticketing_fees", organizerFeeCents],
  ];
  return figures
    .filter(([, , cents]) => cents !== 0)
    .map(([kind, category, cents]) => ({ kind, performanceId, tourId, category, cents }));
}
