import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { orderDetails, readOrderDetails } from "./read-order-details.ts";
import { orderStatusWords } from "./order-status.ts";
import { readOrderEvents, orderEvent } from "./read-order-events.ts";

export const getOrderDetails = defineTool({
  name: "ticketing_get_order_details",
  title: { fr: "Détail d’une commande", en: "Order in detail" },
  description:
    "One order: buyer, items, tickets with number, holder and check-in, payments, refunds, notes, and everything that happened to it.",
  permission: "ticketing:read",
  effect: "read",
  untrusted: true,
  input: z.object({ order: ref("order") }),
  output: orderDetails.extend({ events: z.array(orderEvent) }),
  examples: [
    {
      fr: "montre la commande 4F7K2M9P en détail",
      en: "show order 4F7K2M9P in detail",
      input: { order: "4F7K2M9P" },
    },
    {
      fr: "que contient la commande de Lea Martin ?",
      en: "what is in Lea Martin's order?",
      input: { order: "Lea Martin" },
    },
    {
      fr: "l’historique de la commande de Marc Petit",
      en: "the history of Marc Petit's order",
      input: { order: "Marc Petit" },
    },
    {
      fr: "ouvre la commande de zoe.blanc@exemple.fr",
      en: "open the order of zoe.blanc@example.com",
      input: { order: "zoe.blanc@exemple.fr" },
    },
    {
      fr: "les billets de la commande de Paul Durand, ils sont entrés ou pas",
      en: "the tickets of Paul Durand's order, are they in or not",
      input: { order: "Paul Durand" },
    },
    {
      fr: "fiche commande Inès Moreau",
      en: "order sheet Inès Moreau",
      input: { order: "Inès Moreau" },
    },
    {
      fr: "ouvre le détail de la commande K7PQ2MXA",
      en: "open the details of order K7PQ2MXA",
      input: { order: "K7PQ2MXA" },
    },
    {
      fr: "fiche de la commande de Sam Leroy",
      en: "sheet of Sam Leroy's order",
      input: { order: "Sam Leroy" },
    },
    {
      fr: "l’historique et les billets de la commande de Zoé Blanc",
      en: "the history and tickets of Zoé Blanc's order",
      input: { order: "Zoé Blanc" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "order", input.order);
    const details = await readOrderDetails(ctx, id);
    return { ...details, events: await readOrderEvents(ctx, details) };
  },
  summary: (output, say) => {
    const tickets = say.count(output.tickets.length, {
      fr: { one: "billet", other: "billets" },
      en: { one: "ticket", other: "tickets" },
    });
    const state = say(orderStatusWords[output.status]).toLowerCase();
    const money = say.money(output.totalCents, output.currency);
    const buyer = output.buyer ?? output.email ?? "";
    return say({
      fr: `Commande ${output.number}${buyer && `, ${buyer}`} : ${tickets}, ${money}, ${state}.`,
      en: `Order ${output.number}${buyer && `, ${buyer}`}: ${tickets}, ${money}, ${state}.`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: `Commande ${output.number}`, en: `Order ${output.number}` }),
    columns: [
      { key: "number", label: say({ fr: "Billet", en: "Ticket" }), type: "number" },
      { key: "holder", label: say({ fr: "Porteur", en: "Holder" }), type: "text" },
      { key: "type", label: say({ fr: "Tarif", en: "Ticket type" }), type: "text" },
      { key: "price", label: say({ fr: "Prix TTC", en: "Price incl. VAT" }), type: "money" },
      { key: "state", label: say({ fr: "État", en: "State" }), type: "text" },
    ],
    rows: output.tickets.map((ticket) => ({
      number: ticket.number,
      holder: ticket.holder,
      type: ticket.type,
      price: ticket.priceCents,
      state: ticket.inside
        ? say({ fr: "Entré", en: "Inside" })
        : say(ticketStatusWords[ticket.status]),
    })),
    total: output.tickets.length,
    currency: output.currency,
  }),
  about: (output) => [
    { kind: "order", id: output.id, label: `${output.number} · ${output.buyer ?? ""}` },
    { kind: "performance", id: output.performanceId, label: output.performance },
  ],
});

const ticketStatusWords = {
  issued: { fr: "Émis", en: "Issued" },
  cancelled: { fr: "Annulé", en: "Cancelled" },
  refunded: { fr: "Remboursé", en: "Refunded" },
};
