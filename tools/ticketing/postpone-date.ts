import { sql } from "kysely";
import { z } from "zod";
import { addDays } from "#recognise/index.ts";
import { ToolError } from "../core/errors.ts";
import { day, ref, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { instantOf } from "../tours/times.ts";
import { readPerformances } from "../tours/read-performances.ts";
import { whereOf } from "../tours/say-dates.ts";
import { mailPostponed } from "./after-sale-letters.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

const input = z.object({
  performance: ref("performance"),
  day: day().describe("new day, YYYY-MM-DD"),
  until: day().describe("last day to ask for a refund; 30 days when absent").optional(),
  reason: words(500).describe("told to buyers").optional(),
});

const answerDays = 30;

export const postponeDate = defineTool({
  name: "ticketing_postpone_date",
  title: {
    fr: "Reporter une date en prévenant les acheteurs",
    en: "Postpone a date and tell buyers",
  },
  description:
    "Postpones a date whose tickets are sold, publicly, to a new day: tickets stay valid, every buyer gets an e-mail to keep or be refunded until a deadline. Needs approval.",
  permission: "ticketing:refund",
  effect: "irreversible",
  input,
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    from: z.string(),
    to: z.string(),
    until: z.string(),
    orders: z.int(),
    emails: z.int(),
  }),
  examples: [
    {
      fr: "reporte Lyon au 12 juin 2027 et préviens les acheteurs",
      en: "postpone Lyon to 12 June 2027 and tell the buyers",
      input: { performance: "Lyon", day: "2027-06-12" },
    },
    {
      fr: "Nantes est reportée au 3 octobre 2027, remboursement possible jusqu’au 15 mai 2027",
      en: "Nantes is postponed to 3 October 2027, refunds until 15 May 2027",
      input: { performance: "Nantes", day: "2027-10-03", until: "2027-05-15" },
    },
    {
      fr: "on décale le concert de Lille au 20 septembre 2027, écris à ceux qui ont des billets",
      en: "we move the Lille show to 20 September 2027, write to those who have tickets",
      input: { performance: "Lille", day: "2027-09-20" },
    },
    {
      fr: "report de Marseille au 4 décembre 2027 pour cause de travaux, les gens gardent ou se font rembourser",
      en: "Marseille postponed to 4 December 2027 because of works, people keep or get refunded",
      input: { performance: "Marseille", day: "2027-12-04", reason: "travaux" },
    },
    {
      fr: "la date de Tours passe au 8 juillet 2027, mail à tous les acheteurs avec le choix",
      en: "the Tours date goes to 8 July 2027, mail all buyers with the choice",
      input: { performance: "Tours", day: "2027-07-08" },
    },
    {
      fr: "Metz reportée 1er mars 2028, laisse-leur jusqu’au 30 juin 2027 pour répondre",
      en: "Metz postponed 1 March 2028, give them until 30 June 2027 to answer",
      input: { performance: "Metz", day: "2028-03-01", until: "2027-06-30" },
    },
    {
      fr: "reporte Dijon au 12 octobre 2027 et préviens tous les acheteurs",
      en: "postpone Dijon to 12 October 2027 and tell all the buyers",
      input: { performance: "Dijon", day: "2027-10-12" },
    },
    {
      fr: "report de Caen au 3 novembre 2027, remboursement pour ceux qui veulent",
      en: "postponement of Caen to 3 November 2027, refund for those who want it",
      input: { performance: "Caen", day: "2027-11-03" },
    },
    {
      fr: "la date de Brest est reportée au 9 septembre 2027, écris aux acheteurs",
      en: "the Brest date is postponed to 9 September 2027, write to the buyers",
      input: { performance: "Brest", day: "2027-09-09" },
    },
    {
      fr: "Angers reporté au 20 novembre 2027, les acheteurs ont le choix, garder ou être remboursés",
      en: "Angers postponed to 20 November 2027, buyers choose to keep or be refunded",
      input: { performance: "Angers", day: "2027-11-20" },
    },
  ],
  async preview(ctx, given) {
    const date = await dateOf(ctx, given);
    const { rows } = await sql<{
      orders: number;
      buyers: number;
      tickets: number;
      emails: number;
      cents: number;
      currency: string;
    }>`
      select count(*)::int as orders, count(distinct coalesce(lower(o.buyer_email), o.id::text))::int as buyers,
        coalesce(sum((select count(*) from tickets k where k.order_id = o.id and k.status = 'issued')), 0)::int as tickets,
        count(o.buyer_email)::int as emails, coalesce(sum(o.total_cents - o.refunded_cents), 0)::bigint as cents,
        (select currency from organizations limit 1) as currency
      from orders o where o.performance_id = ${date.id} and o.status in ('paid', 'partially_refunded')`.execute(
      ctx.tx,
    );
    const stakes = rows[0] ?? {
      orders: 0,
      buyers: 0,
      tickets: 0,
      emails: 0,
      cents: 0,
      currency: "EUR",
    };
    const said = (locale: "fr" | "en") => ctx.sayIn(locale);
    return {
      title: {
        fr: `Reporter ${date.label} au ${said("fr").day(given.day)}`,
        en: `Postpone ${date.label} to ${said("en").day(given.day)}`,
      },
      lines: [
        {
          label: { fr: "Nouveau jour", en: "New day" },
          value: {
            fr: `${said("fr").day(date.day)} → ${said("fr").day(given.day)}`,
            en: `${said("en").day(date.day)} → ${said("en").day(given.day)}`,
          },
        },
        { label: { fr: "Acheteurs", en: "Buyers" }, value: String(stakes.buyers) },
        {
          label: { fr: "Billets qui restent valables", en: "Tickets that stay valid" },
          value: String(stakes.tickets),
        },
        {
          label: { fr: "Remboursement possible jusqu’au", en: "Refunds until" },
          value: { fr: said("fr").day(date.until), en: said("en").day(date.until) },
        },
        {
          label: { fr: "Au plus, à rembourser", en: "To refund, at most" },
          value: {
            fr: said("fr").money(stakes.cents, stakes.currency),
            en: said("en").money(stakes.cents, stakes.currency),
          },
        },
        {
          label: { fr: "E-mails", en: "E-mails" },
          value: { fr: `${stakes.emails} envoyés`, en: `${stakes.emails} sent` },
        },
      ],
      warnings: [
        {
          fr: "Qui ne répond pas garde ses billets. Transport et hébergement sont à revoir.",
          en: "Who does not answer keeps their tickets. Transport and rooms need a review.",
        },
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
    const date = await dateOf(ctx, given);
    await ctx.call("tours_move_performance", { performance: date.id, day: given.day });
    const until = instantOf(date.until, "24:00", date.timeZone);
    const { rows } = await sql<{ answer: AfterSaleAnswer & { orders: string[] } }>`
      select koncert.open_postponement(${date.id}::uuid, ${date.day}::date, ${until}::timestamptz,
        ${given.reason ?? null}, ${ctx.now}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw refuseAfterSale(answer);
    const emails = await mailPostponed(ctx, answer.orders, {
      from: date.day,
      to: given.day,
      until: date.until,
      reason: given.reason ?? null,
    });
    return {
      performanceId: date.id,
      performance: date.label,
      from: date.day,
      to: given.day,
      until: date.until,
      orders: answer.orders.length,
      emails,
    };
  },
  summary: (output, say) =>
    say({
      fr: `${output.performance} est reportée au ${say.day(output.to)}. ${say.count(output.emails, { fr: { one: "acheteur prévenu", other: "acheteurs prévenus" }, en: { one: "", other: "" } })} ; remboursement possible jusqu’au ${say.day(output.until)}.`,
      en: `${output.performance} is postponed to ${say.day(output.to)}. ${say.count(output.emails, { fr: { one: "", other: "" }, en: { one: "buyer told", other: "buyers told" } })}; refunds until ${say.day(output.until)}.`,
    }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

async function dateOf(ctx: ToolContext, given: z.output<typeof input>) {
  const { id } = await resolveRef(ctx, "performance", given.performance);
  const [date] = await readPerformances(ctx, [id]);
  if (!date) throw new Error(`no performance ${id}`);
  if (!["confirmed", "on_sale"].includes(date.status)) {
    throw new ToolError("conflict", {
      fr: `${whereOf(date)} n’est pas une date à venir confirmée : elle ne se reporte pas.`,
      en: `${whereOf(date)} is not a confirmed date to come: it cannot be postponed.`,
    });
  }
  const today = ctx.now.toISOString().slice(0, 10);
  if (given.day === date.day || given.day <= today) {
    throw new ToolError(
      "invalid_input",
      {
        fr: "Donnez un nouveau jour, à venir.",
        en: "Give a new day, still to come.",
      },
      { field: "day" },
    );
  }
  const eve = addDays(given.day, -1);
  const usual = addDays(today, answerDays);
  const until = given.until ?? (usual < eve ? usual : eve);
  if (until < today || until > given.day) {
    throw new ToolError(
      "invalid_input",
      {
        fr: "Le délai de réponse va d’aujourd’hui au nouveau jour du spectacle.",
        en: "The deadline lies between today and the new day of the show.",
      },
      { field: "until" },
    );
  }
  return { id, label: whereOf(date), day: date.day, timeZone: date.timeZone, until };
}
