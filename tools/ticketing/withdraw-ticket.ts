import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { openOrder } from "./buyer-orders.ts";
import { exampleToken } from "./get-order.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";
import { exampleTicket } from "./offer-ticket.ts";

export const withdrawTicket = defineTool({
  name: "ticketing_withdraw_ticket",
  title: { fr: "Garder un billet proposé", en: "Keep an offered ticket" },
  description: "A buyer takes a ticket off resale and keeps it, unless somebody is paying for it.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    order: words(60).describe("token of the order"),
    ticket: words(60).describe("ticket id"),
  }),
  output: z.object({ withdrawn: z.boolean() }),
  examples: [
    {
      fr: "finalement je garde mon billet",
      en: "I keep my ticket after all",
      input: { order: exampleToken, ticket: exampleTicket },
    },
    {
      fr: "retire mon billet de la revente",
      en: "take my ticket off resale",
      input: { order: exampleToken, ticket: exampleTicket },
    },
    {
      fr: "je viens quand même",
      en: "I am coming after all",
      input: { order: exampleToken, ticket: exampleTicket },
    },
    {
      fr: "annule la revente de ma place",
      en: "cancel the resale of my place",
      input: { order: exampleToken, ticket: exampleTicket },
    },
    {
      fr: "plus besoin de revendre",
      en: "no need to resell any more",
      input: { order: exampleToken, ticket: exampleTicket },
    },
    {
      fr: "je reprends mon billet",
      en: "I take my ticket back",
      input: { order: exampleToken, ticket: exampleTicket },
    },
  ],
  async run(ctx, input) {
    const id = await openOrder(ctx, input.order);
    const { rows } = await sql<{ answer: AfterSaleAnswer }>`
      select koncert.withdraw_ticket(${id}::uuid, ${input.ticket}::uuid, ${ctx.now}) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok" && answer?.code !== "not_offered") throw refuseAfterSale(answer);
    return { withdrawn: answer.code === "ok" };
  },
  summary: (_, say) => say({ fr: "Vous gardez ce billet.", en: "You keep this ticket." }),
});
