import { timingSafeEqual } from "node:crypto";
import { cookieOf } from "#accounts/locale.ts";
import type { Secrets } from "#integrations/secrets/secrets.ts";

export const visitorCookie = "koncert-visitor";
const oneMonth = 30 * 24 * 3_600;
const idLength = 16;

/** The browser that this request comes from; undefined for a cookie that was not given here. */
export function visitorOf(headers: Pick<Headers, "get">, secrets: Secrets): string | undefined {
  const given = cookieOf(headers, visitorCookie);
  if (!given) return undefined;
  const id = Buffer.from(given, "base64url").subarray(0, idLength);
  const right = Buffer.from(sealed(id, secrets));
  const said = Buffer.from(given);
  return said.length === right.length && timingSafeEqual(said, right) ? nameOf(id) : undefined;
}

/** A new browser, with the cookie that every tab of it sends from now on. */
export function newVisitor(secrets: Secrets, isSecure: boolean) {
  const id = Buffer.from(crypto.getRandomValues(new Uint8Array(idLength)));
  const cookie = `${visitorCookie}=${sealed(id, secrets)}; Path=/; Max-Age=${oneMonth}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  return { visitor: nameOf(id), cookie };
}

const sealed = (id: Uint8Array, secrets: Secrets) =>
  Buffer.concat([id, secrets.mark("visitor", id)]).toString("base64url");

const nameOf = (id: Buffer) => id.toString("hex");
