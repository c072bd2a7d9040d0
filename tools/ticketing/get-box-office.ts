import { sql } from "kysely";
import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { boxOffice, readBoxOfficeDate } from "./read-box-office-date.ts";
import { orderRow, readOrders } from "./read-orders.ts";
import { groupSold, readSold, seriesOf } from "./read-sold.ts";
import { saleStateWords } from "./sale-states.ts";

const line = z.object({ label: z.string(), sold: z.int(), grossCents: z.int() });
const series = z.array(z.object({ day: z.string(), sold: z.int(), grossCents: z.int() }));

const shownOrders = 8;

export const getBoxOffice = defineTool({
  name: "ticketing_get_box_office",
  title: { fr: "Billetterie d’une date", en: "Box office of a date" },
  description:
    "Everything about the sale of one date: public address, places, ticket types, breakdowns, last orders, guest lists; beside another date where asked.",
  permission: "ticketing:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    performance: ref("performance"),
    compare: ref("performance").describe("another date whose sales stand beside").optional(),
  }),
  output: boxOffice.extend({
    grossCents: z.int(),
    refundedCents: z.int(),
    recent: z.int(),
    series,
    byType: z.array(line),
    byChannel: z.array(line),
    orders: z.array(orderRow),
    compared: z.object({ id: z.uuid(), label: z.string(), day: z.string(), series }).nullable(),
  }),
  examples: [
    {
      fr: "ouvre la fiche billetterie de Lyon",
      en: "open the box office page of Lyon",
      input: { performance: "Lyon" },
    },
    {
      fr: "la page billetterie de Marseille avec sa courbe",
      en: "the Marseille box office page with its curve",
      input: { performance: "Marseille" },
    },
    {
      fr: "compare les ventes de Lyon à celles de Nice",
      en: "compare the sales of Lyon with those of Nice",
      input: { performance: "Lyon", compare: "Nice" },
    },
    {
      fr: "le lien de la page de vente de Lille",
      en: "the link of the Lille sale page",
      input: { performance: "Lille" },
    },
    {
      fr: "fiche billetterie Nantes",
      en: "Nantes box office sheet",
      input: { performance: "Nantes" },
    },
    {
      fr: "courbe de Bordeaux à côté de celle de Rennes",
      en: "the Bordeaux curve beside the Rennes one",
      input: { performance: "Bordeaux", compare: "Rennes" },
    },
    {
      fr: "la fiche billetterie de Strasbourg stp",
      en: "the box office sheet of Strasbourg please",
      input: { performance: "Strasbourg" },
    },
    {
      fr: "montre la courbe des ventes de Toulouse",
      en: "show the sales curve of Toulouse",
      input: { performance: "Toulouse" },
    },
    {
      fr: "compare la courbe de Caen à celle d’Angers",
      en: "compare the curve of Caen with that of Angers",
      input: { performance: "Caen", compare: "Angers" },
    },
    {
      fr: "donne-moi le lien de la page de vente de Dijon",
      en: "give me the link of the Dijon sale page",
      input: { performance: "Dijon" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const other = input.compare
      ? await resolveRef(ctx, "performance", input.compare, "compare")
      : undefined;
    const date = await readBoxOfficeDate(ctx, performance.id);
    const all = await readSold(ctx, [performance.id, ...(other ? [other.id] : [])]);
    const sold = all.filter((row) => row.performanceId === performance.id);
    const orders = await readOrders(ctx, { performanceIds: [performance.id], limit: shownOrders });
    const { rows } = await sql<{ refunded: number; recent: number; day: string | null }>`
      select (select coalesce(sum(refunded_cents), 0)::bigint from orders where performance_id = ${performance.id}) as refunded,
        (select count(*)::int from tickets where performance_id = ${performance.id} and status = 'issued'
          and created_at >= ((${ctx.now}::timestamptz at time zone g.time_zone)::date - 6)::timestamp at time zone g.time_zone) as recent,
        (select day from performances where id = ${other?.id ?? null}::uuid) as day
      from organizations g`.execute(ctx.tx);
    const { refunded = 0, recent = 0, day = null } = rows[0] ?? {};
    return {
      ...date,
      grossCents: sold.reduce((sum, row) => sum + row.grossCents, 0),
      refundedCents: refunded,
      recent,
      series: seriesOf(sold),
      byType: groupSold(sold, (row) => row.type),
      byChannel: groupSold(sold, (row) => row.channel),
      orders,
      compared:
        other && day
          ? { ...other, day, series: seriesOf(all.filter((row) => row.performanceId === other.id)) }
          : null,
    };
  },
  summary: (output, say) => {
    const sold = say.count(output.sold, {
      fr: { one: "billet vendu", other: "billets vendus" },
      en: { one: "ticket sold", other: "tickets sold" },
    });
    const of =
      output.capacity === null
        ? ""
        : say({
            fr: ` sur ${say.number(output.capacity)}`,
            en: ` of ${say.number(output.capacity)}`,
          });
    const state = say(saleStateWords[output.state]).toLowerCase();
    const money = say.money(output.grossCents, output.currency);
    return say({
      fr: `${output.label} : ${state}, ${sold}${of}, ${money} de recette brute.`,
      en: `${output.label}: ${state}, ${sold}${of}, ${money} gross.`,
    });
  },
  show: (output) => ({
    kind: "sales",
    title: output.label,
    sold: output.sold,
    capacity: output.capacity,
    grossCents: output.grossCents,
    currency: output.currency,
    series: output.series,
    breakdown: output.byType,
  }),
  about: (output) => [
    { kind: "performance", id: output.performanceId, label: output.label },
    ...(output.compared
      ? [{ kind: "performance" as const, id: output.compared.id, label: output.compared.label }]
      : []),
  ],
});
