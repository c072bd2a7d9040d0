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

/** The keys whose codes open the door: the one in use and those retired, never those revoked. */
export async function readPublicKeys(ctx: ToolContext): Promise<KeyObject[]> {
  const rows = await ctx.tx
    .selectFrom("signing_keys")
    .select("public_key")
    .where("revoked_at", "is", null)
    .execute();
  return rows.map((row) => publicKeyOf(row.public_key));
}

async function keyInUse(ctx: ToolContext): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select * from koncert.signing_key()`.execute(ctx.tx);
  return rows[0];
}

/** Retires the key in use and takes a new one; what was signed before stays good. */
export async function rotateKey(ctx: ToolContext): Promise<void> {
  const { id, x, sealed } = newKey(ctx);
  settle(
    await sql<Answer>`select koncert.rotate_signing_key(${id}::uuid, ${x}, ${sealed}, ${ctx.integrations.secrets.keyId},
      ${ctx.now}) as answer`.execute(ctx.tx),
  );
}

/** Makes what retired keys signed worthless; returns how many keys. */
export async function revokeKeys(ctx: ToolContext): Promise<number> {
  const answer = settle(
    await sql<Answer>`select koncert.revoke_signing_keys(${ctx.now}) as answer`.execute(ctx.tx),
  );
  return answer.keys ?? 0;
}

/** How many retired keys still open the door, and when the last of them was retired. */
export async function countKeys(ctx: ToolContext) {
  const row = await ctx.tx
    .selectFrom("signing_keys")
    .select(({ fn }) => [
      fn.countAll<number>().as("retired"),
      sql<
        string | null
      >`to_char(max(retired_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("since"),
    ])
    .where("retired_at", "is not", null)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return row;
}

type Answer = { answer: { code: string; keys?: number } };

function settle({ rows }: { rows: Answer[] }) {
  const answer = rows[0]?.answer;
  if (answer?.code !== "ok") throw new Error(`the keys answered ${answer?.code ?? "nothing"}`);
  return answer;
}

async function makeKey(ctx: ToolContext): Promise<Row> {
  const { id, x, sealed } = newKey(ctx);
  await sql`select koncert.add_signing_key(${id}::uuid, ${x}, ${sealed}, ${ctx.integrations.secrets.keyId})`.execute(
    ctx.tx,
  );
  // Another call may have been first.
  const row = await keyInUse(ctx);
  if (!row) throw new Error("no signing key after one was made");
  return row;
}

function newKey(ctx: ToolContext) {
  const { x = "", d = "" } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const id = randomUUID();
  const sealed = ctx.integrations.secrets.seal(
    Buffer.from(d, "base64url"),
    sealContext({ id, organization_id: ctx.actor.organizationId }),
  );
  return { id, x: Buffer.from(x, "base64url"), sealed };
}

function unseal(ctx: ToolContext, row: Row): KeyObject {
  const d = ctx.integrations.secrets.open(row.private_key, sealContext(row)).toString("base64url");
  const x = row.public_key.toString("base64url");
  return createPrivateKey({ key: { kty: "OKP", crv: "Ed25519", d, x }, format: "jwk" });
}

const sealContext = (row: Pick<Row, "id" | "organization_id">) =>
  `signing_keys ${row.organization_id} ${row.id}`;
