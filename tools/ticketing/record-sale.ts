import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, count, email, name, ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { fixCapacity } from "./read-capacity.ts";
import { resolveTicketType } from "./resolve-ticket-type.ts";

type Answer = {
  code: string;
  order_id: string;
  number: string;
  total_cents: number;
  currency: string;
  remaining?: number;
  tickets: { number: number }[];
};

export const recordSale = defineTool({
  name: "ticketing_record_sale",
  title: { fr: "Vendre au guichet", en: "Sell at the box office" },
  description:
    "Issues a paid order with numbered tickets: door sale, phone or partner. Refuses beyond quota or capacity.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    quantity: count(1, 500),
    ticket_type: ref("ticket_type").optional(),
    buyer: name().optional(),
    email: email().optional(),
    payment: choice("payment_method", ["cash", "card", "transfer", "voucher"]).default("cash"),
  }),
  output: z.object({
    orderId: z.uuid(),
    number: z.string(),
    performanceId: z.uuid(),
    performance: z.string(),
    ticketType: z.string(),
    tickets: z.int(),
    firstNumber: z.int(),
    lastNumber: z.int(),
    totalCents: z.int(),
    currency: z.string(),
    buyer: z.string().nullable(),
  }),
  examples: [
    {
      fr: "vends 2 places plein tarif à Lyon pour Lea Martin, en espèces",
      en: "sell 2 full price tickets in Lyon to Lea Martin, cash",
      input: {
        performance: "Lyon",
        quantity: 2,
        ticket_type: "Plein tarif",
        buyer: "Lea Martin",
        payment: "cash",
      },
    },
    {
      fr: "guichet Marseille : 4 billets réduits payés par carte",
      en: "door Marseille: 4 reduced tickets paid by card",
      input: {
        performance: "Marseille",
        quantity: 4,
        ticket_type: "Tarif réduit",
        payment: "card",
      },
    },
    {
      fr: "enregistre une vente de 10 places à Lille pour le comité Dupont",
      en: "record a sale of 10 places in Lille to the Dupont committee",
      input: { performance: "Lille", quantity: 10, buyer: "comité Dupont" },
    },
    {
      fr: "une place au nom de Paul Durand ce soir à Nantes",
      en: "one place in the name of Paul Durand tonight in Nantes",
      input: { performance: "Nantes", quantity: 1, buyer: "Paul Durand" },
    },
    {
      fr: "édite 3 billets pour marc@exemple.fr à Tours, payés par virement",
      en: "issue 3 tickets for marc@example.com in Tours, paid by transfer",
      input: { performance: "Tours", quantity: 3, email: "marc@exemple.fr", payment: "transfer" },
    },
    {
      fr: "deux places vendues à l’entrée à Rennes",
      en: "two tickets sold at the door in Rennes",
      input: { performance: "Rennes", quantity: 2 },
    },
    {
      fr: "trois réduits à Dijon pour M. Costa, réglés par carte",
      en: "three reduced in Dijon for Mr Costa, paid by card",
      input: {
        performance: "Dijon",
        quantity: 3,
        ticket_type: "réduits",
        buyer: "M. Costa",
        payment: "card",
      },
    },
    {
      fr: "j’ai vendu 5 pleins tarifs à Metz à Nina Roux, en liquide",
      en: "I sold 5 full price in Metz to Nina Roux, in cash",
      input: {
        performance: "Metz",
        quantity: 5,
        ticket_type: "pleins tarifs",
        buyer: "Nina Roux",
        payment: "cash",
      },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const type = await resolveTicketType(ctx, performance, input.ticket_type);
    await fixCapacity(ctx, performance.id);
    const buyer = { name: input.buyer ?? null, email: input.email ?? null, locale: ctx.locale };
    const items = [{ ticket_type_id: type.id, quantity: input.quantity }];
    const { rows } = await sql<{ answer: Answer }>`
      select koncert.issue_order(${performance.id}::uuid, ${JSON.stringify(buyer)}::jsonb,
        ${JSON.stringify(items)}::jsonb, 'door_sale', ${ctx.now}, ${ctx.callId},
        ${JSON.stringify({ provider: input.payment, method: input.payment })}::jsonb) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (!answer || (answer.code !== "ok" && answer.code !== "replayed")) {
      throw refused(answer, performance.label, ctx);
    }
    const numbers = answer.tickets.map((ticket) => ticket.number);
    return {
      orderId: answer.order_id,
      number: answer.number,
      performanceId: performance.id,
      performance: performance.label,
      ticketType: type.name,
      tickets: numbers.length,
      firstNumber: Math.min(...numbers),
      lastNumber: Math.max(...numbers),
      totalCents: answer.total_cents,
      currency: answer.currency,
      buyer: buyer.name,
    };
  },
  summary: (output, say) => {
    const numbers =
      output.tickets === 1
        ? say({ fr: `n° ${output.firstNumber}`, en: `no. ${output.firstNumber}` })
        : say({
            fr: `n° ${output.firstNumber} à ${output.lastNumber}`,
            en: `nos. ${output.firstNumber} to ${output.lastNumber}`,
          });
    return say({
      fr: `${say.count(output.tickets, { fr: { one: "billet", other: "billets" }, en: { one: "", other: "" } })} « ${output.ticketType} » pour ${output.performance} (${numbers}), ${say.money(output.totalCents, output.currency)}.`,
      en: `${say.count(output.tickets, { fr: { one: "", other: "" }, en: { one: "ticket", other: "tickets" } })} “${output.ticketType}” for ${output.performance} (${numbers}), ${say.money(output.totalCents, output.currency)}.`,
    });
  },
  about: (output) => [
    { kind: "order", id: output.orderId, label: output.number },
    { kind: "performance", id: output.performanceId, label: output.performance },
  ],
});

function refused(answer: Answer | undefined, label: string, ctx: ToolContext) {
  const places = (locale: "fr" | "en") =>
    ctx.sayIn(locale).count(answer?.remaining ?? 0, {
      fr: { one: "place", other: "places" },
      en: { one: "place", other: "places" },
    });
  const none = (answer?.remaining ?? 0) === 0;
  const texts: Record<string, { fr: string; en: string }> = {
    performance_cancelled: {
      fr: `La date ${label} est annulée.`,
      en: `The date ${label} is cancelled.`,
    },
    sold_out: {
      fr: none
        ? `Ce tarif est complet pour ${label}.`
        : `Il ne reste que ${places("fr")} à ce tarif pour ${label}.`,
      en: none
        ? `This ticket type is sold out for ${label}.`
        : `Only ${places("en")} left at this price for ${label}.`,
    },
    capacity_reached: {
      fr: none ? `${label} est complet.` : `La jauge de ${label} ne laisse que ${places("fr")}.`,
      en: none ? `${label} is full.` : `The capacity of ${label} leaves ${places("en")}.`,
    },
    forbidden: { fr: "Votre rôle ne permet pas de vendre.", en: "Your role does not allow sales." },
  };
  return new ToolError(
    answer?.code === "forbidden" ? "forbidden" : "conflict",
    texts[answer?.code ?? ""] ?? {
      fr: "La vente est impossible.",
      en: "The sale is not possible.",
    },
  );
}
