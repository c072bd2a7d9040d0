import type { Locale } from "../core/text.ts";
import type { ToolContext } from "../core/tool.ts";
import { orderToken, ticketToken } from "./buyer.ts";
import type { OrderFacts } from "./sale-facts.ts";

type Ticket = OrderFacts["tickets"][number];

/** A mail for the outbox. */
export type Letter = { name: string; data: Record<string, unknown> };

/** What the letter with an order's tickets says besides its number and tickets: `mail/order`. */
export function orderLetter(
  ctx: ToolContext,
  order: OrderFacts,
  reader: { to: string; buyer: string | null; locale: Locale; test: boolean },
) {
  return {
    ...reader,
    ...dateWords(ctx, order, reader.locale),
    token: orderToken(ctx.integrations.secrets, order.id, order.linkVersion),
  };
}

/** The letter that brings all of a buyer's tickets again, with the link that is in force. */
export function ticketsLetter(
  ctx: ToolContext,
  order: OrderFacts,
  to: string,
  tickets: Ticket[],
): Letter {
  const locale = order.locale ?? ctx.locale;
  const reader = { to, buyer: order.buyer.name, locale, test: order.test };
  return {
    name: "mail/order",
    data: {
      ...orderLetter(ctx, order, reader),
      number: order.number,
      tickets: tickets.map(({ number, type, holder }) => ({ number, type, holder })),
    },
  };
}

/** The letter that brings one ticket to the person who will show it. */
export function ticketLetter(
  ctx: ToolContext,
  order: OrderFacts,
  ticket: Ticket,
  reader: { to: string; name: string | null; given: boolean },
): Letter {
  const locale = order.locale ?? ctx.locale;
  return {
    name: "mail/ticket",
    data: {
      ...reader,
      locale,
      ...dateWords(ctx, order, locale),
      from: order.buyer.name,
      number: ticket.number,
      type: ticket.type,
      test: order.test,
      token: ticketToken(ctx.integrations.secrets, ticket.id, ticket.nonce),
    },
  };
}

/** Tells whoever had a ticket that it is another person's from now on. */
export function givenLetter(
  ctx: ToolContext,
  order: OrderFacts,
  ticket: Ticket,
  reader: { to: string; name: string | null; receiver: string },
): Letter {
  const locale = order.locale ?? ctx.locale;
  const { performance } = dateWords(ctx, order, locale);
  const { email } = order.organizer;
  return {
    name: "mail/ticket_given",
    data: { ...reader, locale, performance, number: ticket.number, contact: email },
  };
}

/** Tells a former address that the order is now sent elsewhere; nothing in it opens the order. */
export function movedLetter(ctx: ToolContext, order: OrderFacts, to: string): Letter {
  const locale = order.locale ?? ctx.locale;
  const { performance } = dateWords(ctx, order, locale);
  const { email } = order.organizer;
  return {
    name: "mail/order_moved",
    data: { to, locale, performance, number: order.number, contact: email },
  };
}

function dateWords(ctx: ToolContext, order: OrderFacts, locale: Locale) {
  const say = ctx.sayIn(locale);
  const { artist, day, doorsAt, timeZone, venue } = order.performance;
  return {
    performance: [artist, say.day(day), venue?.name, venue?.city].filter(Boolean).join(", "),
    doors: doorsAt && say.time(doorsAt, timeZone),
  };
}
