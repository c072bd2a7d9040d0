import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readOrderDetails } from "./read-order-details.ts";
import { refuseAfterSale } from "./refuse-after-sale.ts";

/**
 * An order and those of its valid tickets that are meant: by their numbers, or all of them.
 * Throws where a number is none of this order, or its ticket has ended.
 */
export async function meantTickets(ctx: ToolContext, text: string, numbers?: number[]) {
  const { id } = await resolveRef(ctx, "order", text);
  const order = await readOrderDetails(ctx, id);
  const valid = order.tickets.filter(({ status }) => status === "issued");
  if (!numbers) return { order, valid, tickets: valid };
  const wanted = [...new Set(numbers)];
  const unknown = wanted.filter((n) => !order.tickets.some(({ number }) => number === n));
  if (unknown.length > 0) {
    throw new ToolError(
      "not_found",
      {
        fr: `La commande ${order.number} ne contient pas le billet n° ${unknown.join(", ")}.`,
        en: `Order ${order.number} has no ticket no. ${unknown.join(", ")}.`,
      },
      {
        field: "tickets",
        choices: valid.map(({ id: ticket, number, type, holder }) => ({
          id: ticket,
          label: [`n° ${number}`, type, holder].filter(Boolean).join(" · "),
        })),
      },
    );
  }
  const tickets = valid.filter(({ number }) => wanted.includes(number));
  if (tickets.length < wanted.length) throw refuseAfterSale({ code: "ticket_ended" });
  return { order, valid, tickets };
}

/** Tickets of a preview, each by number, type and holder. */
export const ticketLines = (tickets: { number: number; type: string; holder: string | null }[]) =>
  tickets
    .map(({ number, type, holder }) => [`n° ${number}`, type, holder].filter(Boolean).join(" · "))
    .join("\n");
