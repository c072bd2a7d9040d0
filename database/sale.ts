import type { Database } from "./pool.ts";

/** Whose date a public address is; undefined for one that leads nowhere. */
export async function saleOrganization(
  database: Database,
  slug: string,
): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ id: string | null }>(
    "select koncert.sale_organization($1) as id",
    [slug],
  );
  return rows[0]?.id ?? undefined;
}

/** Whose order it is; undefined for an unknown one. */
export async function orderOrganization(
  database: Database,
  orderId: string,
): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ id: string | null }>(
    "select koncert.order_organization($1) as id",
    [orderId],
  );
  return rows[0]?.id ?? undefined;
}

/** Ends the holds of one date whose time is over; how many, undefined where none is left. */
export async function endHolds(database: Database, now: Date): Promise<number | undefined> {
  const { rows } = await database.pool.query<{ ended: number | null }>(
    "select koncert.end_holds($1) as ended",
    [now],
  );
  return rows[0]?.ended ?? undefined;
}
