import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import type { ToolContext } from "../core/tool.ts";
import type { OpenLink } from "./buyer-orders.ts";
import { givenLetter, movedLetter, ticketLetter, ticketsLetter } from "./order-letter.ts";
import { refuseSale, type SaleRefusal } from "./refuse-sale.ts";
import type { OrderFacts } from "./sale-facts.ts";

type Ticket = OrderFacts["tickets"][number];
type Person = { name: string; email: string };

/** By whose right a ticket changes: a link that its holder has, or none for a member. */
export type By = { order_id: string } | { nonce: string } | null;

/** What a change of one ticket answers. */
export const changedTicket = z.object({
  orderId: z.uuid(),
  order: z.string(),
  ticket: z.int(),
  holder: z.string().nullable(),
  email: z.string().nullable(),
});

/** The right that a link gives over a ticket. */
export const byLink = (link: OpenLink, ticket: Ticket): By =>
  link.ticketId === undefined ? { order_id: link.orderId } : { nonce: ticket.nonce };

/** The ticket that an id or a number means; the only one where none is named. Refused where none fits. */
export function pickTicket(tickets: Ticket[], named: { id?: string; number?: number }): Ticket {
  const { id, number } = named;
  const isNamed = id !== undefined || number !== undefined;
  const found = isNamed
    ? tickets.find((ticket) => ticket.id === id || ticket.number === number)
    : tickets.length === 1
      ? tickets[0]
      : undefined;
  if (!found) throw refuseSale({ code: isNamed ? "unknown_ticket" : "which_ticket" });
  return found;
}

/** Writes another name on a ticket; its code stays. */
export async function renameTicket(
  ctx: ToolContext,
  { order, ticket, by }: { order: OrderFacts; ticket: Ticket; by: By },
  name: string,
): Promise<z.infer<typeof changedTicket>> {
  settle(
    await sql<Row>`select koncert.rename_ticket(${ticket.id}::uuid, ${name}, ${json(by)}::jsonb, ${ctx.now})
      as answer`.execute(ctx.tx),
  );
  return answer(order, ticket, { name, email: ticket.holderEmail });
}

/** Gives a ticket to another person: the old code dies, both are written to. */
export async function transferTicket(
  ctx: ToolContext,
  { order, ticket, by }: { order: OrderFacts; ticket: Ticket; by: By },
  to: Person,
): Promise<z.infer<typeof changedTicket>> {
  const renewed = { ...ticket, nonce: newNonce(), holder: to.name };
  const giver =
    ticket.transferredAt === null
      ? { to: order.buyer.email, name: order.buyer.name }
      : { to: ticket.holderEmail, name: ticket.holder };
  const letters = [
    ticketLetter(ctx, order, renewed, { to: to.email, name: to.name, given: true }),
    ...(giver.to === null
      ? []
      : [givenLetter(ctx, order, ticket, { to: giver.to, name: giver.name, receiver: to.name })]),
  ];
  settle(
    await sql<Row>`select koncert.transfer_ticket(${ticket.id}::uuid, ${json(to)}::jsonb, ${renewed.nonce},
      ${json(letters)}::jsonb, ${json(by)}::jsonb, ${ctx.now}) as answer`.execute(ctx.tx),
  );
  return answer(order, ticket, to);
}

/**
 * Sends an order under a new link to an address: links and codes given before open nothing. Returns
 * the order's facts as they are from now on.
 */
export async function replaceLink(
  ctx: ToolContext,
  order: OrderFacts,
  email: string,
  by: By,
): Promise<OrderFacts> {
  const former = order.buyer.email;
  const tickets = order.tickets.map((ticket) => ({
    ...ticket,
    ...(isRenewable(ticket) ? { nonce: newNonce() } : {}),
  }));
  const renewed = {
    ...order,
    tickets,
    linkVersion: order.linkVersion + 1,
    buyer: { ...order.buyer, email },
  };
  const letters = [
    ticketsLetter(ctx, renewed, email, tickets.filter(isRenewable)),
    ...(former && former.toLowerCase() !== email.toLowerCase()
      ? [movedLetter(ctx, order, former)]
      : []),
  ];
  const nonces = Object.fromEntries(
    tickets.filter(isRenewable).map(({ id, nonce }) => [id, nonce]),
  );
  settle(
    await sql<Row>`select koncert.replace_link(${order.id}::uuid, ${renewed.linkVersion}::integer, ${email},
      ${json(nonces)}::jsonb, ${json(letters)}::jsonb, ${json(by)}::jsonb, ${ctx.now}) as answer`.execute(
      ctx.tx,
    ),
  );
  return renewed;
}

/** Mails tickets as they are: each to the address given for it, the rest to the buyer. */
export async function mailTickets(
  ctx: ToolContext,
  order: OrderFacts,
  tickets: Ticket[],
  emails: Record<string, string>,
  by: By,
): Promise<string[]> {
  const apart = tickets.filter(({ id }) => emails[id] !== undefined);
  const rest = tickets.filter(({ id }) => emails[id] === undefined);
  const letters = apart.map((ticket) =>
    ticketLetter(ctx, order, ticket, {
      to: emails[ticket.id] ?? "",
      name: ticket.holder,
      given: false,
    }),
  );
  if (rest.length > 0) {
    if (!order.buyer.email) throw refuseSale({ code: "no_address" });
    letters.push(ticketsLetter(ctx, order, order.buyer.email, rest));
  }
  settle(
    await sql<Row>`select koncert.mail_order(${order.id}::uuid, ${json(emails)}::jsonb, ${json(letters)}::jsonb,
      ${json(by)}::jsonb) as answer`.execute(ctx.tx),
  );
  return [...new Set(letters.map(({ data }) => String(data["to"])))];
}

type Row = { answer: SaleRefusal };

function settle({ rows }: { rows: Row[] }) {
  if (rows[0]?.answer.code !== "ok") throw refuseSale(rows[0]?.answer);
}

const answer = (
  order: OrderFacts,
  ticket: Ticket,
  holder: { name: string; email: string | null },
) => ({
  orderId: order.id,
  order: order.number,
  ticket: ticket.number,
  holder: holder.name,
  email: holder.email,
});

/** A ticket that was given away, or has passed the door, keeps its code. */
const isRenewable = (ticket: Ticket) =>
  ticket.status === "issued" && ticket.transferredAt === null && !ticket.checkedIn;

const newNonce = () => randomBytes(8).toString("hex");
const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
