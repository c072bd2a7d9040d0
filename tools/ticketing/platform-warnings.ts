import { sql } from "kysely";
import { z } from "zod";
import type { Say } from "../core/text.ts";
import type { ToolContext } from "../core/tool.ts";
import rules from "./box-office-rules.json" with { type: "json" };
import { platformName, salesPlatforms } from "./platforms.ts";

export const warningKinds = ["above_allotment", "above_capacity", "no_report"] as const;

/** What needs a person about the sales of other platforms. */
export const warning = z.object({
  kind: z.enum(warningKinds),
  performanceId: z.uuid(),
  performance: z.string(),
  day: z.string(),
  platform: z.enum(salesPlatforms).nullable(),
  sold: z.int(),
  /** Places granted, or of the date. */
  places: z.int(),
  /** Days since the last report, null where there was none. */
  days: z.int().nullable(),
});
export type Warning = z.infer<typeof warning>;

/**
 * Dates to come on which a platform sold more than it was granted, more is taken than the room
 * holds, or a platform with an allotment has not reported for some days while the show comes near.
 */
export async function readWarnings(ctx: ToolContext, ids?: string[]): Promise<Warning[]> {
  const { reportEveryDays, watchedDays } = rules.platforms;
  const { rows } = await sql<Warning>`
    with clock as (
      select (${ctx.now}::timestamptz at time zone g.time_zone)::date as today, g.time_zone as zone from organizations g
    ), ahead as (
      select p.id, p.day, p.capacity, concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(v.city, v.name, p.title)) as label
      from performances p cross join clock left join venues v on v.id = p.venue_id
      where p.status in ('confirmed', 'on_sale') and p.day >= today
        and (${ids ?? null}::uuid[] is null or p.id = any(${ids ?? null}::uuid[]))
    ), granted as (
      select a.performance_id, a.platform, sum(a.quantity)::int as quantity, sum(a.sold)::int as sold, max(a.reported_at) as reported_at
      from allotments a join ahead d on d.id = a.performance_id group by 1, 2
    ), taken as (
      select d.id, (select coalesce(sum(t.held + t.sold + t.allotted), 0) from ticket_types t where t.performance_id = d.id)
        + coalesce((select s.allotted from ticket_series s where s.performance_id = d.id), 0) as places
      from ahead d
    )
    select 'above_allotment' as kind, d.id as "performanceId", d.label as performance, d.day, g.platform, g.sold, g.quantity as places, null::int as days
      from ahead d join granted g on g.performance_id = d.id where g.sold > g.quantity
    union all
    select 'above_capacity', d.id, d.label, d.day, null, t.places::int, d.capacity, null
      from ahead d join taken t on t.id = d.id where t.places > d.capacity
    union all
    select 'no_report', d.id, d.label, d.day, g.platform, g.sold, g.quantity, today - (g.reported_at at time zone zone)::date
      from ahead d join granted g on g.performance_id = d.id cross join clock
      where g.quantity > 0 and d.day - today <= ${watchedDays}
        and (g.reported_at is null or today - (g.reported_at at time zone zone)::date >= ${reportEveryDays})
    order by day, kind`.execute(ctx.tx);
  return rows;
}

/** A warning in one sentence. */
export function sayWarning(one: Warning, say: Say): string {
  const platform = one.platform ? platformName(one.platform, say) : "";
  const number = say.number;
  switch (one.kind) {
    case "above_allotment":
      return one.places === 0
        ? say({
            fr: `${platform} a vendu ${number(one.sold)} billets pour ${one.performance}, sans contingent.`,
            en: `${platform} sold ${number(one.sold)} tickets for ${one.performance}, without an allotment.`,
          })
        : say({
            fr: `${platform} a vendu ${number(one.sold)} billets pour ${one.performance}, pour un contingent de ${number(one.places)}.`,
            en: `${platform} sold ${number(one.sold)} tickets for ${one.performance}, for an allotment of ${number(one.places)}.`,
          });
    case "above_capacity":
      return say({
        fr: `${one.performance} : ${number(one.sold)} places prises pour une jauge de ${number(one.places)}.`,
        en: `${one.performance}: ${number(one.sold)} places taken for a capacity of ${number(one.places)}.`,
      });
    case "no_report":
      return one.days === null
        ? say({
            fr: `${platform} n’a donné aucun relevé pour ${one.performance}.`,
            en: `${platform} has given no report for ${one.performance}.`,
          })
        : say({
            fr: `Dernier relevé ${platform} de ${one.performance} : il y a ${number(one.days)} jours.`,
            en: `Last ${platform} report of ${one.performance}: ${number(one.days)} days ago.`,
          });
  }
}
