import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { codeTickets, readOrderFacts } from "./buyer-orders.ts";
import { orderLetter } from "./order-letter.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

const compName = { fr: "Invitation", en: "Comp" };

export type NewGuest = { name: string; plus_ones: number; email: string | null };
export type IssuedGuest = {
  id: string;
  name: string;
  email: string | null;
  order_id: string;
  numbers: number[];
};

/**
 * Puts people on a guest list with a numbered comp for each and for their plus-ones; who left an
 * address gets the link to the tickets.
 */
export async function issueGuests(
  ctx: ToolContext,
  listId: string,
  guests: NewGuest[],
): Promise<{ added: IssuedGuest[]; places: number }> {
  const { rows } = await sql<{
    answer: AfterSaleAnswer & { added: IssuedGuest[]; places: number };
  }>`select koncert.add_guests(${listId}::uuid, ${JSON.stringify(guests)}::jsonb, ${compName[ctx.locale]},
      ${ctx.locale}, ${ctx.now}) as answer`.execute(ctx.tx);
  const answer = rows[0]?.answer;
  if (answer?.code !== "ok") throw refuseAfterSale(answer);
  const letters = [];
  for (const guest of answer.added.filter(({ email }) => email !== null)) {
    const order = await readOrderFacts(ctx, guest.order_id);
    const letter = orderLetter(ctx, order, {
      to: guest.email ?? "",
      buyer: guest.name,
      locale: ctx.locale,
      test: false,
    });
    const tickets = await codeTickets(ctx, order);
    letters.push({
      order_id: guest.order_id,
      data: {
        ...letter,
        number: order.number,
        tickets: tickets.map(({ number, type, holder }) => ({ number, type, holder })),
      },
    });
  }
  if (letters.length > 0) {
    await sql`select koncert.mail_guests(${listId}::uuid, ${JSON.stringify(letters)}::jsonb)`.execute(
      ctx.tx,
    );
  }
  return { added: answer.added, places: answer.places };
}
