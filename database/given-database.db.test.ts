import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askDatabase } from "./installation.ts";
import { NotMigrated, openGivenDatabase } from "./given-database.ts";
import { readMigrations } from "./local/migrate.ts";
import { openDatabase } from "./pool.ts";
import { findServer, startServerCluster, type ServerCluster } from "./testing/server-cluster.ts";
import { urlOf } from "./testing/template.ts";

const password = "a-password-of-the-test";

describe.runIf(findServer())("a database that is given by its address", () => {
  let server: ServerCluster;
  let admin: pg.Client;
  const address = (user?: string) => urlOf(server.adminUrl, "given", user);

  beforeAll(async () => {
    server = await startServerCluster();
    admin = new pg.Client({ connectionString: server.adminUrl });
    await admin.connect();
    await admin.query("create database given");
    await admin.query("create role somebody login");
  });

  afterAll(async () => {
    await admin?.end();
    await server?.close();
  });

  it("is refused to somebody who may not migrate it, with what is missing", async () => {
    const refused = openGivenDatabase(address("somebody"), password);
    await expect(refused).rejects.toThrow(NotMigrated);
    const [first] = readMigrations();
    await expect(refused).rejects.toMatchObject({
      missing: expect.arrayContaining([first?.version]),
    });
  });

  it("is migrated by its owner, once where two start together, and entered by a role that owns nothing", async () => {
    const [one, other] = await Promise.all([
      openGivenDatabase(address(), password),
      openGivenDatabase(address(), password),
    ]);
    expect([one.applied.length, other.applied.length].toSorted()[0]).toBe(0);
    expect(Math.max(one.applied.length, other.applied.length)).toBeGreaterThan(30);
    expect(one.hasPeople).toBe(false);
    expect(new URL(one.url)).toMatchObject({ username: "koncert_app", password });
    const database = openDatabase(one.url, 1);
    await askDatabase(database);
    await expect(database.pool.query("select from organizations")).rejects.toThrow(
      /permission denied/,
    );
    await database.close();
    const { rows } = await admin.query<{ kept: boolean }>(
      "select rolpassword like 'SCRAM%' as kept from pg_authid where rolname = 'koncert_app'",
    );
    expect(rows).toEqual([{ kept: true }]);
  });

  it("is used as it is by koncert_app, until a migration is missing", async () => {
    await expect(openGivenDatabase(address("koncert_app"), password)).resolves.toMatchObject({
      url: address("koncert_app"),
      applied: [],
    });
    const owner = new pg.Client({ connectionString: address() });
    await owner.connect();
    const { rows } = await owner.query<{ version: string }>(
      "delete from supabase_migrations.schema_migrations where version = (select max(version) from supabase_migrations.schema_migrations) returning version",
    );
    await owner.end();
    await expect(openGivenDatabase(address("koncert_app"), password)).rejects.toMatchObject({
      missing: rows.map(({ version }) => version),
    });
  });
});
