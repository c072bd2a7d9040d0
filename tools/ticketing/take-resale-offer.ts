import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { orderToken } from "./buyer.ts";
import { exampleToken } from "./get-order.ts";
import { openWaiting } from "./open-links.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

export const takeResaleOffer = defineTool({
  name: "ticketing_take_resale_offer",
  title: { fr: "Prendre le billet proposé", en: "Take the offered ticket" },
  description:
    "Whoever was offered a resold ticket holds its place to pay for it; payment follows on the order's page.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    waiting: words(60).describe("token of the place on the list"),
  }),
  output: z.object({ order: z.string() }),
  examples: [
    {
      fr: "je prends ce billet",
      en: "I take this ticket",
      input: { waiting: exampleToken },
    },
    {
      fr: "oui, j’achète la place",
      en: "yes, I buy the place",
      input: { waiting: exampleToken },
    },
    {
      fr: "réserver le billet proposé",
      en: "reserve the offered ticket",
      input: { waiting: exampleToken },
    },
    {
      fr: "payer le billet revendu",
      en: "pay for the resold ticket",
      input: { waiting: exampleToken },
    },
    {
      fr: "c’est pour moi",
      en: "it is for me",
      input: { waiting: exampleToken },
    },
    {
      fr: "je le veux",
      en: "I want it",
      input: { waiting: exampleToken },
    },
  ],
  async run(ctx, input) {
    const id = openWaiting(ctx, input.waiting);
    const { rows } = await sql<{ answer: AfterSaleAnswer & { order_id: string; version: number } }>`
      select koncert.take_offer(${id}::uuid, ${ctx.callId}, ${ctx.locale}, ${ctx.now}) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok" && answer?.code !== "replayed") throw refuseAfterSale(answer);
    return { order: orderToken(ctx.integrations.secrets, answer.order_id, answer.version) };
  },
  summary: (_, say) =>
    say({
      fr: "Le billet vous est réservé, le temps de payer.",
      en: "The ticket is reserved for you while you pay.",
    }),
});
