import { timingSafeEqual } from "node:crypto";
import type { Actor } from "#database/as-actor.ts";
import type { Database } from "#database/pool.ts";
import { orderOrganization, saleOrganization, ticketOrganization } from "#database/sale.ts";
import type { Integrations } from "#integrations/integrations.ts";
import type { Secrets } from "#integrations/secrets/secrets.ts";

export type BuyerActor = Extract<Actor, { kind: "buyer" }>;

/** Whoever opens the public address of a date; undefined for an address that leads nowhere. */
export async function saleActor(database: Database, slug: string): Promise<BuyerActor | undefined> {
  if (!/^[a-z0-9-]{1,160}$/.test(slug)) return undefined;
  return buyerIn(await saleOrganization(database, slug));
}

/**
 * Whoever holds the secret link of an order or of one ticket; undefined for a token that this
 * installation did not give. Whether the link was replaced since is asked by `openLink`.
 */
export async function orderActor(
  database: Database,
  integrations: Integrations,
  token: string,
): Promise<BuyerActor | undefined> {
  const link = readToken(integrations.secrets, token);
  if (!link) return undefined;
  return buyerIn(
    link.kind === "order"
      ? await orderOrganization(database, link.id)
      : await ticketOrganization(database, link.id),
  );
}

const buyerIn = (organizationId: string | undefined): BuyerActor | undefined =>
  organizationId === undefined ? undefined : { kind: "buyer", organizationId, via: "sale" };

/** What a token says: an order and the version of its link, or a ticket and the mark of its nonce. */
export type Link =
  | { kind: "order"; id: string; version: number }
  | { kind: "ticket"; id: string; mark: Buffer };

const [idLength, markLength, versionLength] = [16, 16, 2];
const ticketSign = 0x74;

/**
 * The secret of an order's link: its id, the version of the link unless it is the first, and a mark
 * that only this installation can make. It is derived, so that nothing is stored and a letter sent
 * again carries the same link.
 */
export function orderToken(secrets: Secrets, orderId: string, version = 0): string {
  const said = [bytesOf(orderId)];
  if (version > 0) {
    const number = Buffer.alloc(versionLength);
    number.writeUInt16BE(version);
    said.push(number);
  }
  const content = Buffer.concat(said);
  return Buffer.concat([content, secrets.mark("order", content)]).toString("base64url");
}

/** The secret of one ticket's link: it dies with the ticket's nonce, and its code with it. */
export function ticketToken(secrets: Secrets, ticketId: string, nonce: string): string {
  const mark = ticketMark(secrets, ticketId, nonce);
  return Buffer.concat([Buffer.of(ticketSign), bytesOf(ticketId), mark]).toString("base64url");
}

/** Whether a ticket's link was made for the nonce that it has now. */
export function isLinkOf(secrets: Secrets, link: Link & { kind: "ticket" }, nonce: string) {
  return timingSafeEqual(link.mark, ticketMark(secrets, link.id, nonce));
}

/** Reads a token; undefined for one that was not given here. A ticket's mark is still to be checked. */
export function readToken(secrets: Secrets, token: string): Link | undefined {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.toString("base64url") !== token) return undefined;
  if (bytes.length === 1 + idLength + markLength && bytes[0] === ticketSign) {
    return {
      kind: "ticket",
      id: idOf(bytes.subarray(1, 1 + idLength)),
      mark: bytes.subarray(1 + idLength),
    };
  }
  const content = bytes.subarray(0, -markLength);
  if (content.length !== idLength && content.length !== idLength + versionLength) return undefined;
  if (!timingSafeEqual(bytes.subarray(-markLength), secrets.mark("order", content))) {
    return undefined;
  }
  const version = content.length > idLength ? content.readUInt16BE(idLength) : 0;
  return { kind: "order", id: idOf(content), version };
}

function ticketMark(secrets: Secrets, ticketId: string, nonce: string): Buffer {
  return secrets.mark("ticket", Buffer.concat([bytesOf(ticketId), Buffer.from(nonce, "hex")]));
}

const bytesOf = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex");

const idOf = (bytes: Buffer) =>
  bytes.toString("hex", 0, idLength).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
