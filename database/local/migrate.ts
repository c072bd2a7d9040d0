import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { optionalExtensions, requiredExtensions, supabaseBase } from "./supabase-base.ts";

const migrationsDirectory = path.resolve(import.meta.dirname, "../../supabase/migrations");

/** The least that a connection must do: several statements at once, and a query that returns rows. */
export type MigrationConnection = {
  run(sql: string): Promise<unknown>;
  rows(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
};

export type Migration = { version: string; name: string; sql: string; needsVector: boolean };

/** A connection for `migrate` over `pg`. */
export function overPg(client: pg.ClientBase): MigrationConnection {
  return {
    run: (sql) => client.query(sql),
    rows: async (sql, values) => (await client.query(sql, values)).rows,
  };
}

/** The migrations of `directory` in order of version, as the Supabase command line reads them. */
export function readMigrations(directory = migrationsDirectory): Migration[] {
  return readdirSync(directory)
    .filter((file) => /^\d+_.+\.sql$/.test(file))
    .toSorted()
    .map((file) => ({
      version: file.slice(0, file.indexOf("_")),
      name: file.slice(file.indexOf("_") + 1, -".sql".length),
      sql: readFileSync(path.join(directory, file), "utf8"),
      needsVector: file.endsWith("_document_embeddings.sql"),
    }));
}

/** Gives an empty database what a Supabase project starts with. May run again. */
export async function layBase(connection: MigrationConnection): Promise<void> {
  await connection.run(supabaseBase);
  const available = await connection.rows("select name from pg_available_extensions");
  const names = new Set(available.map(({ name }) => name));
  for (const extension of requiredExtensions) {
    await connection.run(`create extension if not exists ${extension} with schema extensions`);
  }
  for (const extension of optionalExtensions.filter((name) => names.has(name))) {
    await connection.run(`create extension if not exists ${extension} with schema extensions`);
  }
}

/**
 * Applies what is not yet recorded in supabase_migrations.schema_migrations, each in one
 * transaction, and returns the versions applied. Document embeddings are left out, unrecorded,
 * where the server has no vector extension.
 */
export async function migrate(
  connection: MigrationConnection,
  migrations = readMigrations(),
): Promise<string[]> {
  await connection.run(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (
      version text primary key, statements text[], name text);
  `);
  const pending = await missingMigrations(connection, migrations);
  for (const migration of pending) await apply(connection, migration);
  return pending.map(({ version }) => version);
}

/** What `migrate` would apply; all of it where no record can be read. */
export async function missingMigrations(
  connection: MigrationConnection,
  migrations = readMigrations(),
): Promise<Migration[]> {
  const [known] = await connection.rows(`
    select coalesce(bool_or(has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')), false) as readable,
      exists (select from pg_extension where extname = 'vector') as vector
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'supabase_migrations' and c.relname = 'schema_migrations'`);
  const recorded = known?.["readable"]
    ? await connection.rows("select version from supabase_migrations.schema_migrations")
    : [];
  const done = new Set(recorded.map(({ version }) => version));
  return migrations.filter(
    ({ version, needsVector }) => !done.has(version) && (known?.["vector"] || !needsVector),
  );
}

async function apply(connection: MigrationConnection, migration: Migration) {
  await connection.run("begin");
  try {
    await connection.run(migration.sql);
    await connection.rows(
      "insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3])",
      [migration.version, migration.name, migration.sql],
    );
    await connection.run("commit");
  } catch (error) {
    await connection.run("rollback");
    throw new Error(`Migration ${migration.version}_${migration.name} failed`, { cause: error });
  }
}
