import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { cents, count, flag, ref, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { mailRefund } from "./after-sale-letters.ts";
import { meantTickets, ticketLines } from "./meant-tickets.ts";
import { refundWays, sayWay } from "./refund-ways.ts";
import { refuseAfterSale } from "./refuse-after-sale.ts";

type Answer = {
  code: string;
  refund_id: string;
  amount_cents: number;
  fee_cents: number;
  provider: string;
  remaining_cents: number;
  currency: string;
  numbers?: number[];
};

const input = z.object({
  order: ref("order"),
  amount: cents().describe("integer cents; tickets stay valid").optional(),
  tickets: z.array(count(1)).min(1).max(500).describe("ticket numbers").optional(),
  keep_fee: flag().describe("the booking fee is not given back").optional(),
  keep_blocked: flag().describe("the places do not go back on sale").optional(),
  reason: words(300).optional(),
});

export const refundOrder = defineTool({
  name: "ticketing_refund_order",
  title: { fr: "Rembourser une commande", en: "Refund an order" },
  description:
    "Gives money back: whole order, some ticket numbers, or an amount that leaves tickets valid; needs a person's approval. Without money back: ticketing_cancel_tickets.",
  permission: "ticketing:refund",
  effect: "irreversible",
  input,
  output: z.object({
    orderId: z.uuid(),
    number: z.string(),
    buyer: z.string().nullable(),
    refundId: z.uuid(),
    amountCents: z.int(),
    remainingCents: z.int(),
    currency: z.string(),
    ticketsReturned: z.int(),
    /** By what way the money goes back, and whether somebody has to hand it over. */
    provider: z.enum(refundWays),
  }),
  examples: [
    {
      fr: "rembourse la commande de Lea Martin",
      en: "refund Lea Martin's order",
      input: { order: "Lea Martin" },
    },
    {
      fr: "rends 20 € à Marc Petit sur sa commande",
      en: "give Marc Petit €20 back on his order",
      input: { order: "Marc Petit", amount: 2000 },
    },
    {
      fr: "remboursement complet commande K7PQ2MXA",
      en: "full refund for order K7PQ2MXA",
      input: { order: "K7PQ2MXA" },
    },
    {
      fr: "la dame Dupont est malade, rembourse-la",
      en: "Ms Dupont is ill, refund her",
      input: { order: "Dupont", reason: "malade" },
    },
    {
      fr: "fais un remboursement partiel de 15 euros à Paul Durand",
      en: "make a partial refund of 15 euros to Paul Durand",
      input: { order: "Paul Durand", amount: 1500 },
    },
    {
      fr: "annule et rembourse les billets d’Inès Moreau",
      en: "cancel and refund Inès Moreau's tickets",
      input: { order: "Inès Moreau" },
    },
    {
      fr: "rembourse le billet 12 de la commande K7PQ2MXA, sans les frais",
      en: "refund ticket 12 of order K7PQ2MXA, without the fee",
      input: { order: "K7PQ2MXA", tickets: [12], keep_fee: true },
    },
    {
      fr: "rembourse les billets 4 et 5 de Sam Leroy et garde les places bloquées",
      en: "refund tickets 4 and 5 of Sam Leroy and keep the places blocked",
      input: { order: "Sam Leroy", tickets: [4, 5], keep_blocked: true },
    },
    {
      fr: "rembourse entièrement la commande de Zoé Blanc",
      en: "refund Zoé Blanc's order in full",
      input: { order: "Zoé Blanc" },
    },
    {
      fr: "rembourse la commande K7PQ2MXA en entier",
      en: "refund the whole of order K7PQ2MXA",
      input: { order: "K7PQ2MXA" },
    },
    {
      fr: "Nina Roux est malade, rembourse-la",
      en: "Nina Roux is ill, refund her",
      input: { order: "Nina Roux", reason: "malade" },
    },
    {
      fr: "annule les billets de Sam Leroy et rembourse-les",
      en: "cancel Sam Leroy's tickets and refund them",
      input: { order: "Sam Leroy" },
    },
    {
      fr: "rembourse le billet 8 de Marc Petit",
      en: "refund ticket 8 of Marc Petit",
      input: { order: "Marc Petit", tickets: [8] },
    },
    {
      fr: "rembourse les billets d’Hugo Petit sans les frais de location",
      en: "refund Hugo Petit's tickets without the booking fee",
      input: { order: "Hugo Petit", keep_fee: true },
    },
    {
      fr: "rends 12 € à Lea Martin, geste commercial",
      en: "give Lea Martin €12 back, goodwill",
      input: { order: "Lea Martin", amount: 1200 },
    },
  ],
  async preview(ctx, given) {
    const { order, ended, amount, fee } = await refundOf(ctx, given);
    const inside = ended.filter(({ passedAt }) => passedAt !== null).length;
    const blocked = given.keep_blocked === true;
    const money = (locale: "fr" | "en", value = amount) =>
      ctx.sayIn(locale).money(value, order.currency);
    return {
      title: { fr: `Rembourser ${money("fr")}`, en: `Refund ${money("en")}` },
      lines: [
        { label: { fr: "Commande", en: "Order" }, value: order.number },
        {
          label: { fr: "Acheteur", en: "Buyer" },
          value: [order.buyer, order.email].filter(Boolean).join(" · "),
        },
        { label: { fr: "Date", en: "Date" }, value: `${order.artist} · ${order.performance}` },
        ...(ended.length > 0
          ? [
              {
                label: {
                  fr: `${ended.length} ${ended.length > 1 ? "billets annulés" : "billet annulé"}`,
                  en: `${ended.length} ${ended.length > 1 ? "tickets end" : "ticket ends"}`,
                },
                value: ticketLines(ended),
              },
            ]
          : []),
        { label: { fr: "Montant", en: "Amount" }, value: { fr: money("fr"), en: money("en") } },
        ...(order.feeCents > 0 && (ended.length > 0 || fee > 0)
          ? [
              {
                label: { fr: "Frais de location", en: "Booking fee" },
                value: {
                  fr: fee > 0 ? `dont ${money("fr", fee)} rendus` : "gardés",
                  en: fee > 0 ? `${money("en", fee)} of it given back` : "kept",
                },
              },
            ]
          : []),
      ],
      warnings: [
        ended.length === 0
          ? { fr: "Les billets restent valables.", en: "The tickets stay valid." }
          : blocked
            ? {
                fr: "Ces billets n’ouvriront plus la porte. Leurs places restent bloquées, hors vente.",
                en: "These tickets will open no door. Their places stay blocked, off sale.",
              }
            : {
                fr: "Ces billets ne seront plus valables et leurs places reviennent à la vente.",
                en: "These tickets will no longer be valid and their places go back on sale.",
              },
        ...(inside > 0
          ? [
              {
                fr: `${inside} de ces billets ${inside > 1 ? "sont déjà passés" : "est déjà passé"} au contrôle d’accès.`,
                en: `${inside} of these tickets ${inside > 1 ? "have" : "has"} already been scanned at the door.`,
              },
            ]
          : []),
      ],
    };
  },
  async run(ctx, given) {
    const { order, tickets } = await refundOf(ctx, given);
    const { rows } = await sql<{ answer: Answer }>`
      select koncert.refund_order(${order.id}::uuid, ${given.amount ?? null}::int, ${ctx.callId},
        ${given.reason ?? null}, ${given.tickets ? JSON.stringify(tickets.map(({ id }) => id)) : null}::jsonb,
        ${given.keep_fee ?? false}, ${given.keep_blocked ?? false}, ${ctx.now}) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (!answer || (answer.code !== "ok" && answer.code !== "replayed")) {
      throw refuseAfterSale(answer);
    }
    if (answer.code === "ok") await mailRefund(ctx, order.id, answer.refund_id);
    return {
      orderId: order.id,
      number: order.number,
      buyer: order.buyer,
      refundId: answer.refund_id,
      amountCents: answer.amount_cents,
      remainingCents: answer.remaining_cents,
      currency: answer.currency,
      ticketsReturned: answer.numbers?.length ?? 0,
      provider: z.enum(refundWays).parse(answer.provider),
    };
  },
  summary: (output, say) => {
    const amount = say.money(output.amountCents, output.currency);
    const tickets =
      output.ticketsReturned > 0
        ? say({
            fr: ` ; ${say.count(output.ticketsReturned, { fr: { one: "billet annulé", other: "billets annulés" }, en: { one: "", other: "" } })}`,
            en: `; ${say.count(output.ticketsReturned, { fr: { one: "", other: "" }, en: { one: "ticket cancelled", other: "tickets cancelled" } })}`,
          })
        : "";
    return say({
      fr: `${amount} remboursés à ${output.buyer ?? "l’acheteur"} (commande ${output.number})${tickets}.${sayWay(output.provider).fr}`,
      en: `${amount} refunded to ${output.buyer ?? "the buyer"} (order ${output.number})${tickets}.${sayWay(output.provider).en}`,
    });
  },
  about: (output) => [{ kind: "order", id: output.orderId, label: output.number }],
});

/** What the refund will be, counted before it is asked for as `koncert.refund_now` counts it. */
async function refundOf(ctx: ToolContext, given: z.output<typeof input>) {
  const { order, valid, tickets } = await meantTickets(ctx, given.order, given.tickets);
  if (given.amount !== undefined && given.tickets) {
    throw new ToolError(
      "invalid_input",
      {
        fr: "Donnez soit un montant, soit des numéros de billets.",
        en: "Give either an amount or ticket numbers.",
      },
      { field: "amount" },
    );
  }
  if (order.paidAt === null) throw refuseAfterSale({ code: "not_paid" });
  const remaining = order.totalCents - order.refundedCents;
  if (order.totalCents === 0) throw refuseAfterSale({ code: "nothing_to_refund" });
  if (remaining === 0) throw refuseAfterSale({ code: "already_refunded" });
  if (given.amount !== undefined && given.amount > remaining) {
    throw new ToolError(
      "invalid_input",
      {
        fr: `On peut rembourser au plus ${ctx.sayIn("fr").money(remaining, order.currency)} sur cette commande.`,
        en: `At most ${ctx.sayIn("en").money(remaining, order.currency)} can be refunded on this order.`,
      },
      { field: "amount" },
    );
  }
  if (given.amount === 0) throw refuseAfterSale({ code: "bad_amount" });
  const feeLeft = Math.min(
    remaining,
    order.feeCents - order.refunds.reduce((sum, refund) => sum + refund.feeCents, 0),
  );
  const feeOf = (type: string) =>
    order.feeCents > 0 ? (order.items.find(({ name }) => name === type)?.unitFeeCents ?? 0) : 0;
  if (given.tickets) {
    const fee = given.keep_fee
      ? 0
      : Math.min(
          feeLeft,
          tickets.reduce((sum, ticket) => sum + feeOf(ticket.type), 0),
        );
    const amount = Math.min(
      remaining,
      tickets.reduce((sum, ticket) => sum + ticket.priceCents, 0) + fee,
    );
    if (amount === 0) throw refuseAfterSale({ code: "nothing_to_refund" });
    return { order, tickets, ended: tickets, amount, fee: Math.min(fee, amount) };
  }
  if (given.amount !== undefined && given.amount < remaining) {
    return { order, tickets, ended: [], amount: given.amount, fee: 0 };
  }
  const fee = given.keep_fee && given.amount === undefined ? 0 : feeLeft;
  const amount = given.amount ?? remaining - (given.keep_fee ? feeLeft : 0);
  if (amount === 0) throw refuseAfterSale({ code: "nothing_to_refund" });
  return { order, tickets, ended: valid, amount, fee };
}
