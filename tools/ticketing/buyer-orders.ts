import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { isLinkOf, orderToken, readToken, ticketToken } from "./buyer.ts";
import { refuseSale } from "./refuse-sale.ts";
import { type BuyerOrder, type OrderFacts, orderFacts } from "./sale-facts.ts";
import { openSigner } from "./signing-keys.ts";
import { feeOf } from "./ticket-mentions.ts";

/** What a link opens: an order, or one ticket of it. */
export type OpenLink = { orderId: string; ticketId?: string };

/** The order that a token opens; refused as unknown when it opens none, or does so no longer. */
export async function openOrder(ctx: ToolContext, token: string): Promise<string> {
  const { orderId, ticketId } = await openLink(ctx, token);
  // Who was given a ticket has no say in the order.
  if (ticketId !== undefined) throw refuseSale({ code: "unknown_order" });
  return orderId;
}

/** What a link opens today: those given before it was replaced, or its ticket given away, open nothing. */
export async function openLink(ctx: ToolContext, token: string): Promise<OpenLink> {
  const { secrets } = ctx.integrations;
  const link = readToken(secrets, token);
  if (!link) throw refuseSale({ code: "unknown_order" });
  const { rows } = await sql<{
    facts: { order_id: string; version?: number; nonce?: string } | null;
  }>`select koncert.link_facts(${link.kind}, ${link.id}::uuid) as facts`.execute(ctx.tx);
  const facts = rows[0]?.facts;
  const isGood =
    link.kind === "order"
      ? facts?.version === link.version
      : facts?.nonce !== undefined && isLinkOf(secrets, link, facts.nonce);
  if (!facts || !isGood) throw refuseSale({ code: "unknown_order" });
  return { orderId: facts.order_id, ...(link.kind === "ticket" ? { ticketId: link.id } : {}) };
}

/** An order with what its page and tickets need. */
export async function readOrderFacts(ctx: ToolContext, id: string): Promise<OrderFacts> {
  const { rows } = await sql<{ answer: { code: string } }>`
    select koncert.order_facts(${id}::uuid, ${ctx.now})
      || jsonb_build_object('payment', koncert.order_payment(${id}::uuid)) as answer`.execute(
    ctx.tx,
  );
  const answer = rows[0]?.answer;
  if (answer?.code !== "ok") throw refuseSale(answer);
  return orderFacts.parse(answer);
}

/** The tickets that open the door today, each with its signed code; those given away are left out. */
export async function codeTickets(ctx: ToolContext, order: OrderFacts) {
  return signTickets(
    ctx,
    order,
    order.tickets.filter((ticket) => ticket.transferredAt === null),
  );
}

/** The chosen tickets of an order that open the door today, each with its signed code. */
export async function signTickets(
  ctx: ToolContext,
  order: OrderFacts,
  chosen: OrderFacts["tickets"],
) {
  const good = chosen.filter((ticket) => isGood(order, ticket));
  if (good.length === 0) return [];
  const codeOf = await openSigner(ctx, order.performanceId);
  return good.map((ticket) => ({ ...ticket, code: codeOf(ticket) }));
}

/** The order that a link opens, and the tickets that its holder may show. */
export async function readLinkedOrder(ctx: ToolContext, { orderId, ticketId }: OpenLink) {
  const order = await readOrderFacts(ctx, orderId);
  if (ticketId === undefined) return { order, mine: order.tickets.filter(isOfBuyer) };
  const mine = order.tickets.filter(({ id }) => id === ticketId);
  return { order: { ...order, ...asOfTicket(order, mine) }, mine };
}

/** An order as the holder of its link receives it, or as whoever holds the link of one ticket does. */
export async function readBuyerOrder(
  ctx: ToolContext,
  orderId: string,
  ticketId?: string,
): Promise<BuyerOrder> {
  const { secrets, payments, wallet } = ctx.integrations;
  const link = ticketId === undefined ? { orderId } : { orderId, ticketId };
  const { order, mine } = await readLinkedOrder(ctx, link);
  const codes = new Map((await signTickets(ctx, order, mine)).map(({ id, code }) => [id, code]));
  const willBeTest = order.paidAt === null && order.totalCents > 0;
  const [only] = ticketId === undefined ? [] : mine;
  return {
    ...order,
    scope: only ? "ticket" : "order",
    wallets: { apple: wallet.apple.test ? "test" : "ready", google: wallet.google !== null },
    token: only
      ? ticketToken(secrets, only.id, only.nonce)
      : orderToken(secrets, orderId, order.linkVersion),
    test: order.test || (willBeTest && payments.test),
    tickets: order.tickets.map((ticket) => ({ ...ticket, code: codes.get(ticket.id) ?? null })),
  };
}

/** Who holds one ticket sees it, and nothing of who paid or how much the order was. */
function asOfTicket(order: OrderFacts, mine: OrderFacts["tickets"]) {
  const [ticket] = mine;
  return {
    tickets: mine,
    buyer: { name: ticket?.holder ?? null, email: ticket?.holderEmail ?? null, phone: null },
    items: order.items
      .filter(({ name }) => name === ticket?.type)
      .map((item) => ({ ...item, quantity: 1 })),
    totalCents: ticket ? ticket.priceCents + feeOf(order, ticket) : 0,
    feeCents: ticket ? feeOf(order, ticket) : 0,
    refundedCents: 0,
    payment: null,
  };
}

const isOfBuyer = (ticket: OrderFacts["tickets"][number]) => ticket.transferredAt === null;

const isGood = (order: OrderFacts, ticket: OrderFacts["tickets"][number]) =>
  ticket.status === "issued" &&
  !order.performance.cancelled &&
  (order.status === "paid" || order.status === "partially_refunded");
