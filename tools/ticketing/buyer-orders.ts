import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { orderOf, orderToken } from "./buyer.ts";
import { refuseSale } from "./refuse-sale.ts";
import { type BuyerOrder, type OrderFacts, orderFacts } from "./sale-facts.ts";
import { openSigner } from "./signing-keys.ts";

/** The order that a token opens; refused as unknown when it opens none. */
export function openOrder(ctx: ToolContext, token: string): string {
  const id = orderOf(ctx.integrations.secrets, token);
  if (!id) throw refuseSale({ code: "unknown_order" });
  return id;
}

/** An order with what its page and tickets need. */
export async function readOrderFacts(ctx: ToolContext, id: string): Promise<OrderFacts> {
  const { rows } = await sql<{ answer: { code: string } }>`
    select koncert.order_facts(${id}::uuid, ${ctx.now}) as answer`.execute(ctx.tx);
  const answer = rows[0]?.answer;
  if (answer?.code !== "ok") throw refuseSale(answer);
  return orderFacts.parse(answer);
}

/** The tickets that open the door today, each with its signed code. */
export async function codeTickets(ctx: ToolContext, order: OrderFacts) {
  const good = order.tickets.filter((ticket) => isGood(order, ticket));
  if (good.length === 0) return [];
  const codeOf = await openSigner(ctx, order.performanceId);
  return good.map((ticket) => ({ ...ticket, code: codeOf(ticket) }));
}

/** An order as its buyer receives it. */
export async function readBuyerOrder(ctx: ToolContext, id: string): Promise<BuyerOrder> {
  const order = await readOrderFacts(ctx, id);
  const codes = new Map((await codeTickets(ctx, order)).map((ticket) => [ticket.id, ticket.code]));
  const willBeTest = order.paidAt === null && order.totalCents > 0;
  return {
    ...order,
    token: orderToken(ctx.integrations.secrets, id),
    test: order.test || (willBeTest && ctx.integrations.payments.test),
    tickets: order.tickets.map((ticket) => ({ ...ticket, code: codes.get(ticket.id) ?? null })),
  };
}

const isGood = (order: OrderFacts, ticket: OrderFacts["tickets"][number]) =>
  ticket.status === "issued" &&
  !order.performance.cancelled &&
  (order.status === "paid" || order.status === "partially_refunded");
