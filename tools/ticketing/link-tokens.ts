import { timingSafeEqual } from "node:crypto";
import type { Database } from "#database/pool.ts";
import { guestListOrganization, waitingOrganization } from "#database/sale.ts";
import type { Secrets } from "#integrations/secrets/secrets.ts";
import type { BuyerActor } from "./buyer.ts";

/** What a secret link that is not an order's opens: a place on a waiting list, a partner's guest list, a Slack user to tie to a member. */
export type LinkKind = "waiting" | "guest-list" | "slack";

/** The secret of a link: an id and a mark that only this installation can make for it. */
export function linkToken(secrets: Secrets, kind: LinkKind, id: string): string {
  const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
  return Buffer.concat([bytes, secrets.mark(kind, bytes)]).toString("base64url");
}

/** The id that a token opens; undefined for a token that was not given here, or for something else. */
export function linkOf(secrets: Secrets, kind: LinkKind, token: string): string | undefined {
  const id = Buffer.from(token, "base64url").toString("hex", 0, 16);
  const given = Buffer.from(token);
  const right = Buffer.from(linkToken(secrets, kind, id));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Whoever holds such a link; undefined for one that leads nowhere. */
export async function linkActor(
  database: Database,
  secrets: Secrets,
  kind: Exclude<LinkKind, "slack">,
  token: string,
): Promise<BuyerActor | undefined> {
  const id = linkOf(secrets, kind, token);
  if (id === undefined) return undefined;
  const find = kind === "waiting" ? waitingOrganization : guestListOrganization;
  const organizationId = await find(database, id);
  return organizationId === undefined ? undefined : { kind: "buyer", organizationId, via: "sale" };
}
