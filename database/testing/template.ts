import pg from "pg";
import { layBase, migrate, overPg } from "../local/migrate.ts";
import { searchPath } from "../local/supabase-base.ts";

export const templateName = "koncert_template";

/**
 * Makes the migrated database that each test database is copied from, and lets koncert_app, which
 * owns nothing, log in.
 */
export async function makeTemplate(adminUrl: string): Promise<void> {
  await onDatabase(adminUrl, "postgres", async (client) => {
    await client.query(`create database ${templateName}`);
    await client.query(`alter database ${templateName} set search_path = ${searchPath}`);
  });
  await onDatabase(adminUrl, templateName, async (client) => {
    await layBase(overPg(client));
    await migrate(overPg(client));
    await client.query("alter role koncert_app login");
    await client.query("analyze");
  });
}

/** Copies the template. Settings made with `alter database` do not travel with a copy. */
export async function copyTemplate(adminUrl: string, name: string): Promise<void> {
  await onDatabase(adminUrl, "postgres", async (client) => {
    await client.query(`create database ${name} template ${templateName}`);
    await client.query(`alter database ${name} set search_path = ${searchPath}`);
  });
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await onDatabase(adminUrl, "postgres", (client) =>
    client.query(`drop database if exists ${name} with (force)`),
  );
}

/** The same server, another database, and another user when given. */
export function urlOf(adminUrl: string, database: string, user = "postgres"): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  url.username = user;
  return url.href;
}

async function onDatabase(
  adminUrl: string,
  database: string,
  run: (client: pg.Client) => Promise<unknown>,
) {
  const client = new pg.Client({ connectionString: urlOf(adminUrl, database) });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
