import type { Outcome } from "#tools/core/outcome.ts";
import { saleActor } from "#tools/ticketing/buyer.ts";
import type { HeldOrder } from "#tools/ticketing/hold-many.ts";
import type { ContextOptions, Organization, World } from "#tools/testing/world.ts";
import { openCompany } from "../fixture.ts";

/** A request that only a person may let through, on a company with its date in Lille on sale. */
export type Request = { tool: string; input: Record<string, unknown> };

export const consequential: Request[] = [
  { tool: "ticketing_refund_order", input: { order: "Lea Martin" } },
  { tool: "ticketing_refund_order", input: { order: "Marc Petit", amount: 500 } },
  { tool: "ticketing_cancel_tickets", input: { order: "Marc Petit" } },
  { tool: "ticketing_postpone_date", input: { performance: "Lille", day: "2027-09-10" } },
  { tool: "ticketing_publish_performance", input: { performance: "Marseille" } },
  { tool: "ticketing_refund_date", input: { performance: "Lille" } },
  { tool: "ticketing_revoke_signing_keys", input: {} },
  {
    tool: "ticketing_change_price",
    input: { performances: ["Lille"], ticket_type: "Plein tarif", price: 100 },
  },
  { tool: "tours_move_performance", input: { performance: "Lille", day: "2027-02-25" } },
  { tool: "tours_shift_performances", input: { performances: ["Lille"], shift_days: 1 } },
  { tool: "tours_cancel_performances", input: { performances: ["Lille"] } },
];

export type House = {
  organization: Organization;
  /** The date in Lille, which is on sale: its page, whoever opens it, and the link of an order. */
  slug: string;
  buyer: ContextOptions;
  token: string;
};

/** A company with its tour, its orders and a date on sale. */
export async function openHouse(world: World): Promise<House> {
  const organization = await openCompany(world);
  const options = { organization };
  await accept(world, organization, {
    tool: "ticketing_publish_performance",
    input: { performance: "Lille" },
  });
  const [date] = await world.rows<{ slug: string; id: string }>(
    `select p.slug, t.id from performances p join ticket_types t on t.performance_id = p.id
      where p.organization_id = $1 and p.status = 'on_sale' limit 1`,
    [organization.id],
  );
  if (!date) throw new Error("no date is on sale");
  const actor = await saleActor(world.database, date.slug);
  if (!actor) throw new Error(`${date.slug} leads nowhere`);
  const held = await world.done<HeldOrder>(
    "ticketing_hold_tickets",
    { slug: date.slug, items: [{ ticket_type: date.id, quantity: 1 }] },
    { ...options, actor },
  );
  await world.done(
    "ticketing_pay_order",
    { order: held.value.token, name: "Zoé Prévert", email: "zoe@exemple.fr", accepts_terms: true },
    { ...options, actor },
  );
  // The first tickets made the first key: another now, so that there is an old one to revoke.
  await world.done("ticketing_rotate_signing_key", {}, options);
  return { organization, slug: date.slug, buyer: { actor }, token: held.value.token };
}

/** Asks as the agent, and lets a person accept. */
export async function accept(
  world: World,
  organization: Organization,
  { tool, input }: Request,
): Promise<Outcome> {
  const { approvalId } = await world.pending(tool, input, { organization, via: "agent" });
  return world.done(
    "organization_decide_approval",
    { approval: approvalId, decision: "accept" },
    { organization },
  );
}
