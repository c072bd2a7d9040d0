import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { mailCancelled } from "./after-sale-letters.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

type Answer = AfterSaleAnswer & {
  done: { order_id: string; amount_cents: number }[];
  left: number;
};

/** Refunds the next orders of a cancelled date, each once, and tells their buyers. */
export async function advanceMassRefund(
  ctx: ToolContext,
  id: string,
  limit: number,
): Promise<{ done: number; left: number }> {
  const { rows } = await sql<{ answer: Answer }>`
    select koncert.refund_batch(${id}::uuid, ${limit}, ${ctx.now}) as answer`.execute(ctx.tx);
  const answer = rows[0]?.answer;
  if (answer?.code !== "ok") throw refuseAfterSale(answer);
  const run = await ctx.tx
    .selectFrom("mass_refunds")
    .select("reason")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  await mailCancelled(ctx, answer.done, run.reason);
  return { done: answer.done.length, left: answer.left };
}
