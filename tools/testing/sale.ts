import { saleActor } from "../ticketing/buyer.ts";
import type { HeldOrder } from "../ticketing/hold-many.ts";
import type { BuyerOrder } from "../ticketing/sale-facts.ts";
import type { ContextOptions, World } from "./world.ts";

export type Sale = {
  slug: string;
  performanceId: string;
  /** Ticket type ids by name. */
  types: Record<string, string>;
  /** Options of a call made by whoever opened the public page. */
  buyer: ContextOptions;
  hold(tickets: Record<string, number>, options?: ContextOptions): Promise<HeldOrder>;
  pay(order: { token: string }, name?: string, options?: ContextOptions): Promise<BuyerOrder>;
};

/** Puts a confirmed date with ticket types on sale, as a manager would, and opens its public page. */
export async function openSale(world: World, performanceId: string): Promise<Sale> {
  const asked = await world.pending("ticketing_publish_performance", {
    performance: performanceId,
  });
  await world.done("organization_decide_approval", {
    approval: asked.approvalId,
    decision: "accept",
  });
  const [date] = await world.rows<{ slug: string }>("select slug from performances where id = $1", [
    performanceId,
  ]);
  const slug = date?.slug ?? "";
  const rows = await world.rows<{ id: string; name: string }>(
    "select id, name from ticket_types where performance_id = $1",
    [performanceId],
  );
  const types = Object.fromEntries(rows.map(({ id, name }) => [name, id]));
  const actor = await saleActor(world.database, slug);
  if (!actor) throw new Error(`${slug} leads nowhere`);
  const buyer = { actor };
  return {
    slug,
    performanceId,
    types,
    buyer,
    async hold(tickets, options) {
      const items = Object.entries(tickets).map(([name, quantity]) => ({
        ticket_type: types[name],
        quantity,
      }));
      const held = await world.done<HeldOrder>(
        "ticketing_hold_tickets",
        { slug, items },
        { ...buyer, ...options },
      );
      return held.value;
    },
    async pay(order, name = "Léa Martin", options) {
      const paid = await world.done<BuyerOrder>(
        "ticketing_pay_order",
        { order: order.token, name, email: "lea@exemple.fr", accepts_terms: true },
        { ...buyer, ...options },
      );
      return paid.value;
    },
  };
}
