import { timingSafeEqual } from "node:crypto";
import type { Actor } from "#database/as-actor.ts";
import type { Database } from "#database/pool.ts";
import { orderOrganization, saleOrganization } from "#database/sale.ts";
import type { Integrations } from "#integrations/integrations.ts";
import type { Secrets } from "#integrations/secrets/secrets.ts";

export type BuyerActor = Extract<Actor, { kind: "buyer" }>;

/** Whoever opens the public address of a date; undefined for an address that leads nowhere. */
export async function saleActor(database: Database, slug: string): Promise<BuyerActor | undefined> {
  if (!/^[a-z0-9-]{1,160}$/.test(slug)) return undefined;
  return buyerIn(await saleOrganization(database, slug));
}

/** Whoever holds the secret link of an order; undefined for a token that this installation did not give. */
export async function orderActor(
  database: Database,
  integrations: Integrations,
  token: string,
): Promise<BuyerActor | undefined> {
  const id = orderOf(integrations.secrets, token);
  return buyerIn(id && (await orderOrganization(database, id)));
}

const buyerIn = (organizationId: string | undefined): BuyerActor | undefined =>
  organizationId === undefined ? undefined : { kind: "buyer", organizationId, via: "sale" };

/**
 * The secret of an order's link: its id and a mark that only this installation can make. It is
 * derived, so that nothing is stored and a letter sent again carries the same link.
 */
export function orderToken(secrets: Secrets, orderId: string): string {
  const id = Buffer.from(orderId.replaceAll("-", ""), "hex");
  return Buffer.concat([id, secrets.mark("order", id)]).toString("base64url");
}

/** The order that a token opens; undefined for a token that was not given here. */
export function orderOf(secrets: Secrets, token: string): string | undefined {
  const id = Buffer.from(token, "base64url").toString("hex", 0, 16);
  const given = Buffer.from(token);
  const right = Buffer.from(orderToken(secrets, id));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
