import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, count, ref, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { mailNewTickets } from "./after-sale-letters.ts";
import { meantTickets, ticketLines } from "./meant-tickets.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";
import { resolveTicketType } from "./resolve-ticket-type.ts";

const input = z.object({
  order: ref("order"),
  tickets: z.array(count(1)).min(1).max(500).describe("ticket numbers; all when absent").optional(),
  performance: ref("performance").describe("new date; the same when absent").optional(),
  ticket_type: ref("ticket_type").describe("new type; the like one when absent").optional(),
  payment: choice("payment_method", ["cash", "card", "transfer", "voucher"])
    .describe("how a higher price is paid")
    .optional(),
  reason: words(300).optional(),
});

type Answer = AfterSaleAnswer & {
  order_id: string;
  number: string;
  difference_cents: number;
  ended: number[];
  tickets: { number: number }[];
};

export const exchangeTickets = defineTool({
  name: "ticketing_exchange_tickets",
  title: { fr: "Échanger des billets", en: "Exchange tickets" },
  description:
    "Exchanges tickets for another date or ticket type; the price difference is paid or given back. Old numbers end, new ones are issued. Needs a person's approval.",
  permission: "ticketing:refund",
  effect: "irreversible",
  input,
  output: z.object({
    orderId: z.uuid(),
    number: z.string(),
    newOrderId: z.uuid(),
    newNumber: z.string(),
    performance: z.string(),
    ticketType: z.string(),
    ended: z.array(z.int()),
    issued: z.array(z.int()),
    /** Above zero: paid by the buyer; below: given back. */
    differenceCents: z.int(),
    currency: z.string(),
  }),
  examples: [
    {
      fr: "échange les billets de Lea Martin contre la date de Nice",
      en: "exchange Lea Martin's tickets for the Nice date",
      input: { order: "Lea Martin", performance: "Nice" },
    },
    {
      fr: "Marc Petit veut passer en tarif réduit, échange son billet 12",
      en: "Marc Petit wants the reduced type, exchange his ticket 12",
      input: { order: "Marc Petit", tickets: [12], ticket_type: "Tarif réduit" },
    },
    {
      fr: "bascule la commande K7PQ2MXA sur le concert de Lille, la différence est payée par carte",
      en: "switch order K7PQ2MXA to the Lille show, the difference is paid by card",
      input: { order: "K7PQ2MXA", performance: "Lille", payment: "card" },
    },
    {
      fr: "Paul Durand ne peut plus le 14, mets-le plutôt à Marseille",
      en: "Paul Durand cannot make the 14th, put him on Marseille instead",
      input: { order: "Paul Durand", performance: "Marseille" },
    },
    {
      fr: "échange le billet 8 d’Inès Moreau contre un plein tarif, elle paie la différence en espèces",
      en: "exchange ticket 8 of Inès Moreau for a full price, she pays the difference in cash",
      input: {
        order: "Inès Moreau",
        tickets: [8],
        ticket_type: "Plein tarif",
        payment: "cash",
      },
    },
    {
      fr: "change de date pour Zoé Blanc : Nantes",
      en: "change of date for Zoé Blanc: Nantes",
      input: { order: "Zoé Blanc", performance: "Nantes" },
    },
    {
      fr: "échange la commande de Lea Martin pour la date de Strasbourg",
      en: "exchange Lea Martin's order for the Strasbourg date",
      input: { order: "Lea Martin", performance: "Strasbourg" },
    },
    {
      fr: "Nina Roux veut échanger ses billets contre Toulouse",
      en: "Nina Roux wants to exchange her tickets for Toulouse",
      input: { order: "Nina Roux", performance: "Toulouse" },
    },
    {
      fr: "échange le billet 5 de Sam Leroy pour la date de Caen",
      en: "exchange ticket 5 of Sam Leroy for the Caen date",
      input: { order: "Sam Leroy", tickets: [5], performance: "Caen" },
    },
    {
      fr: "change la date de la commande K7PQ2MXA : elle vient à Angers finalement",
      en: "change the date of order K7PQ2MXA: she comes to Angers after all",
      input: { order: "K7PQ2MXA", performance: "Angers" },
    },
    {
      fr: "échange les billets d’Hugo Petit contre des tarifs réduits",
      en: "exchange Hugo Petit's tickets for reduced ones",
      input: { order: "Hugo Petit", ticket_type: "Tarif réduit" },
    },
    {
      fr: "échange la commande K7PQ2MXA contre la date de Brest, différence payée par carte",
      en: "exchange order K7PQ2MXA for the Brest date, difference paid by card",
      input: { order: "K7PQ2MXA", performance: "Brest", payment: "card" },
    },
    {
      fr: "Marc Petit ne peut plus venir à Lyon, échange ses billets pour Metz",
      en: "Marc Petit cannot come to Lyon any more, exchange his tickets for Metz",
      input: { order: "Marc Petit", performance: "Metz" },
    },
    {
      fr: "bascule les billets de Sam Leroy sur Bordeaux",
      en: "switch Sam Leroy's tickets to Bordeaux",
      input: { order: "Sam Leroy", performance: "Bordeaux" },
    },
    {
      fr: "la commande d’Hugo Petit change de date, ce sera Lille",
      en: "Hugo Petit's order changes date, it will be Lille",
      input: { order: "Hugo Petit", performance: "Lille" },
    },
    {
      fr: "bascule la commande de Zoé Blanc sur la date de Tours",
      en: "switch Zoé Blanc's order to the Tours date",
      input: { order: "Zoé Blanc", performance: "Tours" },
    },
    {
      fr: "Inès Moreau préfère la date de Nice, échange-lui ses places",
      en: "Inès Moreau prefers the Nice date, exchange her places",
      input: { order: "Inès Moreau", performance: "Nice" },
    },
    {
      fr: "change la date des billets de Nina Roux : elle viendra à Dijon",
      en: "change the date of Nina Roux's tickets: she will come to Dijon",
      input: { order: "Nina Roux", performance: "Dijon" },
    },
    {
      fr: "échange le billet 3 de Zoé Blanc contre un plein tarif, différence en espèces",
      en: "exchange ticket 3 of Zoé Blanc for a full price, difference in cash",
      input: { order: "Zoé Blanc", tickets: [3], ticket_type: "Plein tarif", payment: "cash" },
    },
  ],
  async preview(ctx, given) {
    const { order, tickets, target, type, credit, total } = await exchangeOf(ctx, given);
    const money = (locale: "fr" | "en", value: number) =>
      ctx.sayIn(locale).money(value, order.currency);
    const difference = total - credit;
    return {
      title: {
        fr: `Échanger ${tickets.length > 1 ? `${tickets.length} billets` : "un billet"}`,
        en: `Exchange ${tickets.length > 1 ? `${tickets.length} tickets` : "a ticket"}`,
      },
      lines: [
        { label: { fr: "Commande", en: "Order" }, value: order.number },
        {
          label: { fr: "Acheteur", en: "Buyer" },
          value: [order.buyer, order.email].filter(Boolean).join(" · "),
        },
        { label: { fr: "Billets rendus", en: "Tickets taken back" }, value: ticketLines(tickets) },
        {
          label: { fr: "Leur prix", en: "Their price" },
          value: { fr: money("fr", credit), en: money("en", credit) },
        },
        {
          label: { fr: "Nouveaux billets", en: "New tickets" },
          value: `${tickets.length} × ${type.name} · ${target.label}`,
        },
        {
          label: { fr: "Nouveau prix", en: "New price" },
          value: { fr: money("fr", total), en: money("en", total) },
        },
        difference >= 0
          ? {
              label: { fr: "À payer par l’acheteur", en: "To be paid by the buyer" },
              value: { fr: money("fr", difference), en: money("en", difference) },
            }
          : {
              label: { fr: "À rendre à l’acheteur", en: "To give back to the buyer" },
              value: { fr: money("fr", -difference), en: money("en", -difference) },
            },
      ],
      warnings: [
        {
          fr: "Les anciens billets n’ouvrent plus la porte. Les nouveaux partent par e-mail.",
          en: "The old tickets open no door any more. The new ones leave by e-mail.",
        },
        ...(order.feeCents > 0
          ? [
              {
                fr: "Les frais de location restent acquis sur la première commande.",
                en: "The booking fee stays with the first order.",
              },
            ]
          : []),
      ],
    };
  },
  async run(ctx, given) {
    const { order, tickets, target, type } = await exchangeOf(ctx, given);
    const ids = given.tickets ? JSON.stringify(tickets.map(({ id }) => id)) : null;
    const { rows } = await sql<{ answer: Answer }>`
      select koncert.exchange_tickets(${order.id}::uuid, ${ids}::jsonb, ${type.id}::uuid,
        ${JSON.stringify({ provider: given.payment ?? null })}::jsonb, ${ctx.callId}, ${given.reason ?? null},
        ${ctx.now}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw refuseAfterSale(answer);
    await mailNewTickets(ctx, answer.order_id);
    return {
      orderId: order.id,
      number: order.number,
      newOrderId: answer.order_id,
      newNumber: answer.number,
      performance: target.label,
      ticketType: type.name,
      ended: answer.ended,
      issued: answer.tickets.map(({ number }) => number),
      differenceCents: answer.difference_cents,
      currency: order.currency,
    };
  },
  summary: (output, say) => {
    const amount = say.money(Math.abs(output.differenceCents), output.currency);
    const money =
      output.differenceCents === 0
        ? say({ fr: "sans différence de prix", en: "at the same price" })
        : output.differenceCents > 0
          ? say({ fr: `${amount} payés en plus`, en: `${amount} paid on top` })
          : say({ fr: `${amount} rendus`, en: `${amount} given back` });
    return say({
      fr: `${say.count(output.issued.length, { fr: { one: "billet échangé", other: "billets échangés" }, en: { one: "", other: "" } })} (commande ${output.number}) contre ${output.ticketType}, ${output.performance} : commande ${output.newNumber}, ${money}.`,
      en: `${say.count(output.issued.length, { fr: { one: "", other: "" }, en: { one: "ticket exchanged", other: "tickets exchanged" } })} (order ${output.number}) for ${output.ticketType}, ${output.performance}: order ${output.newNumber}, ${money}.`,
    });
  },
  about: (output) => [
    { kind: "order", id: output.newOrderId, label: output.newNumber },
    { kind: "order", id: output.orderId, label: output.number },
  ],
});

async function exchangeOf(ctx: ToolContext, given: z.output<typeof input>) {
  const { order, tickets } = await meantTickets(ctx, given.order, given.tickets);
  if (order.status !== "paid" && order.status !== "partially_refunded") {
    throw refuseAfterSale({ code: "not_paid" });
  }
  const [first] = tickets;
  if (!first) throw refuseAfterSale({ code: "no_ticket" });
  if (!given.performance && !given.ticket_type) {
    throw new ToolError(
      "invalid_input",
      {
        fr: "Contre quelle date, ou quel tarif ?",
        en: "For which date, or which ticket type?",
      },
      { field: "performance" },
    );
  }
  const target = given.performance
    ? await resolveRef(ctx, "performance", given.performance)
    : { id: order.performanceId, label: order.performance };
  const type = await resolveTicketType(ctx, target, given.ticket_type ?? first.type);
  if (target.id === order.performanceId && tickets.some((ticket) => ticket.type === type.name)) {
    throw refuseAfterSale({ code: "same_type" });
  }
  const credit = Math.min(
    tickets.reduce((sum, ticket) => sum + ticket.priceCents, 0),
    order.totalCents - order.refundedCents,
  );
  const total = tickets.length * type.price_cents;
  if (total > credit && !given.payment) {
    throw new ToolError(
      "invalid_input",
      {
        fr: `Les nouveaux billets coûtent ${ctx.sayIn("fr").money(total - credit, order.currency)} de plus : comment la différence est-elle payée ?`,
        en: `The new tickets cost ${ctx.sayIn("en").money(total - credit, order.currency)} more: how is the difference paid?`,
      },
      { field: "payment" },
    );
  }
  return { order, tickets, target, type, credit, total };
}
