import { sql } from "kysely";
import { z } from "zod";
import type { ToolContext } from "../core/tool.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";
import { organizer, publicDate } from "./sale-facts.ts";

/** A guest list as the partner who fills it in sees it. */
export const sharedGuestList = z.object({
  name: z.string(),
  person: z.string().nullable(),
  quota: z.int().nullable(),
  deadline: z.string().nullable(),
  open: z.boolean(),
  places: z.int(),
  guests: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      plusOnes: z.int(),
      email: z.string().nullable(),
    }),
  ),
  performance: publicDate,
  organizer,
});

export async function readSharedGuestList(ctx: ToolContext, id: string) {
  const { rows } = await sql<{ answer: AfterSaleAnswer }>`
    select koncert.shared_guest_list(${id}::uuid, ${ctx.now}) as answer`.execute(ctx.tx);
  const answer = rows[0]?.answer;
  if (answer?.code !== "ok") throw refuseAfterSale(answer);
  return sharedGuestList.parse(answer);
}
