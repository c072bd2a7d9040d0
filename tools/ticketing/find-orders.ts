import { sql } from "kysely";
import { z } from "zod";
import { choice, day, words } from "../core/fields.ts";
import { listing } from "../core/listing.ts";
import { defineTool } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { orderChannels, orderStatuses, orderStatusWords } from "./order-status.ts";
import { listOrders, orderRow } from "./read-orders.ts";

export const findOrders = defineTool({
  name: "ticketing_find_orders",
  title: { fr: "Commandes", en: "Orders" },
  description:
    "Orders by buyer's name or e-mail, order number, date, status, channel or day of purchase; newest first.",
  permission: "ticketing:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    buyer: words(120).describe("name, e-mail or order number").optional(),
    ...selection,
    order_status: choice("order_status", orderStatuses).optional(),
    order_channel: choice("order_channel", orderChannels).optional(),
    sold_from: day().describe("ordered since").optional(),
    sold_to: day().describe("ordered until").optional(),
    ...listing(["ordered", "buyer", "performance", "total"], 100),
  }),
  output: z.object({
    total: z.int(),
    totalCents: z.int(),
    refundedCents: z.int(),
    orders: z.array(orderRow),
  }),
  examples: [
    {
      fr: "trouve la commande de Lea Martin",
      en: "find Lea Martin's order",
      input: { buyer: "Lea Martin" },
    },
    { fr: "les commandes pour Lyon", en: "orders for Lyon", input: { performances: ["Lyon"] } },
    {
      fr: "qui a acheté avec marc@exemple.fr",
      en: "who bought with marc@example.com",
      input: { buyer: "marc@exemple.fr" },
    },
    {
      fr: "commandes remboursées à Paris",
      en: "refunded orders in Paris",
      input: { performances: ["Paris"], order_status: "refunded" },
    },
    {
      fr: "montre les acheteurs de Marseille",
      en: "show the buyers for Marseille",
      input: { performances: ["Marseille"] },
    },
    {
      fr: "la cliente Dupont dit qu’elle n’a pas ses billets, retrouve sa commande",
      en: "Ms Dupont says she has no tickets, look up her order",
      input: { buyer: "Dupont" },
    },
    {
      fr: "qu’est-ce qu’Anne Roux a acheté ?",
      en: "what did Anne Roux buy?",
      input: { buyer: "Anne Roux" },
    },
    {
      fr: "Hugo Petit avait pris combien de places",
      en: "how many seats did Hugo Petit take",
      input: { buyer: "Hugo Petit" },
    },
    {
      fr: "qui a acheté pour Strasbourg ? les commandes stp",
      en: "who bought for Strasbourg? the orders please",
      input: { performances: ["Strasbourg"] },
    },
    {
      fr: "liste les commandes remboursées de Toulouse",
      en: "list the refunded orders of Toulouse",
      input: { performances: ["Toulouse"], order_status: "refunded" },
    },
    {
      fr: "retrouve la commande de Nina Roux, elle appelle",
      en: "look up Nina Roux's order, she is calling",
      input: { buyer: "Nina Roux" },
    },
    {
      fr: "qu’est-ce que Sam Leroy a acheté chez nous ?",
      en: "what did Sam Leroy buy from us?",
      input: { buyer: "Sam Leroy" },
    },
    {
      fr: "Zoé Blanc a pris combien de places ?",
      en: "how many seats did Zoé Blanc take?",
      input: { buyer: "Zoé Blanc" },
    },
    {
      fr: "montre les commandes de Caen",
      en: "show the orders for Caen",
      input: { performances: ["Caen"] },
    },
  ],
  async run(ctx, input) {
    const picked = input.performances ?? input.tour ?? input.city ?? input.from ?? input.to;
    const performances = picked ? await selectPerformances(ctx, input) : undefined;
    let ids: string[] | undefined;
    if (input.buyer) {
      const { rows } = await sql<{ id: string }>`
        select id from koncert.similar_rows(${input.buyer}, '{order}', 60) where score >= 0.4`.execute(
        ctx.tx,
      );
      ids = rows.map((row) => row.id);
    }
    return listOrders(ctx, {
      ids,
      performanceIds: performances?.map((row) => row.id),
      status: input.order_status,
      channel: input.order_channel,
      from: input.sold_from,
      to: input.sold_to,
      search: input.search,
      sort: input.sort,
      descending: input.descending,
      limit: input.limit,
      offset: input.offset,
    });
  },
  summary: (output, say) => {
    const [first] = output.orders;
    if (!first) return say({ fr: "Aucune commande ne correspond.", en: "No order matches." });
    if (output.total > 1) {
      return `${say.count(output.total, { fr: { one: "commande", other: "commandes" }, en: { one: "order", other: "orders" } })}.`;
    }
    const tickets = say.count(first.tickets, {
      fr: { one: "billet", other: "billets" },
      en: { one: "ticket", other: "tickets" },
    });
    return say({
      fr: `Commande ${first.number} de ${first.buyer ?? "—"} : ${tickets} pour ${first.performance}, ${say.money(first.totalCents, first.currency)}.`,
      en: `Order ${first.number} of ${first.buyer ?? "—"}: ${tickets} for ${first.performance}, ${say.money(first.totalCents, first.currency)}.`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Commandes", en: "Orders" }),
    columns: [
      { key: "number", label: say({ fr: "N°", en: "No." }), type: "text" },
      { key: "buyer", label: say({ fr: "Acheteur", en: "Buyer" }), type: "text" },
      { key: "performance", label: say({ fr: "Date", en: "Date" }), type: "text" },
      { key: "tickets", label: say({ fr: "Billets", en: "Tickets" }), type: "number" },
      { key: "total", label: say({ fr: "Total TTC", en: "Total incl. VAT" }), type: "money" },
      { key: "status", label: say({ fr: "État", en: "State" }), type: "text" },
    ],
    rows: output.orders.map((order) => ({
      number: order.number,
      buyer: order.buyer,
      performance: order.performance,
      tickets: order.tickets,
      total: order.totalCents,
      status: say(orderStatusWords[order.status]),
    })),
    total: output.total,
    currency: output.orders[0]?.currency ?? "EUR",
  }),
  about: (output) =>
    output.orders.map((order) => ({
      kind: "order" as const,
      id: order.id,
      label: `${order.number} · ${order.buyer ?? ""}`,
    })),
});
