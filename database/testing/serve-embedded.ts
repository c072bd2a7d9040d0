import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { WireServer } from "../local/wire-server.ts";

export type Served = {
  port: number;
  /** Connects as the superuser unless told otherwise; errors of an idle client are ignored. */
  connect(options?: pg.ClientConfig & { pipeline?: boolean }): Promise<pg.Client>;
  close(): Promise<void>;
};

/** An embedded PostgreSQL without migrations behind the wire server, with a few tables to try it on. */
export async function serveEmbedded(idleTransactionTimeout = 400): Promise<Served> {
  const embedded = await PGlite.create();
  await embedded.exec(`
    create role koncert_app login noinherit;
    create role authenticated nologin;
    grant authenticated to koncert_app;
    create table rows_kept (id int primary key, note text);
    grant select on rows_kept to authenticated;
    create table jobs (id int primary key, taken int not null default 0);
  `);
  const server = new WireServer(embedded, { idleTransactionTimeout });
  const port = await server.listen();
  const clients: pg.Client[] = [];
  return {
    port,
    connect: async (options = {}) => {
      const client = new pg.Client({
        host: "127.0.0.1",
        port,
        user: "postgres",
        database: "koncert",
        ...options,
      });
      client.on("error", () => {});
      await client.connect();
      clients.push(client);
      return client;
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.end().catch(() => {})));
      await server.close();
    },
  };
}

export async function number(client: pg.ClientBase, sql: string): Promise<number> {
  const { rows } = await client.query({ text: sql, rowMode: "array" });
  return Number((rows as unknown[][])[0]?.[0]);
}
