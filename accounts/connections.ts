import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Database } from "#database/pool.ts";
import { hashToken, keyPrefix } from "./applications.ts";
import { scopes } from "./scopes.ts";

const connection = z.object({
  id: z.string(),
  kind: z.enum(["application", "key"]),
  name: z.string(),
  organization: z.string(),
  /** Null allows all that the member may do. */
  scopes: z.array(z.string()).nullable(),
  /** The first characters of a key, to tell it from others. */
  start: z.string().nullable(),
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
  expiresAt: z.date().nullable(),
});
export type Connection = z.infer<typeof connection>;

/** The applications and keys that act for a person, the newest first. */
export async function listConnections(database: Database, userId: string): Promise<Connection[]> {
  const { rows } = await database.pool.query(
    `select id, kind, name, organization, scopes, start, created_at as "createdAt",
       last_used_at as "lastUsedAt", expires_at as "expiresAt" from koncert.connections($1)`,
    [userId],
  );
  return z.array(connection).parse(rows);
}

/** Takes back a person's own key or application, with all its tokens; false for none of theirs. */
export async function endConnection(
  database: Database,
  userId: string,
  id: string,
): Promise<boolean> {
  if (!z.uuid().safeParse(id).success) return false;
  const { rows } = await database.pool.query<{ ended: boolean }>(
    "select koncert.end_connection($1, $2) as ended",
    [userId, id],
  );
  return rows[0]?.ended === true;
}

export const newKey = z.object({
  name: z.string().trim().min(1).max(100),
  /** All that the member may do, where none are named. */
  scopes: z.array(z.enum(scopes)).min(1).optional(),
  days: z.int().min(1).max(730).optional(),
});

/** A key for a member's scripts, told this once; undefined for somebody who is no member there. */
export async function createKey(
  database: Database,
  member: { userId: string; organizationId: string },
  asked: z.output<typeof newKey>,
): Promise<string | undefined> {
  const key = `${keyPrefix}${randomBytes(32).toString("base64url")}`;
  const ends = asked.days ? new Date(Date.now() + asked.days * 86_400_000) : null;
  const { rows } = await database.pool.query<{ id: string | null }>(
    "select koncert.create_access_key($1, $2, $3, $4, $5, $6, $7) as id",
    [
      member.userId,
      member.organizationId,
      asked.name,
      hashToken(key),
      key.slice(0, keyPrefix.length + 4),
      asked.scopes ?? null,
      ends,
    ],
  );
  return rows[0]?.id ? key : undefined;
}
