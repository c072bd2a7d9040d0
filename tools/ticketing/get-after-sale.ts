import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { orderToken } from "./buyer.ts";
import { openOrder } from "./buyer-orders.ts";
import { exampleToken } from "./get-order.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

const afterSale = z.object({
  postponement: z
    .object({
      fromDay: z.string(),
      toDay: z.string(),
      answerUntil: z.string(),
      reason: z.string().nullable(),
      open: z.boolean(),
      answer: z.enum(["keep", "refund"]).nullable(),
      /** Given back, or what would be. */
      refundCents: z.int(),
    })
    .nullable(),
  resale: z.object({
    open: z.boolean(),
    closesAt: z.string(),
    tickets: z.array(
      z.object({
        ticketId: z.uuid(),
        number: z.int(),
        priceCents: z.int(),
        state: z.enum(["offered", "being_paid", "sold"]).nullable(),
        mayOffer: z.boolean(),
      }),
    ),
  }),
  /** The orders that tickets of this one were exchanged for, each by its secret link. */
  exchangedFor: z.array(
    z.object({ token: z.string(), number: z.string(), numbers: z.array(z.int()) }),
  ),
});
type Facts = Omit<z.infer<typeof afterSale>, "exchangedFor"> & {
  exchangedFor: { orderId: string; number: string; numbers: number[] }[];
};

export const getAfterSale = defineTool({
  name: "ticketing_get_after_sale",
  title: { fr: "Après l’achat", en: "After the purchase" },
  description:
    "What a buyer can do with an order after the sale: answer a postponement, offer tickets for resale, follow an exchange.",
  permission: "sale:buy",
  effect: "read",
  input: z.object({
    order: words(60).describe("token of the order"),
  }),
  output: afterSale,
  examples: [
    {
      fr: "mon concert est reporté, que puis-je faire ?",
      en: "my show is postponed, what can I do?",
      input: { order: exampleToken },
    },
    {
      fr: "puis-je revendre mon billet ?",
      en: "can I resell my ticket?",
      input: { order: exampleToken },
    },
    {
      fr: "mon billet est-il revendu ?",
      en: "is my ticket resold?",
      input: { order: exampleToken },
    },
    {
      fr: "où sont mes billets échangés",
      en: "where are my exchanged tickets",
      input: { order: exampleToken },
    },
    {
      fr: "jusqu’à quand demander le remboursement",
      en: "until when can I ask for a refund",
      input: { order: exampleToken },
    },
    {
      fr: "je ne peux plus venir",
      en: "I cannot come any more",
      input: { order: exampleToken },
    },
  ],
  async run(ctx, input) {
    const id = await openOrder(ctx, input.order);
    const { rows } = await sql<{ answer: AfterSaleAnswer & Facts }>`
      select koncert.after_sale(${id}::uuid, ${ctx.now}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw refuseAfterSale(answer);
    const { postponement, resale } = answer;
    return { postponement, resale, exchangedFor: await exchanged(ctx, answer.exchangedFor) };
  },
  summary: (output, say) => {
    if (output.postponement) {
      return say({
        fr: `Date reportée au ${say.day(output.postponement.toDay)}.`,
        en: `Postponed to ${say.day(output.postponement.toDay)}.`,
      });
    }
    return output.resale.open
      ? say({ fr: "La revente au prix d’achat est ouverte.", en: "Resale at face price is open." })
      : say({ fr: "Rien à faire : vos billets sont en ordre.", en: "Nothing to do." });
  },
});

async function exchanged(ctx: ToolContext, orders: Facts["exchangedFor"]) {
  const found = [];
  for (const { orderId, number, numbers } of orders) {
    const { rows } = await sql<{ facts: { version: number } | null }>`
      select koncert.link_facts('order', ${orderId}::uuid) as facts`.execute(ctx.tx);
    const version = rows[0]?.facts?.version;
    if (version === undefined) continue;
    found.push({ token: orderToken(ctx.integrations.secrets, orderId, version), number, numbers });
  }
  return found;
}
