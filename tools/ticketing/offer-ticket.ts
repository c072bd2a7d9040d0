import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { openOrder } from "./buyer-orders.ts";
import { exampleToken } from "./get-order.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

/** A ticket as the examples of these tools name it. */
export const exampleTicket = "0d8f5c1a-54f4-4c5a-8f0e-5b8b3f6f9a11";

export const offerTicket = defineTool({
  name: "ticketing_offer_ticket",
  title: { fr: "Proposer un billet à la revente", en: "Offer a ticket for resale" },
  description:
    "A buyer offers a ticket to the waiting list at what it cost; it stays valid until somebody has paid for it.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    order: words(60).describe("token of the order"),
    ticket: words(60).describe("ticket id"),
  }),
  output: z.object({ offered: z.boolean() }),
  examples: [
    {
      fr: "je ne peux plus venir, revendez mon billet",
      en: "I cannot come, resell my ticket",
      input: { order: exampleToken, ticket: exampleTicket },
    },
    {
      fr: "propose ma place à la liste d’attente",
      en: "offer my place to the waiting list",
      input: { order: exampleToken, ticket: exampleTicket },
    },
    {
      fr: "je cède mon billet",
      en: "I give up my ticket",
      input: { order: exampleToken, ticket: exampleTicket },
    },
    {
      fr: "revendre ce billet au prix d’achat",
      en: "resell this ticket at face price",
      input: { order: exampleToken, ticket: exampleTicket },
    },
    {
      fr: "mon billet à quelqu’un d’autre, contre remboursement",
      en: "my ticket to somebody else, against a refund",
      input: { order: exampleToken, ticket: exampleTicket },
    },
    {
      fr: "remettre mon billet en vente",
      en: "put my ticket back on sale",
      input: { order: exampleToken, ticket: exampleTicket },
    },
  ],
  async run(ctx, input) {
    const id = await openOrder(ctx, input.order);
    const { rows } = await sql<{ answer: AfterSaleAnswer }>`
      select koncert.offer_ticket(${id}::uuid, ${input.ticket}::uuid, ${ctx.now}) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok" && answer?.code !== "replayed") throw refuseAfterSale(answer);
    return { offered: answer.code === "ok" };
  },
  summary: (_, say) =>
    say({
      fr: "Votre billet est proposé à la liste d’attente. Il reste valable tant que personne ne l’a payé.",
      en: "Your ticket is offered to the waiting list. It stays valid until somebody has paid for it.",
    }),
});
