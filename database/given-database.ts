import pg from "pg";
import { layBase, missingMigrations, migrate, overPg } from "./local/migrate.ts";
import { searchPath } from "./local/supabase-base.ts";

/** The database lacks migrations, which whoever connects to it may not apply. */
export class NotMigrated extends Error {
  readonly missing: string[];

  constructor(missing: string[]) {
    super(`${missing.length} migrations are missing, the first is ${missing[0]}.`);
    this.missing = missing;
  }
}

export type GivenDatabase = {
  /** Logs in as koncert_app, which owns nothing. */
  url: string;
  /** Versions applied just now. */
  applied: string[];
  /** Whether somebody has an organization in it already. */
  hasPeople: boolean;
};

const application = "koncert_app";

/**
 * Makes a database that was given by its address ready for the application. Its owner applies the
 * migrations that are missing and lets koncert_app log in with `password`; anybody else is told which
 * are missing, by NotMigrated. Two that start at once do it one after the other.
 */
export async function openGivenDatabase(url: string, password: string): Promise<GivenDatabase> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const isOwner = await mayMigrate(client);
    const applied = isOwner ? await alone(client, () => migrateMissing(client)) : [];
    const missing = await missingMigrations(overPg(client));
    if (missing.length > 0) throw new NotMigrated(missing.map(({ version }) => version));
    const own = isOwner ? await alone(client, () => letApplicationIn(client, url, password)) : url;
    return { url: own, applied, hasPeople: await hasPeople(client) };
  } finally {
    await client.end();
  }
}

async function mayMigrate(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `select rolsuper or (rolcreaterole and has_database_privilege(current_database(), 'create')) as may
       from pg_roles where rolname = current_user`,
  );
  return rows[0]?.may === true;
}

async function alone<Value>(client: pg.Client, work: () => Promise<Value>): Promise<Value> {
  await client.query("select pg_advisory_lock(hashtext('koncert migrations'))");
  try {
    return await work();
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('koncert migrations'))");
  }
}

async function migrateMissing(client: pg.Client): Promise<string[]> {
  await client.query(`set search_path = ${searchPath}`);
  const connection = overPg(client);
  if ((await missingMigrations(connection)).length === 0) return [];
  await layBase(connection);
  const applied = await migrate(connection);
  const database = client.escapeIdentifier(client.database ?? "");
  await client.query(`alter database ${database} set search_path = ${searchPath}`);
  return applied;
}

/** A password that works is left alone: another server may be using it. */
async function letApplicationIn(client: pg.Client, url: string, password: string) {
  const own = new URL(url);
  // A pooler's user names end with the project.
  own.username = own.username.replace(/^[^.]*/, application);
  own.password = password;
  if (!(await letsIn(own.href))) {
    await client.query(
      `alter role ${application} login password ${client.escapeLiteral(password)}`,
    );
  }
  return own.href;
}

async function letsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

async function hasPeople(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("select from koncert.terminal_member('owner')");
  return rows.length > 0;
}
