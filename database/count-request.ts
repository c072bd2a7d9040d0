import type { Database } from "./pool.ts";

/** Counts one request under a key; false once `limit` of them came within the window. */
export async function countRequest(
  database: Database,
  key: string,
  windowSeconds: number,
  limit: number,
): Promise<boolean> {
  const { rows } = await database.pool.query<{ allowed: boolean }>(
    "select koncert.count_request($1, $2, $3) as allowed",
    [key, windowSeconds, limit],
  );
  return rows[0]?.allowed ?? false;
}
