import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { flag, ref, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { advanceMassRefund } from "./advance-mass-refund.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

const input = z.object({
  performance: ref("performance"),
  keep_fee: flag().describe("the booking fee is not given back").optional(),
  reason: words(500).describe("told to buyers").optional(),
});

/** Refunded at once by the call itself; the rest goes on in batches. */
const atOnce = 40;

export const refundDate = defineTool({
  name: "ticketing_refund_date",
  title: { fr: "Annuler une date et tout rembourser", en: "Cancel a date and refund everyone" },
  description:
    "Refunds every buyer of a date and tells them by e-mail; cancels the date first where it still stands. Runs in batches. Needs a person's approval.",
  permission: "ticketing:refund",
  effect: "irreversible",
  input,
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    orders: z.int(),
    amountCents: z.int(),
    currency: z.string(),
    /** Orders still to be refunded by the batches that follow. */
    left: z.int(),
  }),
  examples: [
    {
      fr: "annule Lyon et rembourse tout le monde",
      en: "cancel Lyon and refund everyone",
      input: { performance: "Lyon" },
    },
    {
      fr: "rembourse tous les billets de la date annulée de Nantes",
      en: "refund all tickets of the cancelled Nantes date",
      input: { performance: "Nantes" },
    },
    {
      fr: "Lille est annulée, artiste malade, rembourse tous les acheteurs",
      en: "Lille is cancelled, artist ill, refund all buyers",
      input: { performance: "Lille", reason: "artiste malade" },
    },
    {
      fr: "remboursement général pour Marseille, sans les frais de location",
      en: "refund everybody in Marseille, without the booking fees",
      input: { performance: "Marseille", keep_fee: true },
    },
    {
      fr: "il faut rendre l’argent à tous ceux qui avaient un billet pour Tours",
      en: "we must give the money back to all who had a ticket for Tours",
      input: { performance: "Tours" },
    },
    {
      fr: "concert de Metz foutu, on annule et on rembourse tout",
      en: "the Metz show is dead, cancel and refund the lot",
      input: { performance: "Metz" },
    },
    {
      fr: "la date de Brest est annulée, rembourse tout le monde",
      en: "the Brest date is cancelled, refund everyone",
      input: { performance: "Brest" },
    },
    {
      fr: "on annule le concert de Caen et on rembourse tous les billets",
      en: "we cancel the Caen show and refund all tickets",
      input: { performance: "Caen" },
    },
    {
      fr: "rembourse tous les acheteurs de Dijon, sans les frais de location",
      en: "refund all buyers in Dijon, without the booking fees",
      input: { performance: "Dijon", keep_fee: true },
    },
    {
      fr: "rends l’argent à tous les acheteurs d’Angers, salle inondée",
      en: "give all buyers in Angers their money back, venue flooded",
      input: { performance: "Angers", reason: "salle inondée" },
    },
    {
      fr: "remboursement général de la date de Strasbourg",
      en: "refund everybody for the Strasbourg date",
      input: { performance: "Strasbourg" },
    },
  ],
  async preview(ctx, given) {
    const date = await dateOf(ctx, given.performance);
    const stakes = await stakesOf(ctx, date.id, given.keep_fee ?? false);
    const money = (locale: "fr" | "en", value: number) =>
      ctx.sayIn(locale).money(value, stakes.currency);
    return {
      title: {
        fr: `${date.cancelled ? "Rembourser" : "Annuler et rembourser"} : ${date.label}`,
        en: `${date.cancelled ? "Refund" : "Cancel and refund"}: ${date.label}`,
      },
      lines: [
        { label: { fr: "Commandes", en: "Orders" }, value: String(stakes.orders) },
        { label: { fr: "Acheteurs", en: "Buyers" }, value: String(stakes.buyers) },
        { label: { fr: "Billets", en: "Tickets" }, value: String(stakes.tickets) },
        {
          label: { fr: "À rembourser", en: "To refund" },
          value: { fr: money("fr", stakes.cents), en: money("en", stakes.cents) },
        },
        ...(stakes.byHandCents > 0
          ? [
              {
                label: { fr: "dont à verser vous-même", en: "of it, to pay out yourself" },
                value: { fr: money("fr", stakes.byHandCents), en: money("en", stakes.byHandCents) },
              },
            ]
          : []),
        ...(stakes.feeCents > 0
          ? [
              {
                label: { fr: "Frais de location", en: "Booking fees" },
                value: given.keep_fee
                  ? { fr: "gardés", en: "kept" }
                  : {
                      fr: `${money("fr", stakes.feeCents)} compris`,
                      en: `${money("en", stakes.feeCents)} included`,
                    },
              },
            ]
          : []),
        {
          label: { fr: "E-mails", en: "E-mails" },
          value: {
            fr: `${stakes.emails} envoyés`,
            en: `${stakes.emails} sent`,
          },
        },
      ],
      warnings: [
        ...(date.cancelled
          ? []
          : [
              {
                fr: "La date sera annulée et sa vente fermée.",
                en: "The date will be cancelled and its sale closed.",
              },
            ]),
        ...(stakes.emails < stakes.orders
          ? [
              {
                fr: `${stakes.orders - stakes.emails} ${stakes.orders - stakes.emails > 1 ? "commandes n’ont" : "commande n’a"} pas d’adresse e-mail : à prévenir autrement.`,
                en: `${stakes.orders - stakes.emails} orders have no e-mail address: tell them another way.`,
              },
            ]
          : []),
      ],
    };
  },
  async run(ctx, given) {
    const date = await dateOf(ctx, given.performance);
    if (!date.cancelled) {
      await ctx.call("tours_cancel_performances", {
        performances: [date.id],
        ...(given.reason ? { reason: given.reason } : {}),
      });
    }
    const { rows } = await sql<{
      answer: AfterSaleAnswer & { id: string; orders: number; amount_cents: number };
    }>`select koncert.start_mass_refund(${date.id}::uuid, ${given.keep_fee ?? false},
        ${given.reason ?? null}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok" && answer?.code !== "running") throw refuseAfterSale(answer);
    const { left } = await advanceMassRefund(ctx, answer.id, atOnce);
    const { currency } = await ctx.tx
      .selectFrom("organizations")
      .select("currency")
      .executeTakeFirstOrThrow();
    return {
      performanceId: date.id,
      performance: date.label,
      orders: answer.orders,
      amountCents: answer.amount_cents,
      currency,
      left,
    };
  },
  summary: (output, say) => {
    const orders = say.count(output.orders, {
      fr: { one: "commande", other: "commandes" },
      en: { one: "order", other: "orders" },
    });
    const amount = say.money(output.amountCents, output.currency);
    return output.left === 0
      ? say({
          fr: `${output.performance} : ${orders}, ${amount} remboursés. Les acheteurs sont prévenus.`,
          en: `${output.performance}: ${orders}, ${amount} refunded. The buyers are told.`,
        })
      : say({
          fr: `${output.performance} : remboursement de ${orders}, ${amount}. Il en reste ${say.number(output.left)}, par lots.`,
          en: `${output.performance}: refunding ${orders}, ${amount}. ${say.number(output.left)} to go, in batches.`,
        });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

async function dateOf(ctx: ToolContext, text: string) {
  const { id, label } = await resolveRef(ctx, "performance", text);
  const { status } = await ctx.tx
    .selectFrom("performances")
    .select("status")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  if (status === "played" || status === "settled") {
    throw new ToolError("conflict", {
      fr: `${label} a déjà eu lieu : remboursez les commandes une par une.`,
      en: `${label} has already taken place: refund its orders one by one.`,
    });
  }
  return { id, label, cancelled: status === "cancelled" };
}

/** Who and how much: orders that still hold valid tickets. */
async function stakesOf(ctx: ToolContext, id: string, keepFee: boolean) {
  const { rows } = await sql<{
    orders: number;
    buyers: number;
    tickets: number;
    emails: number;
    cents: number;
    feeCents: number;
    byHandCents: number;
    currency: string;
  }>`
    with kept as (
      select o.*, k.tickets,
        least(o.total_cents - o.refunded_cents, o.fee_cents - coalesce(
          (select sum(r.fee_cents) from refunds r where r.order_id = o.id), 0))::int as fee,
        exists (select from payments m where m.order_id = o.id and m.status = 'succeeded'
          and m.provider in ('stripe', 'test')) as by_provider
      from orders o
      join lateral (select count(*)::int as tickets from tickets k where k.order_id = o.id and k.status = 'issued') k on k.tickets > 0
      where o.performance_id = ${id} and o.paid_at is not null
    ), due as (
      select *, total_cents - refunded_cents - case when ${keepFee} then fee else 0 end as cents from kept
    )
    select count(*)::int as orders, count(distinct coalesce(lower(buyer_email), id::text))::int as buyers,
      coalesce(sum(tickets), 0)::int as tickets, count(buyer_email)::int as emails,
      coalesce(sum(cents), 0)::bigint as cents, coalesce(sum(fee), 0)::bigint as "feeCents",
      coalesce(sum(cents) filter (where not by_provider), 0)::bigint as "byHandCents",
      (select currency from organizations limit 1) as currency
    from due`.execute(ctx.tx);
  const [stakes] = rows;
  if (!stakes || stakes.orders === 0) throw refuseAfterSale({ code: "nobody" });
  return stakes;
}
