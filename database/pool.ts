import pg from "pg";

const int8 = 20;
const date = 1082;
const numeric = 1700;
/** Counts and cents fit in a double; days are civil days and stay `YYYY-MM-DD`. */
pg.types.setTypeParser(int8, Number);
pg.types.setTypeParser(numeric, Number);
pg.types.setTypeParser(date, (value) => value);

export type Database = { readonly pool: pg.Pool; close(): Promise<void> };

/**
 * Opens a pool on `url`. Connections pipeline their statements: what is sent without waiting
 * travels in one round trip. `connections` is per process (default 10).
 */
export function openDatabase(url: string, connections = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    pipeline: true,
    idleTimeoutMillis: 30_000,
    application_name: "koncert",
  } as pg.PoolConfig);
  pool.on("error", () => {
    // An idle connection that breaks is replaced by the pool at its next use.
  });
  // One that breaks while it is used fails its statements; unheard, its event would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  return { pool, close: () => pool.end() };
}
