import { sendOutbox } from "../core/send-outbox.ts";
import { payAsBuyer } from "../ticketing/pay-as-buyer.ts";
import { reconcilePayments } from "../ticketing/payment-news.ts";
import type { BuyerOrder } from "../ticketing/sale-facts.ts";
import { openSale } from "./sale.ts";
import { openStripe } from "./stripe.ts";
import { plannedTour } from "./tour.ts";
import { openWorld, worldNow } from "./world.ts";

type Held = { token: string; number: string };
type Check = { id: string; problem: string; orderNumber: string | null };
type Refund = { status: string; amount_cents: number; reason: string; failure: string | null };

export const site = "https://koncert.test";
export const minutes = (n: number) => new Date(worldNow.getTime() + n * 60_000);

export type Till = Awaited<ReturnType<typeof openTill>>;

/** A date on sale whose payments go through Stripe, and what its buyer and its organization see. */
export async function openTill(kind?: "embedded" | "server") {
  const world = await openWorld(kind);
  const dates = await plannedTour(world);
  await world.rows("update venues set capacity = 5000");
  const lyon = { performances: ["Lyon"] };
  await world.done("ticketing_create_ticket_type", { ...lyon, price: 3_550, quota: 3_000 });
  const reduced = { ...lyon, kind: "reduced", price: 2_000, quota: 2 };
  await world.done("ticketing_create_ticket_type", reduced);
  const sale = await openSale(world, dates.Lyon);
  const stripe = await openStripe(world);
  const { database, integrations } = world.context();
  const parts = { database, integrations };
  const pay = (order: { token: string }, now = worldNow) =>
    payAsBuyer(
      world.context({ ...sale.buyer, now }),
      { order: order.token, name: "Léa Martin", email: "lea@exemple.fr", accepts_terms: true },
      site,
    );
  const idOf = async (order: { number: string }) => {
    const [row] = await world.rows<{ id: string }>("select id from orders where number = $1", [
      order.number,
    ]);
    return row?.id ?? "";
  };
  return {
    world,
    sale,
    stripe,
    fake: stripe.fake,
    parts,
    pay,
    idOf,
    /** Opens Stripe's page for an order. */
    async start(order: { token: string }, now = worldNow) {
      const outcome = await pay(order, now);
      if (!outcome.ok || !outcome.value.payment?.url) throw new Error(JSON.stringify(outcome));
      const { url, id } = outcome.value.payment;
      return { url, session: url.split("/").at(-1) ?? "", id };
    },
    seen: async (order: { token: string }) =>
      (await world.done<BuyerOrder>("ticketing_get_order", { order: order.token }, sale.buyer))
        .value,
    post: () => sendOutbox(database, integrations, site),
    reconcile: (n: number) => reconcilePayments(parts, minutes(n)),
    checks: async (options = {}) =>
      (await world.done<{ checks: Check[] }>("ticketing_list_payment_checks", {}, options)).value
        .checks,
    refunds: (order: { number: string }) =>
      world.rows<Refund>(
        "select r.status, r.amount_cents, r.reason, r.failure from refunds r join orders o on o.id = r.order_id where o.number = $1 order by r.created_at",
        [order.number],
      ),
    /** Pays for new tickets, and has them. */
    async sell(tickets: Record<string, number>): Promise<Held & { intent: string }> {
      const held = await sale.hold(tickets);
      const { session } = await this.start(held);
      const intent = stripe.fake.pay(session);
      await stripe.deliver();
      return { token: held.token, number: held.number, intent };
    },
    /** After each test: nothing is down, nothing waits. */
    async clear() {
      Object.assign(stripe.fake.state, { down: false, loseAnswers: 0, refuseRefunds: undefined });
      stripe.fake.deliveries.length = 0;
      await world.rows("delete from outbox");
      await world.rows("update payment_events set seen_at = now() where outcome = 'to_check'");
    },
    async close() {
      await stripe.close();
      await world.close();
    },
  };
}
