import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import type { TestDatabase } from "#database/testing/create-test-database.ts";
import { allRoles, type Court, memberRoles, openCourt } from "./tenancy/court.ts";
import { rulesOf } from "./tenancy/permission-matrix.ts";
import { isShared } from "./tenancy/row-factory.ts";

let database: TestDatabase;
let admin: pg.Client;
let court: Court;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  court = await openCourt(admin);
});

afterAll(async () => {
  await admin?.end();
  await database?.close();
});

describe("two organizations in one database", () => {
  test("every table has a policy and its line in the permission matrix", () => {
    const { tables } = court;
    expect(tables.filter(({ policies }) => policies === 0).map(({ name }) => name)).toEqual([]);
    expect(tables.map(({ name }) => name).filter((name) => !(name in rulesOf))).toEqual([]);
  });

  test("both have a row in every table", async () => {
    const empty: string[] = [];
    for (const { name } of court.tables.filter((table) => !isShared(table.name))) {
      const column = name === "organizations" ? "id" : "organization_id";
      const { rows } = await admin.query(
        `select count(distinct ${column})::int as n from ${name} where ${column} in ($1, $2)`,
        [court.ours, court.theirs],
      );
      if (rows[0].n !== 2) empty.push(name);
    }
    expect(empty).toEqual([]);
  });

  test.each(allRoles)("%s does what the matrix says and no more", async (role) => {
    const wrong: string[] = [];
    for (const table of court.tables) wrong.push(...(await court.faultsOf(role, table)));
    expect(wrong).toEqual([]);
  });

  test.each(memberRoles)("%s puts no row into the other organization", async (role) => {
    const wrong: string[] = [];
    for (const table of court.tables) wrong.push(...(await court.giftsOf(role, table)));
    expect(wrong).toEqual([]);
  });

  test("no row points into the other organization, whoever writes it", async () => {
    const answers = [];
    for (const table of court.tables) answers.push(await court.strayPointersOf(table));
    expect(answers.reduce((sum, { tried }) => sum + tried, 0)).toBeGreaterThan(80);
    expect(answers.flatMap(({ wrong }) => wrong)).toEqual([]);
  });
});
