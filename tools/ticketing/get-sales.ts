import { sql } from "kysely";
import { z } from "zod";
import { choice, day } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { groupSold, readSold, seriesOf, type SoldGroup } from "./read-sold.ts";

const breakdowns = ["performance", "day", "ticket_type", "channel"] as const;

const line = z.object({ label: z.string(), sold: z.int(), grossCents: z.int() });

export const getSales = defineTool({
  name: "ticketing_get_sales",
  title: { fr: "Ventes", en: "Sales" },
  description:
    "Tickets sold, gross, capacity and fill rate, per day, broken down by date, day, ticket type or channel. No selection: everything. Who buys and from where: ticketing_get_stats.",
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
    /** Tickets of guests, beside what was sold. */
    invited: z.int(),
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
    {
      fr: "ça se vend comment à Dijon",
      en: "how is Dijon selling",
      input: { performances: ["Dijon"] },
    },
    {
      fr: "quel tarif se vend le mieux à Metz ?",
      en: "which ticket type sells best in Metz?",
      input: { performances: ["Metz"], by: "ticket_type" },
    },
    {
      fr: "il reste combien de billets sur Caen",
      en: "how many tickets are left in Caen",
      input: { performances: ["Caen"] },
    },
    {
      fr: "combien a-t-on vendu de billets hier à Nice ?",
      en: "how many tickets did we sell yesterday in Nice?",
      input: { performances: ["Nice"], sold_from: "2026-11-25", sold_to: "2026-11-25" },
    },
    {
      fr: "quel canal vend le plus sur la tournée Organique ?",
      en: "which channel sells most on the Organique tour?",
      input: { tour: "Organique", by: "channel" },
    },
    {
      fr: "il reste combien de billets à vendre à Brest",
      en: "how many tickets are left to sell in Brest",
      input: { performances: ["Brest"] },
    },
  ],
  async run(ctx, input) {
    const chosen = await selectPerformances(ctx, input, { orAll: true });
    const ids = chosen.map((row) => row.id);
    const standing = await readSold(ctx, ids, { from: input.sold_from, to: input.sold_to });
    // Guests have tickets of the same capacity, which nobody sold.
    const [guests, sold] = [true, false].map((isGuest) =>
      standing.filter((row) => (row.channel === "guest_list") === isGuest),
    ) as [SoldGroup[], SoldGroup[]];
    const invited = guests.reduce((sum, row) => sum + row.sold, 0);
    const facts = await sql<{ capacity: number | null; refunded: number; currency: string }>`
      select (select sum(coalesce(p.capacity, c.capacity, v.capacity))::int from performances p
          left join configurations c on c.id = p.configuration_id
          left join venues v on v.id = p.venue_id where p.id = any(${ids}::uuid[])) as capacity,
        (select coalesce(sum(refunded_cents), 0)::bigint from orders
          where performance_id = any(${ids}::uuid[])) as refunded,
        (select currency from organizations limit 1) as currency`.execute(ctx.tx);
    const { capacity = null, refunded = 0, currency = "EUR" } = facts.rows[0] ?? {};
    const labels = new Map(chosen.map((row) => [row.id, row.label]));
    const keyOf = (row: SoldGroup) =>
      ({
        performance: labels.get(row.performanceId) ?? "",
        day: row.day,
        ticket_type: row.type,
        channel: row.channel,
      })[input.by];
    const total = sold.reduce((sum, row) => sum + row.sold, 0);
    const breakdown = groupSold(sold, keyOf);
    return {
      scope: chosen.length === 1 ? (chosen[0]?.label ?? "") : "",
      by: input.by,
      sold: total,
      invited,
      capacity,
      fillBp: capacity ? Math.round(((total + invited) * 10_000) / capacity) : null,
      grossCents: sold.reduce((sum, row) => sum + row.grossCents, 0),
      refundedCents: refunded,
      currency,
      performances: chosen.slice(0, 100).map(({ id, label }) => ({ id, label })),
      series: seriesOf(sold),
      breakdown:
        input.by === "day"
          ? breakdown.toSorted((a, b) => a.label.localeCompare(b.label))
          : breakdown,
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
    const invited = say.count(output.invited, {
      fr: { one: "invitation", other: "invitations" },
      en: { one: "guest", other: "guests" },
    });
    const guests =
      output.invited === 0
        ? ""
        : say({
            fr: ` Plus ${invited}.`,
            en: ` Plus ${invited}.`,
          });
    return (
      say({
        fr: `${where} : ${sold}${fill}, ${say.money(output.grossCents, output.currency)} de recette.`,
        en: `${where}: ${sold}${fill}, ${say.money(output.grossCents, output.currency)} gross.`,
      }) + guests
    );
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
