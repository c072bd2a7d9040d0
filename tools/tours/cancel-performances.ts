import { sql } from "kysely";
import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { choice, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { readRivals, setRank } from "./read-holds.ts";
import { readPerformances } from "./read-performances.ts";
import {
  aboutDates,
  countDates,
  dateName,
  datesCard,
  listDates,
  statusWords,
} from "./say-dates.ts";
import { selection, selectPerformances } from "./select-performances.ts";

const input = z.object({
  ...selection,
  status: choice("performance_status", ["option", "confirmed", "on_sale"]).optional(),
  reason: words(500).optional(),
});

export const cancelPerformances = defineTool({
  name: "tours_cancel_performances",
  title: { fr: "Annuler des dates", en: "Cancel dates" },
  description:
    "Cancels dates or releases holds. A hold goes at once; a confirmed or sold date needs approval with what it entails. Refunds are separate.",
  permission: "tours:write",
  effect: "write",
  input,
  output: z.object({
    total: z.int(),
    dates: z.array(dateRow),
    ticketsToRefund: z.int(),
    refundCents: z.int(),
    currency: z.string(),
    promoted: z.array(z.object({ id: z.uuid(), artist: z.string(), rank: z.int() })),
  }),
  examples: [
    { fr: "annule la date de Lyon", en: "cancel the Lyon date", input: { performances: ["Lyon"] } },
    {
      fr: "lâche l’option de Nantes",
      en: "release the Nantes hold",
      input: { performances: ["Nantes"] },
    },
    {
      fr: "supprime la date du 14 mai 2027",
      en: "delete the date of 14 May 2027",
      input: { performances: ["2027-05-14"] },
    },
    {
      fr: "Lille et Dijon sont annulées, « artiste malade »",
      en: "Lille and Dijon are cancelled, “artist ill”",
      input: { performances: ["Lille", "Dijon"], reason: "artiste malade" },
    },
    {
      fr: "on laisse tomber Rennes",
      en: "we are dropping Rennes",
      input: { performances: ["Rennes"] },
    },
    {
      fr: "annule toutes les dates de la tournée Grand Nord",
      en: "cancel every date of the Grand Nord tour",
      input: { tour: "Grand Nord" },
    },
    {
      fr: "libère toutes les options de juin 2027",
      en: "release all holds in June 2027",
      input: { status: "option", from: "2027-06-01", to: "2027-06-30" },
    },
    {
      fr: "retire Metz du planning",
      en: "remove Metz from the calendar",
      input: { performances: ["Metz"] },
    },
    {
      fr: "la date de Toulouse tombe à l’eau",
      en: "the Toulouse date falls through",
      input: { performances: ["Toulouse"] },
    },
    {
      fr: "enlève le concert de Caen",
      en: "take the Caen show out",
      input: { performances: ["Caen"] },
    },
    {
      fr: "rends l’option de Strasbourg",
      en: "give back the Strasbourg hold",
      input: { performances: ["Strasbourg"] },
    },
    {
      fr: "Angers n’aura pas lieu, annule",
      en: "Angers will not happen, cancel it",
      input: { performances: ["Angers"] },
    },
  ],
  escalate: async (ctx, given) =>
    (await targets(ctx, given)).some((date) => date.status !== "option" || date.sold > 0),
  async preview(ctx, given) {
    const dates = await targets(ctx, given);
    const stakes = await stakesOf(
      ctx,
      dates.map((date) => date.id),
    );
    return {
      title: { fr: "Annuler des dates", en: "Cancel dates" },
      lines: [
        ...dates.slice(0, 20).map((date) => ({
          label: { fr: dateName(date, ctx.sayIn("fr")), en: dateName(date, ctx.sayIn("en")) },
          value: {
            fr: `${statusWords[date.status].fr}, ${ctx.sayIn("fr").count(date.sold, { fr: { one: "billet vendu", other: "billets vendus" }, en: { one: "", other: "" } })}`,
            en: `${statusWords[date.status].en}, ${date.sold} tickets sold`,
          },
        })),
        {
          label: { fr: "Acheteurs concernés", en: "Buyers affected" },
          value: String(stakes.buyers),
        },
        { label: { fr: "Invités", en: "Guests" }, value: String(stakes.guests) },
        {
          label: { fr: "Transports et hébergements notés", en: "Journeys and rooms on file" },
          value: String(stakes.bookings),
        },
        {
          label: { fr: "À rembourser", en: "To refund" },
          value: {
            fr: ctx.sayIn("fr").money(stakes.cents, stakes.currency),
            en: ctx.sayIn("en").money(stakes.cents, stakes.currency),
          },
        },
      ],
      warnings: [
        ...(stakes.agreed > 0
          ? [
              {
                fr: `Deal conclu sur ${stakes.agreed} ${stakes.agreed > 1 ? "dates" : "date"} : le contrat peut prévoir une indemnité.`,
                en: `A deal is agreed on ${stakes.agreed} ${stakes.agreed > 1 ? "dates" : "date"}: the contract may provide for compensation.`,
              },
            ]
          : []),
        {
          fr: "Les remboursements restent à faire ensuite.",
          en: "Refunds remain to be made afterwards.",
        },
      ],
    };
  },
  async run(ctx, given) {
    const dates = await targets(ctx, given);
    const ids = dates.map((date) => date.id);
    const stakes = await stakesOf(ctx, ids);
    const promoted = new Map<string, { id: string; artist: string; rank: number }>();
    for (const date of dates) {
      if (date.status === "option") {
        const behind = (await readRivals(ctx, date.id)).filter(
          (hold) => hold.sameVenue && hold.rank > (date.holdRank ?? 3) && !ids.includes(hold.id),
        );
        for (const hold of behind) {
          const rank = (promoted.get(hold.id)?.rank ?? hold.rank) - 1;
          await setRank(ctx, hold.id, rank);
          promoted.set(hold.id, { id: hold.id, artist: hold.artist, rank });
        }
      }
    }
    await ctx.tx
      .updateTable("performances")
      .set({
        status: "cancelled",
        hold_rank: null,
        hold_expires_on: null,
        cancelled_at: sql<Date>`now()`,
        cancel_reason: given.reason ?? null,
      })
      .where("id", "in", ids)
      .execute();
    const after = await readPerformances(ctx, ids);
    return {
      total: after.length,
      dates: after.slice(0, 200),
      ticketsToRefund: stakes.tickets,
      refundCents: stakes.cents,
      currency: stakes.currency,
      promoted: [...promoted.values()],
    };
  },
  summary(output, say) {
    const names = listDates(output.dates, say, output.total);
    const refund =
      output.ticketsToRefund > 0
        ? say({
            fr: ` ${say.count(output.ticketsToRefund, { fr: { one: "billet", other: "billets" }, en: { one: "", other: "" } })} à rembourser, ${say.money(output.refundCents, output.currency)}.`,
            en: ` ${say.count(output.ticketsToRefund, { fr: { one: "", other: "" }, en: { one: "ticket", other: "tickets" } })} to refund, ${say.money(output.refundCents, output.currency)}.`,
          })
        : "";
    const up = output.promoted.map((hold) =>
      say({
        fr: `${hold.artist} remonte en option ${hold.rank}`,
        en: `${hold.artist} moves up to hold ${hold.rank}`,
      }),
    );
    const promoted = up.length > 0 ? ` ${say.list(up)}.` : "";
    return output.total === 1
      ? say({
          fr: `Date annulée : ${names}.${refund}${promoted}`,
          en: `Date cancelled: ${names}.${refund}${promoted}`,
        })
      : say({
          fr: `${countDates(output.total, say)} annulées : ${names}.${refund}${promoted}`,
          en: `${countDates(output.total, say)} cancelled: ${names}.${refund}${promoted}`,
        });
  },
  show: (output, say) =>
    datesCard(say({ fr: "Dates annulées", en: "Dates cancelled" }), output.dates, output.total),
  about: (output) => aboutDates(output.dates),
});

async function targets(ctx: ToolContext, given: z.output<typeof input>) {
  const selected = await selectPerformances(ctx, given);
  const over = selected.find((row) => ["played", "settled"].includes(row.status));
  if (over && given.performances) {
    throw new ToolError("conflict", {
      fr: `${over.label} a déjà eu lieu : elle ne s’annule plus.`,
      en: `${over.label} has already taken place: it can no longer be cancelled.`,
    });
  }
  const standing = selected.filter(
    (row) => !["played", "settled", "cancelled"].includes(row.status),
  );
  if (standing.length === 0) {
    throw new ToolError("conflict", {
      fr:
        selected.length === 1
          ? `${selected[0]?.label} est déjà annulée.`
          : "Aucune de ces dates ne peut être annulée.",
      en:
        selected.length === 1
          ? `${selected[0]?.label} is already cancelled.`
          : "None of these dates can be cancelled.",
    });
  }
  return readPerformances(
    ctx,
    standing.map((row) => row.id),
  );
}

/** Who and how much a cancellation touches. */
async function stakesOf(ctx: ToolContext, ids: string[]) {
  const { rows } = await sql<{
    tickets: number;
    cents: number;
    buyers: number;
    guests: number;
    bookings: number;
    agreed: number;
    currency: string;
  }>`
    select
      (select count(*)::int from tickets k where k.performance_id = any(${ids}::uuid[])
        and k.status = 'issued') as tickets,
      coalesce(sum(o.total_cents - o.refunded_cents), 0)::bigint as cents,
      count(distinct coalesce(lower(o.buyer_email), o.id::text))::int as buyers,
      (select count(*)::int from guests e where e.performance_id = any(${ids}::uuid[])
        and e.status <> 'cancelled') as guests,
      ((select count(*) from transports e where e.performance_id = any(${ids}::uuid[]))
        + (select count(*) from accommodations e where e.performance_id = any(${ids}::uuid[])))::int as bookings,
      (select count(*)::int from deals d where d.performance_id = any(${ids}::uuid[])
        and d.status in ('agreed', 'signed')) as agreed,
      (select currency from organizations limit 1) as currency
    from orders o
    where o.performance_id = any(${ids}::uuid[]) and o.status in ('paid', 'partially_refunded')`.execute(
    ctx.tx,
  );
  const [stakes] = rows;
  if (!stakes) throw new Error("an aggregate has one row");
  return stakes;
}
