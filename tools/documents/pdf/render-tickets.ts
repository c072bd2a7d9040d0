import type { Say } from "../../core/text.ts";
import type { OrderFacts } from "../../ticketing/sale-facts.ts";
import { openPaper } from "./paper.ts";
import { drawTicket } from "./ticket.ts";

export type CodedTicket = OrderFacts["tickets"][number] & { code: string };

/** Tickets of one order on paper, one on each page; `say` speaks the reader's language. */
export async function renderTickets(
  order: OrderFacts,
  tickets: CodedTicket[],
  say: Say,
): Promise<{ bytes: Buffer; pages: number }> {
  const title = say({
    fr: `Billets ${order.number} · ${order.performance.artist}`,
    en: `Tickets ${order.number} · ${order.performance.artist}`,
  });
  const paper = openPaper(title, order.organizer.name, say);
  for (const [at, ticket] of tickets.entries()) {
    if (at > 0) paper.doc.addPage();
    drawTicket(paper, order, ticket, { at: at + 1, of: tickets.length });
  }
  return paper.finish();
}
