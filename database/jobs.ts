import type { Database } from "./pool.ts";

/** Runs a statement in the transaction of the engine; values as `$1`, `$2`. */
export type Ask = <Row extends Record<string, unknown> = Record<string, unknown>>(
  sql: string,
  values?: unknown[],
) => Promise<Row[]>;

/**
 * One transaction in the role of durable work, which sees the schema `jobs` and nothing else.
 * Throws what `run` or the database throws, after a rollback.
 */
export async function asJobs<T>(database: Database, run: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    // Not waited for: it travels with the first statement of `run`.
    const began = client.query("begin; set local role koncert_jobs");
    began.catch(() => {});
    const value = await run(async (sql, values) => (await client.query(sql, values)).rows as never);
    await began;
    await client.query("commit");
    return value;
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The organizations that somebody works in, for work that concerns each of them. */
export async function workingOrganizations(database: Database): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    "select koncert.working_organizations() as id",
  );
  return rows.map(({ id }) => id);
}

export type JobEvent = { id: number; organizationId: string; name: string; data: object };

/** Claims events for durable work of every organization; one that is not settled comes back later. */
export async function takeJobEvents(database: Database, limit = 50): Promise<JobEvent[]> {
  const { rows } = await database.pool.query<JobEvent>(
    `select id, organization_id as "organizationId", name, data from koncert.take_job_events($1)`,
    [limit],
  );
  return rows;
}
