import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { publicKeyOf, writeTicketCode } from "./ticket-code.ts";

type Row = { id: string; public_key: Buffer; private_key: Buffer; organization_id: string };

/** Opened keys of this process, by their row. */
const opened = new Map<string, KeyObject>();
const mostKept = 500;

/** Signs the codes of the organization's tickets; its key is made when a first ticket needs one. */
export async function openSigner(ctx: ToolContext, performanceId: string) {
  const row = (await keyInUse(ctx)) ?? (await makeKey(ctx));
  const key = opened.get(row.id) ?? unseal(ctx, row);
  if (opened.size >= mostKept) opened.clear();
  opened.set(row.id, key);
  const date = performanceId.replaceAll("-", "").slice(0, 8);
  return (ticket: { number: number; nonce: string }) => writeTicketCode({ date, ...ticket }, key);
}

/** The keys that may have signed a ticket of the organization, retired ones among them. */
export async function readPublicKeys(ctx: ToolContext): Promise<KeyObject[]> {
  const rows = await ctx.tx.selectFrom("signing_keys").select("public_key").execute();
  return rows.map((row) => publicKeyOf(row.public_key));
}

async function keyInUse(ctx: ToolContext): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select * from koncert.signing_key()`.execute(ctx.tx);
  return rows[0];
}

async function makeKey(ctx: ToolContext): Promise<Row> {
  const { secrets } = ctx.integrations;
  const { x = "", d = "" } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const id = randomUUID();
  const sealed = secrets.seal(
    Buffer.from(d, "base64url"),
    sealContext({ id, organization_id: ctx.actor.organizationId }),
  );
  await sql`select koncert.add_signing_key(${id}::uuid, ${Buffer.from(x, "base64url")}, ${sealed}, ${secrets.keyId})`.execute(
    ctx.tx,
  );
  // Another call may have been first.
  const row = await keyInUse(ctx);
  if (!row) throw new Error("no signing key after one was made");
  return row;
}

function unseal(ctx: ToolContext, row: Row): KeyObject {
  const d = ctx.integrations.secrets.open(row.private_key, sealContext(row)).toString("base64url");
  const x = row.public_key.toString("base64url");
  return createPrivateKey({ key: { kty: "OKP", crv: "Ed25519", d, x }, format: "jwk" });
}

const sealContext = (row: Pick<Row, "id" | "organization_id">) =>
  `signing_keys ${row.organization_id} ${row.id}`;
