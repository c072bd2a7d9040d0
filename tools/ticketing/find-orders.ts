import { sql } from "kysely";
import { z } from "zod";
import { choice, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { orderRow, readOrders } from "./read-orders.ts";

const statuses = [
  "held",
  "paid",
  "partially_refunded",
  "refunded",
  "cancelled",
  "expired",
] as const;

const statusWords: Record<string, { fr: string; en: string }> = {
  held: { fr: "En attente", en: "Held" },
  paid: { fr: "Payée", en: "Paid" },
  partially_refunded: { fr: "Remboursée en partie", en: "Partly refunded" },
  refunded: { fr: "Remboursée", en: "Refunded" },
  cancelled: { fr: "Annulée", en: "Cancelled" },
  expired: { fr: "Expirée", en: "Expired" },
};

export const findOrders = defineTool({
  name: "ticketing_find_orders",
  title: { fr: "Commandes", en: "Orders" },
  description:
    "Orders by buyer's name or e-mail, order number, date or status; newest first, at most 100.",
  permission: "ticketing:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    buyer: words(120).describe("name, e-mail or order number").optional(),
    ...selection,
    order_status: choice("order_status", statuses).optional(),
  }),
  output: z.object({ total: z.int(), orders: z.array(orderRow) }),
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
    const orders = await readOrders(ctx, {
      ids,
      performanceIds: performances?.map((row) => row.id),
      status: input.order_status,
    });
    return { total: orders.length, orders };
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
      status: say(statusWords[order.status] ?? { fr: order.status, en: order.status }),
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
