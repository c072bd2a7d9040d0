import { sql } from "kysely";
import { z } from "zod";
import { choice, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { openOrder } from "./buyer-orders.ts";
import { exampleToken } from "./get-order.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

export const answerPostponement = defineTool({
  name: "ticketing_answer_postponement",
  title: { fr: "Garder ou se faire rembourser", en: "Keep or be refunded" },
  description:
    "A buyer answers a postponement: keeps the tickets for the new day, or is refunded whole; a refund stands.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    order: words(60).describe("token of the order"),
    answer: choice("postponement_answer", ["keep", "refund"]),
  }),
  output: z.object({
    answer: z.enum(["keep", "refund"]),
    refundCents: z.int(),
    currency: z.string().nullable(),
  }),
  examples: [
    {
      fr: "je garde mes billets",
      en: "I keep my tickets",
      input: { order: exampleToken, answer: "keep" },
    },
    {
      fr: "remboursez-moi, je ne peux pas venir",
      en: "refund me, I cannot come",
      input: { order: exampleToken, answer: "refund" },
    },
    {
      fr: "la nouvelle date me va",
      en: "the new day suits me",
      input: { order: exampleToken, answer: "keep" },
    },
    {
      fr: "je préfère être remboursé",
      en: "I would rather be refunded",
      input: { order: exampleToken, answer: "refund" },
    },
    {
      fr: "c’est bon pour le report",
      en: "the postponement is fine",
      input: { order: exampleToken, answer: "keep" },
    },
    {
      fr: "remboursement svp",
      en: "refund please",
      input: { order: exampleToken, answer: "refund" },
    },
  ],
  async run(ctx, input) {
    const id = await openOrder(ctx, input.order);
    const { rows } = await sql<{
      answer: AfterSaleAnswer & { amount_cents?: number; currency?: string };
    }>`select koncert.answer_postponement(${id}::uuid, ${input.answer}, ${ctx.now}) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok" && answer?.code !== "replayed") throw refuseAfterSale(answer);
    return {
      answer: input.answer,
      refundCents: answer.amount_cents ?? 0,
      currency: answer.currency ?? null,
    };
  },
  summary: (output, say) =>
    output.answer === "keep"
      ? say({
          fr: "Vos billets sont gardés pour la nouvelle date.",
          en: "Your tickets are kept for the new day.",
        })
      : output.refundCents > 0
        ? say({
            fr: `Remboursement demandé : ${say.money(output.refundCents, output.currency ?? "EUR")}.`,
            en: `Refund asked for: ${say.money(output.refundCents, output.currency ?? "EUR")}.`,
          })
        : say({ fr: "Vos billets sont annulés.", en: "Your tickets are cancelled." }),
});
