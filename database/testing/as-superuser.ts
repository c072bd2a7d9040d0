import pg from "pg";

/** Changes rows of a test database as nobody else may: time that passes, a fault that is planted. */
export async function asSuperuser(adminUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}
