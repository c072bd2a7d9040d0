import { afterAll, beforeAll, expect, it } from "vitest";
import { permissionsOf } from "#supabase/tenancy/permission-matrix.ts";
import { askDatabase, readRoleMatrix } from "./installation.ts";
import { type Database, openDatabase } from "./pool.ts";
import { createTestDatabase, type TestDatabase } from "./testing/create-test-database.ts";

let made: TestDatabase;
let database: Database;

beforeAll(async () => {
  made = await createTestDatabase();
  database = openDatabase(made.url, 1);
});

afterAll(async () => {
  await database?.close();
  await made?.close();
});

it("the matrix is the one that policies obey, without the role of scheduled jobs", async () => {
  const { roles, permissions } = await readRoleMatrix(database);
  expect(roles.map(({ name }) => name)).toEqual([
    "owner",
    "manager",
    "accountant",
    "door_staff",
    "viewer",
  ]);
  for (const { name } of roles) {
    const held = permissions.filter(({ roles: holders }) => holders.includes(name));
    expect([name, ...held.map((permission) => permission.name)]).toEqual([
      name,
      ...(permissionsOf[name] ?? []).toSorted(),
    ]);
  }
});

it("the connection comes back without the role that the matrix was read under", async () => {
  await readRoleMatrix(database);
  const { rows } = await database.pool.query("select current_user = session_user as own");
  expect(rows).toEqual([{ own: true }]);
});

it("a database that is gone is told", async () => {
  const gone = openDatabase("postgres://koncert_app@127.0.0.1:1/none", 1);
  await expect(askDatabase(gone)).rejects.toThrow();
  await gone.close();
  await expect(askDatabase(database)).resolves.toBeUndefined();
});
