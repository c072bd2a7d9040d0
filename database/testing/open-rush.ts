import pg from "pg";
import { createTestDatabase } from "./create-test-database.ts";

type Rows = Record<string, unknown>[];

/** Many connections to one organization's data, as many people and gates at once. */
export type Rush = {
  adminUrl: string;
  organization: string;
  /** One statement in one transaction, as the owner, under a call of its own. */
  acting(sql: string, values?: unknown[], callId?: string): Promise<Rows>;
  /** The same as somebody who opened the public page. */
  buying(sql: string, values?: unknown[]): Promise<Rows>;
  /** Past every policy, as the server's own functions run. */
  serving(sql: string, values?: unknown[]): Promise<Rows>;
  /** A date on sale with a ticket type for each quota. */
  performance(
    capacity: number | null,
    quotas: (number | null)[],
  ): Promise<{ id: string; types: string[]; slug: string }>;
  close(): Promise<void>;
};

export async function openRush(): Promise<Rush> {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 16 });
  const admin = new pg.Pool({ connectionString: database.adminUrl, max: 4 });
  const { rows } = await admin.query(
    `insert into accounts."user" (name, email, "emailVerified", "updatedAt") values ('Ana', 'ana@a.test', true, now()) returning id`,
  );
  const user = rows[0].id as string;
  const created = await admin.query("select koncert.create_organization($1, 'Maison A') as id", [
    user,
  ]);
  const organization = created.rows[0].id as string;

  async function as(actor: object, sql: string, values: unknown[], callId: string) {
    const client = await pool.connect();
    try {
      await client.query("begin");
      await client.query("select koncert.act($1, $2), set_config('role', 'authenticated', true)", [
        JSON.stringify({ ...actor, organization_id: organization }),
        callId,
      ]);
      const answer = await client.query(sql, values);
      await client.query(
        "select koncert.record_call(koncert.call_id(), 'test', 'write', '{}', 'hash', '{}', 1)",
      );
      await client.query("commit");
      return answer.rows as Rows;
    } catch (error) {
      await client.query("rollback");
      throw error;
    } finally {
      client.release();
    }
  }
  const acting: Rush["acting"] = (sql, values = [], callId = crypto.randomUUID()) =>
    as({ kind: "member", user_id: user, via: "web" }, sql, values, callId);
  const [artist] = await acting("insert into artists (name) values ('Zaz') returning id");

  let day = 0;
  return {
    adminUrl: database.adminUrl,
    organization,
    acting,
    buying: (sql, values = []) =>
      as({ kind: "buyer", via: "sale" }, sql, values, crypto.randomUUID()),
    serving: async (sql, values = []) => (await admin.query(sql, values)).rows as Rows,
    async performance(capacity, quotas) {
      day += 1;
      const [date] = await acting(
        `insert into performances (artist_id, day, status, capacity, published_at)
         values ($1, date '2127-01-01' + $2::int, 'on_sale', $3, now()) returning id, slug`,
        [artist?.["id"], day, capacity],
      );
      const id = date?.["id"] as string;
      const types: string[] = [];
      for (const [index, quota] of quotas.entries()) {
        const [type] = await acting(
          "insert into ticket_types (performance_id, name, price_cents, quota) values ($1, $2, 1000, $3) returning id",
          [id, `Tarif ${index}`, quota],
        );
        types.push(type?.["id"] as string);
      }
      return { id, types, slug: date?.["slug"] as string };
    },
    async close() {
      await pool.end();
      await sessionsToEnd(admin);
      await admin.end();
      await database.close();
    },
  };
}

/** A pool says that it has ended while the server still ends its sessions. */
async function sessionsToEnd(admin: pg.Pool) {
  const left = async () => {
    const { rows } = await admin.query(
      "select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and usename = 'koncert_app' and datname = current_database()",
    );
    return rows[0].n as number;
  };
  while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}
