import { sql } from "kysely";
import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { ref, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readPerformances } from "./read-performances.ts";

export const cancelPerformance = defineTool({
  name: "tours_cancel_performance",
  title: { fr: "Annuler une date", en: "Cancel a date" },
  description:
    "Cancels a date. A plain hold goes at once; anything confirmed or sold needs approval with what it entails. Refunds are separate.",
  permission: "tours:write",
  effect: "write",
  input: z.object({ performance: ref("performance"), reason: words(500).optional() }),
  output: z.object({
    date: dateRow,
    ticketsSold: z.int(),
    dueCents: z.int(),
    currency: z.string(),
  }),
  examples: [
    { fr: "annule la date de Lyon", en: "cancel the Lyon date", input: { performance: "Lyon" } },
    {
      fr: "Marseille tombe à l’eau, annule",
      en: "Marseille is off, cancel it",
      input: { performance: "Marseille" },
    },
    {
      fr: "supprime le concert de Lille, l’artiste est malade",
      en: "drop the Lille show, the artist is ill",
      input: { performance: "Lille", reason: "l’artiste est malade" },
    },
    {
      fr: "on lâche l’option de Rennes",
      en: "release the Rennes hold",
      input: { performance: "Rennes" },
    },
    {
      fr: "il faut annuler Paris pour cause de travaux",
      en: "Paris must be cancelled because of works",
      input: { performance: "Paris", reason: "travaux" },
    },
    {
      fr: "la date à Nantes est annulée",
      en: "the Nantes date is cancelled",
      input: { performance: "Nantes" },
    },
  ],
  async escalate(ctx, input) {
    const { status, sold } = await entailed(ctx, input.performance);
    return status !== "option" || sold > 0;
  },
  async preview(ctx, input) {
    const facts = await entailed(ctx, input.performance);
    const money = (locale: "fr" | "en") => ctx.sayIn(locale).money(facts.dueCents, facts.currency);
    return {
      title: { fr: `Annuler : ${facts.label}`, en: `Cancel: ${facts.label}` },
      lines: [
        { label: { fr: "Billets vendus", en: "Tickets sold" }, value: String(facts.sold) },
        {
          label: { fr: "Commandes concernées", en: "Orders affected" },
          value: String(facts.orders),
        },
        {
          label: { fr: "À rembourser", en: "To refund" },
          value: { fr: money("fr"), en: money("en") },
        },
        { label: { fr: "Invités", en: "Guests" }, value: String(facts.guests) },
        {
          label: { fr: "Transports et hébergements", en: "Travel and rooms" },
          value: String(facts.bookings),
        },
      ],
      warnings:
        facts.sold > 0
          ? [
              {
                fr: "Les billets ne sont pas remboursés par l’annulation : lancez les remboursements ensuite.",
                en: "Cancelling does not refund the tickets: start the refunds afterwards.",
              },
            ]
          : [],
    };
  },
  async run(ctx, input) {
    const facts = await entailed(ctx, input.performance);
    await ctx.tx
      .updateTable("performances")
      .set({
        status: "cancelled",
        hold_rank: null,
        hold_expires_on: null,
        cancelled_at: sql<Date>`now()`,
        cancel_reason: input.reason ?? null,
      })
      .where("id", "=", facts.id)
      .execute();
    const [date] = await readPerformances(ctx, [facts.id]);
    if (!date) throw new Error(`performance ${facts.id} is not readable`);
    return { date, ticketsSold: facts.sold, dueCents: facts.dueCents, currency: facts.currency };
  },
  summary: ({ date, ticketsSold, dueCents, currency }, say) => {
    const refunds =
      ticketsSold > 0
        ? say({
            fr: ` ${say.count(ticketsSold, { fr: { one: "billet", other: "billets" }, en: { one: "", other: "" } })} à rembourser, ${say.money(dueCents, currency)}.`,
            en: ` ${say.count(ticketsSold, { fr: { one: "", other: "" }, en: { one: "ticket", other: "tickets" } })} to refund, ${say.money(dueCents, currency)}.`,
          })
        : "";
    return say({
      fr: `Date annulée : ${date.city ?? date.venue ?? date.title}, ${say.day(date.day)}.${refunds}`,
      en: `Date cancelled: ${date.city ?? date.venue ?? date.title}, ${say.day(date.day)}.${refunds}`,
    });
  },
  show: ({ date }, say) => ({
    kind: "dates",
    title: say({ fr: "Date annulée", en: "Cancelled date" }),
    dates: [date],
    total: 1,
  }),
  about: ({ date }) => [
    { kind: "performance", id: date.id, label: `${date.day} · ${date.city ?? date.venue ?? ""}` },
  ],
});

/** Who and what the cancellation touches. Refuses a date that is over or cancelled already. */
async function entailed(ctx: ToolContext, text: string) {
  const { id, label } = await resolveRef(ctx, "performance", text);
  const { rows } = await sql<{
    status: string;
    sold: number;
    orders: number;
    dueCents: number;
    guests: number;
    bookings: number;
    currency: string;
  }>`
    select p.status, g.currency,
      (select count(*)::int from tickets k where k.performance_id = p.id and k.status = 'issued') as sold,
      (select count(*)::int from orders o where o.performance_id = p.id
        and o.status in ('paid', 'partially_refunded')) as orders,
      (select coalesce(sum(o.total_cents - o.refunded_cents), 0)::int from orders o
        where o.performance_id = p.id and o.status in ('paid', 'partially_refunded')) as "dueCents",
      (select count(*)::int from guests e where e.performance_id = p.id and e.status <> 'cancelled') as guests,
      ((select count(*) from transports e where e.performance_id = p.id)
        + (select count(*) from accommodations e where e.performance_id = p.id))::int as bookings
    from performances p join organizations g on g.id = p.organization_id
    where p.id = ${id}`.execute(ctx.tx);
  const facts = rows[0];
  if (!facts) throw new Error(`performance ${id} is not readable`);
  if (["cancelled", "played", "settled"].includes(facts.status)) {
    throw new ToolError("conflict", {
      fr: facts.status === "cancelled" ? `${label} est déjà annulée.` : `${label} a déjà eu lieu.`,
      en:
        facts.status === "cancelled"
          ? `${label} is already cancelled.`
          : `${label} has already been played.`,
    });
  }
  return { id, label, ...facts };
}
