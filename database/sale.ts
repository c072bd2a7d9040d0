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

/** Whose ticket it is; undefined for an unknown one. */
export async function ticketOrganization(
  database: Database,
  ticketId: string,
): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ id: string | null }>(
    "select koncert.ticket_organization($1) as id",
    [ticketId],
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

/** Moves the queues of dates where somebody waits, each at most once a second; how many. */
export async function moveQueues(database: Database, now: Date): Promise<number> {
  const { rows } = await database.pool.query<{ moved: number }>(
    "select koncert.move_queues($1) as moved",
    [now],
  );
  return rows[0]?.moved ?? 0;
}

/** Whose waiting list a place is on; undefined for an unknown one. */
export async function waitingOrganization(
  database: Database,
  waitingId: string,
): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ id: string | null }>(
    "select koncert.waiting_organization($1) as id",
    [waitingId],
  );
  return rows[0]?.id ?? undefined;
}

/** Whose guest list it is; undefined for an unknown one. */
export async function guestListOrganization(
  database: Database,
  listId: string,
): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ id: string | null }>(
    "select koncert.guest_list_organization($1) as id",
    [listId],
  );
  return rows[0]?.id ?? undefined;
}

/** The organizations where refunds of a date go on, or tickets wait to be offered again. */
export async function afterSaleWork(database: Database, now: Date): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    "select id from koncert.after_sale_work($1) as id",
    [now],
  );
  return rows.map(({ id }) => id);
}

/** Public addresses of the dates on sale, of all organizations, the next first. */
export async function publicSales(
  database: Database,
  now: Date,
): Promise<{ slug: string; changedAt: Date }[]> {
  const { rows } = await database.pool.query<{ slug: string; changedAt: Date }>(
    'select slug, changed_at as "changedAt" from koncert.public_sales($1)',
    [now],
  );
  return rows;
}
