import type { Database } from "./pool.ts";

export type OutboxEvent = { id: number; name: string; data: unknown };

/** Claims events of every organization for sending; one that is never settled comes back later. */
export async function takeOutbox(database: Database, limit = 50): Promise<OutboxEvent[]> {
  const { rows } = await database.pool.query<OutboxEvent>(
    "select id, name, data from koncert.take_outbox($1)",
    [limit],
  );
  return rows;
}

/** Marks an event as sent, or keeps why it could not be. */
export async function settleOutbox(database: Database, id: number, error?: string): Promise<void> {
  await database.pool.query("select koncert.settle_outbox($1, $2)", [id, error ?? null]);
}
