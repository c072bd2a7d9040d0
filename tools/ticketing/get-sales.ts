import { sql } from "kysely";
import { z } from "zod";
import { choice, day } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";

const breakdowns = ["performance", "day", "ticket_type", "channel"] as const;

const line = z.object({ label: z.string(), sold: z.int(), grossCents: z.int() });

export const getSales = defineTool({
  name: "ticketing_get_sales",
  title: { fr: "Ventes", en: "Sales" },
  description:
    "Tickets sold, gross, capacity and fill rate, per day, plus a breakdown by date, day, ticket type or channel. No selection: everything.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object({
    ...selection,
    by: choice("breakdown", breakdowns).default("performance"),
    sold_from: day().describe("sales made since").optional(),
    sold_to: day().describe("sales made until").optional(),
  }),
  output: z.object({
    scope: z.string(),
    by: z.enum(breakdowns),
    sold: z.int(),
    capacity: z.int().nullable(),
    fillBp: z.int().nullable(),
    grossCents: z.int(),
    refundedCents: z.int(),
    currency: z.string(),
    performances: z.array(z.object({ id: z.uuid(), label: z.string() })),
    series: z.array(z.object({ day: z.string(), sold: z.int(), grossCents: z.int() })),
    breakdown: z.array(line),
  }),
  examples: [
    {
      fr: "combien de billets vendus à Lyon ?",
      en: "how many tickets sold in Lyon?",
      input: { performances: ["Lyon"] },
    },
    {
      fr: "où en sont les ventes de la tournée Organique ?",
      en: "how are sales for the Organique tour?",
      input: { tour: "Organique" },
    },
    {
      fr: "ventes par tarif à Paris",
      en: "sales by ticket type in Paris",
      input: { performances: ["Paris"], by: "ticket_type" },
    },
    {
      fr: "on a vendu combien hier",
      en: "how much did we sell yesterday",
      input: { sold_from: "2026-11-25", sold_to: "2026-11-25" },
    },
    {
      fr: "le remplissage de Marseille stp",
      en: "fill rate of Marseille please",
      input: { performances: ["Marseille"] },
    },
    {
      fr: "chiffre d’affaires billetterie par jour en novembre",
      en: "ticketing gross per day in November",
      input: { by: "day", sold_from: "2026-11-01", sold_to: "2026-11-30" },
    },
    {
      fr: "par quel canal on vend le plus ?",
      en: "which channel sells most?",
      input: { by: "channel" },
    },
  ],
  async run(ctx, input) {
    const chosen = await selectPerformances(ctx, input, { orAll: true });
    const ids = chosen.map((row) => row.id);
    const sold = await sql<{
      performanceId: string;
      type: string;
      channel: string;
      day: string;
      sold: number;
      grossCents: number;
    }>`
      select k.performance_id as "performanceId", t.name as type, o.channel,
        to_char(k.created_at at time zone g.time_zone, 'YYYY-MM-DD') as day,
        count(*)::int as sold, sum(k.price_cents)::bigint as "grossCents"
      from tickets k
      join ticket_types t on t.id = k.ticket_type_id
      join orders o on o.id = k.order_id
      join organizations g on g.id = k.organization_id
      where k.performance_id = any(${ids}::uuid[]) and k.status = 'issued'
        and (${input.sold_from ?? null}::date is null or k.created_at >= ${input.sold_from ?? null}::timestamp at time zone g.time_zone)
        and (${input.sold_to ?? null}::date is null or k.created_at < (${input.sold_to ?? null}::timestamp + interval '1 day') at time zone g.time_zone)
      group by 1, 2, 3, 4`.execute(ctx.tx);
    const facts = await sql<{ capacity: number | null; refunded: number; currency: string }>`
      select (select sum(coalesce(p.capacity, c.capacity, v.capacity))::int from performances p
          left join configurations c on c.id = p.configuration_id
          left join venues v on v.id = p.venue_id where p.id = any(${ids}::uuid[])) as capacity,
        (select coalesce(sum(refunded_cents), 0)::bigint from orders
          where performance_id = any(${ids}::uuid[])) as refunded,
        (select currency from organizations limit 1) as currency`.execute(ctx.tx);
    const { capacity = null, refunded = 0, currency = "EUR" } = facts.rows[0] ?? {};
    const labels = new Map(chosen.map((row) => [row.id, row.label]));
    const keyOf = (row: (typeof sold.rows)[number]) =>
      ({
        performance: labels.get(row.performanceId) ?? "",
        day: row.day,
        ticket_type: row.type,
        channel: row.channel,
      })[input.by];
    const total = sold.rows.reduce((sum, row) => sum + row.sold, 0);
    const byDay = group(sold.rows, (row) => row.day);
    const breakdown = group(sold.rows, keyOf);
    return {
      scope: chosen.length === 1 ? (chosen[0]?.label ?? "") : "",
      by: input.by,
      sold: total,
      capacity,
      fillBp: capacity ? Math.round((total * 10_000) / capacity) : null,
      grossCents: sold.rows.reduce((sum, row) => sum + row.grossCents, 0),
      refundedCents: refunded,
      currency,
      performances: chosen.slice(0, 100).map(({ id, label }) => ({ id, label })),
      series: byDay
        .toSorted((a, b) => a.label.localeCompare(b.label))
        .map(({ label, ...row }) => ({ day: label, ...row })),
      breakdown:
        input.by === "day"
          ? breakdown.toSorted((a, b) => a.label.localeCompare(b.label))
          : breakdown.toSorted((a, b) => b.sold - a.sold),
    };
  },
  summary: (output, say) => {
    const where =
      output.scope ||
      say.count(output.performances.length, {
        fr: { one: "date", other: "dates" },
        en: { one: "date", other: "dates" },
      });
    const sold = say.count(output.sold, {
      fr: { one: "billet vendu", other: "billets vendus" },
      en: { one: "ticket sold", other: "tickets sold" },
    });
    const fill =
      output.capacity === null || output.fillBp === null
        ? ""
        : say({
            fr: ` sur ${say.number(output.capacity)} (${say.percent(output.fillBp)})`,
            en: ` of ${say.number(output.capacity)} (${say.percent(output.fillBp)})`,
          });
    return say({
      fr: `${where} : ${sold}${fill}, ${say.money(output.grossCents, output.currency)} de recette.`,
      en: `${where}: ${sold}${fill}, ${say.money(output.grossCents, output.currency)} gross.`,
    });
  },
  show: (output, say) => ({
    kind: "sales",
    title: output.scope || say({ fr: "Ventes", en: "Sales" }),
    sold: output.sold,
    capacity: output.capacity,
    grossCents: output.grossCents,
    currency: output.currency,
    series: output.series,
    breakdown: output.breakdown.slice(0, 40),
  }),
  about: (output) =>
    output.performances.map(({ id, label }) => ({ kind: "performance" as const, id, label })),
});

type Line = z.infer<typeof line>;

function group<Row extends { sold: number; grossCents: number }>(
  rows: Row[],
  keyOf: (row: Row) => string,
): Line[] {
  const lines = new Map<string, Line>();
  for (const row of rows) {
    const label = keyOf(row);
    const kept = lines.get(label) ?? { label, sold: 0, grossCents: 0 };
    kept.sold += row.sold;
    kept.grossCents += row.grossCents;
    lines.set(label, kept);
  }
  return [...lines.values()];
}
