import { sql } from "kysely";
import { z } from "zod";
import { ref } from "../core/fields.ts";
import { instant } from "../core/instant.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

const output = z.object({
  performanceId: z.uuid(),
  performance: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  resaleOpen: z.boolean(),
  /** The refund of everybody, once the date is cancelled. */
  refunds: z
    .object({
      orders: z.int(),
      done: z.int(),
      failed: z.int(),
      left: z.int(),
      amountCents: z.int(),
      refundedCents: z.int(),
      finishedAt: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
  /** Refunds that somebody has to hand over. */
  toPayOut: z.object({ orders: z.int(), amountCents: z.int() }),
  postponement: z
    .object({
      fromDay: z.string(),
      toDay: z.string(),
      until: z.string(),
      isOpen: z.boolean(),
      orders: z.int(),
      kept: z.int(),
      refunded: z.int(),
      silent: z.int(),
      refundedCents: z.int(),
    })
    .nullable(),
  waiting: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      ticketType: z.string().nullable(),
      status: z.enum(["waiting", "offered", "bought", "missed", "left"]),
      until: z.string().nullable(),
      since: z.string(),
    }),
  ),
  resales: z.object({ listed: z.int(), offered: z.int(), sold: z.int(), soldCents: z.int() }),
});

export const getFollowUp = defineTool({
  name: "ticketing_get_follow_up",
  title: { fr: "Après-vente d’une date", en: "After-sale of a date" },
  description:
    "Where a date stands after the sale: progress of its refunds, answers to a postponement, waiting list and resales.",
  permission: "ticketing:read",
  effect: "read",
  untrusted: true,
  input: z.object({ performance: ref("performance") }),
  output,
  examples: [
    {
      fr: "où en sont les remboursements de Lyon ?",
      en: "how far are the refunds of Lyon?",
      input: { performance: "Lyon" },
    },
    {
      fr: "combien ont gardé leurs billets après le report de Nantes ?",
      en: "how many kept their tickets after the Nantes postponement?",
      input: { performance: "Nantes" },
    },
    {
      fr: "qui est sur la liste d’attente de Paris ?",
      en: "who is on the waiting list for Paris?",
      input: { performance: "Paris" },
    },
    {
      fr: "combien de billets revendus à Lille",
      en: "how many tickets were resold in Lille",
      input: { performance: "Lille" },
    },
    {
      fr: "les réponses au report de Metz, ça donne quoi",
      en: "the answers to the Metz postponement, what do they look like",
      input: { performance: "Metz" },
    },
    {
      fr: "suivi après-vente de Marseille",
      en: "after-sale follow-up for Marseille",
      input: { performance: "Marseille" },
    },
    {
      fr: "où en sont les remboursements de la date annulée de Strasbourg",
      en: "how far are the refunds of the cancelled Strasbourg date",
      input: { performance: "Strasbourg" },
    },
    {
      fr: "suivi des réponses au report de Toulouse",
      en: "follow-up of the answers to the Toulouse postponement",
      input: { performance: "Toulouse" },
    },
    {
      fr: "combien de personnes sur la liste d’attente de Caen",
      en: "how many people are on the waiting list of Caen",
      input: { performance: "Caen" },
    },
    {
      fr: "suivi après-vente d’Angers : remboursements, revente, attente",
      en: "after-sale follow-up of Angers: refunds, resale, waiting list",
      input: { performance: "Angers" },
    },
    {
      fr: "qui garde son billet et qui veut être remboursé à Dijon",
      en: "who keeps the ticket and who wants a refund in Dijon",
      input: { performance: "Dijon" },
    },
    {
      fr: "combien de billets revendus à Bordeaux, et combien en attente",
      en: "how many tickets resold in Bordeaux, and how many waiting",
      input: { performance: "Bordeaux" },
    },
    {
      fr: "la liste d’attente de Metz, on en est où",
      en: "the waiting list of Metz, where are we",
      input: { performance: "Metz" },
    },
    {
      fr: "après le report de Tours, qui garde ses billets et qui demande un remboursement",
      en: "after the Tours postponement, who keeps their tickets and who asks for a refund",
      input: { performance: "Tours" },
    },
    {
      fr: "montre qui est sur la liste d’attente de Nice",
      en: "show who is on the waiting list of Nice",
      input: { performance: "Nice" },
    },
  ],
  async run(ctx, input) {
    const { id, label } = await resolveRef(ctx, "performance", input.performance);
    const { rows } = await sql<Omit<z.infer<typeof output>, "performanceId" | "performance">>`
      select g.currency, coalesce(v.time_zone, g.time_zone) as "timeZone", p.resale_opened_at is not null as "resaleOpen",
        (select jsonb_build_object('orders', m.orders, 'done', l.done, 'failed', l.failed, 'left', l.waiting,
            'amountCents', m.amount_cents, 'refundedCents', l.cents, 'finishedAt', ${instant("m.finished_at")}, 'reason', m.reason)
          from mass_refunds m cross join lateral (select count(*) filter (where l.status = 'done') as done,
              count(*) filter (where l.status = 'failed') as failed, count(*) filter (where l.status = 'waiting') as waiting,
              coalesce(sum(r.amount_cents), 0) as cents
            from mass_refund_orders l left join refunds r on r.id = l.refund_id where l.mass_refund_id = m.id) l
          where m.performance_id = p.id order by m.created_at desc limit 1) as refunds,
        (select jsonb_build_object('orders', count(distinct r.order_id), 'amountCents', coalesce(sum(r.amount_cents), 0))
          from refunds r join orders o on o.id = r.order_id where o.performance_id = p.id and r.status = 'pending'
            and r.provider in ('cash', 'card', 'transfer', 'voucher', 'import')) as "toPayOut",
        (select jsonb_build_object('fromDay', s.from_day, 'toDay', s.to_day, 'until', ${instant("s.answer_until")},
            'isOpen', ${ctx.now}::timestamptz < s.answer_until, 'orders', s.orders, 'kept', c.kept, 'refunded', c.refunded,
            'silent', s.orders - c.kept - c.refunded, 'refundedCents', c.cents)
          from postponements s cross join lateral (select count(*) filter (where a.answer = 'keep') as kept,
              count(*) filter (where a.answer = 'refund') as refunded, coalesce(sum(r.amount_cents), 0) as cents
            from postponed_orders a left join refunds r on r.id = a.refund_id where a.postponement_id = s.id) c
          where s.performance_id = p.id and s.replaced_at is null) as postponement,
        coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'email', w.email, 'ticketType', t.name,
            'status', w.status, 'until', ${instant("r.offered_until")}, 'since', ${instant("w.created_at")}) order by w.created_at, w.id)
          from waiting_list w left join ticket_types t on t.id = w.ticket_type_id
          left join resales r on r.waiting_id = w.id and r.status = 'offered'
          where w.performance_id = p.id and w.status <> 'left'), '[]') as waiting,
        (select jsonb_build_object('listed', count(*) filter (where r.status = 'listed'),
            'offered', count(*) filter (where r.status = 'offered'), 'sold', count(*) filter (where r.status = 'sold'),
            'soldCents', coalesce(sum(k.price_cents) filter (where r.status = 'sold'), 0))
          from resales r join tickets k on k.id = r.ticket_id where r.performance_id = p.id) as resales
      from performances p join organizations g on g.id = p.organization_id left join venues v on v.id = p.venue_id
      where p.id = ${id}`.execute(ctx.tx);
    const [row] = rows;
    if (!row) throw new Error(`no performance ${id}`);
    return { performanceId: id, performance: label, ...row };
  },
  summary(output, say) {
    const { refunds, postponement, resales, waiting } = output;
    const said: string[] = [];
    if (refunds) {
      const cents = say.money(refunds.refundedCents, output.currency);
      said.push(
        say({
          fr: `Remboursements : ${say.number(refunds.done)} commandes sur ${say.number(refunds.orders)}, ${cents}.`,
          en: `Refunds: ${say.number(refunds.done)} of ${say.number(refunds.orders)} orders, ${cents}.`,
        }),
      );
    }
    if (postponement) {
      said.push(
        say({
          fr: `Report au ${say.day(postponement.toDay)} : ${say.number(postponement.kept)} gardent, ${say.number(postponement.refunded)} remboursés (${say.money(postponement.refundedCents, output.currency)}), ${say.number(postponement.silent)} sans réponse sur ${say.number(postponement.orders)} commandes.`,
          en: `Postponed to ${say.day(postponement.toDay)}: ${say.number(postponement.kept)} keep, ${say.number(postponement.refunded)} refunded (${say.money(postponement.refundedCents, output.currency)}), ${say.number(postponement.silent)} silent of ${say.number(postponement.orders)} orders.`,
        }),
      );
    }
    const inLine = waiting.filter(({ status }) => status === "waiting" || status === "offered");
    if (output.resaleOpen || inLine.length > 0) {
      said.push(
        say({
          fr: `Liste d’attente : ${say.count(inLine.length, { fr: { one: "personne", other: "personnes" }, en: { one: "", other: "" } })} ; ${say.count(resales.sold, { fr: { one: "billet revendu", other: "billets revendus" }, en: { one: "", other: "" } })}.`,
          en: `Waiting list: ${say.count(inLine.length, { fr: { one: "", other: "" }, en: { one: "person", other: "people" } })}; ${say.count(resales.sold, { fr: { one: "", other: "" }, en: { one: "ticket resold", other: "tickets resold" } })}.`,
        }),
      );
    }
    if (output.toPayOut.orders > 0) {
      said.push(
        say({
          fr: `À verser par vos soins : ${say.money(output.toPayOut.amountCents, output.currency)}.`,
          en: `To be paid out by you: ${say.money(output.toPayOut.amountCents, output.currency)}.`,
        }),
      );
    }
    return said.length > 0
      ? `${output.performance}. ${said.join(" ")}`
      : say({
          fr: `Rien à suivre pour ${output.performance} : ni report, ni remboursement général, ni liste d’attente.`,
          en: `Nothing to follow for ${output.performance}: no postponement, no general refund, no waiting list.`,
        });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
