import { z } from "zod";
import type { Say } from "../core/text.ts";
import type { ToolContext } from "../core/tool.ts";
import { pdfName } from "../documents/file-name.ts";
import { renderTickets } from "../documents/pdf/render-tickets.ts";
import { signTickets } from "./buyer-orders.ts";
import { refuseSale } from "./refuse-sale.ts";
import type { OrderFacts } from "./sale-facts.ts";

export const ticketFile = z.object({
  orderId: z.uuid(),
  number: z.string(),
  fileName: z.string(),
  mime: z.literal("application/pdf"),
  base64: z.string(),
  pages: z.int(),
  size: z.int(),
});

/** The chosen tickets that are valid as one PDF, in the language of the buyer; refused where none is. */
export async function writeTicketFile(
  ctx: ToolContext,
  order: OrderFacts,
  chosen: OrderFacts["tickets"],
): Promise<z.infer<typeof ticketFile>> {
  const tickets = await signTickets(ctx, order, chosen);
  if (tickets.length === 0) throw refuseSale({ code: "no_ticket" });
  const say = ctx.sayIn(order.locale ?? ctx.locale);
  const { bytes, pages } = await renderTickets(order, tickets, say);
  const { artist, day, venue } = order.performance;
  return {
    orderId: order.id,
    number: order.number,
    fileName: pdfName([
      say({ fr: "billets", en: "tickets" }),
      artist,
      venue?.city ?? null,
      day,
      order.number,
    ]),
    mime: "application/pdf",
    base64: bytes.toString("base64"),
    pages,
    size: bytes.length,
  };
}

/** « billets-zaz-lyon-2027-05-14-k7pq2mxa.pdf : 2 billets. » */
export function sayTicketFile(output: z.infer<typeof ticketFile>, say: Say): string {
  const tickets = say.count(output.pages, {
    fr: { one: "billet", other: "billets" },
    en: { one: "ticket", other: "tickets" },
  });
  return say({
    fr: `${output.fileName} : ${tickets}.`,
    en: `${output.fileName}: ${tickets}.`,
  });
}
