import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import type { TestDatabase } from "#database/testing/create-test-database.ts";
import { readCatalogue } from "./tenancy/catalogue.ts";
import type { Table } from "./tenancy/catalogue.ts";
import { isAllowed, permissionsOf, rulesOf } from "./tenancy/permission-matrix.ts";
import type { Command, Role } from "./tenancy/permission-matrix.ts";
import { RowFactory, insertion, isShared } from "./tenancy/row-factory.ts";
import type { Row } from "./tenancy/row-factory.ts";

const commands: Command[] = ["select", "insert", "update", "delete"];
const memberRoles = ["owner", "manager", "accountant", "door_staff", "viewer"];

let database: TestDatabase;
let admin: pg.Client;
let tables: Table[];
let factory: RowFactory;
let ours: string;
let theirs: string;
const users = new Map<string, string>();
const members = new Map<string, string>();

beforeAll(async () => {
  database = await createTestDatabase();
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query("set search_path = public, extensions");
  tables = await readCatalogue(admin);
  factory = new RowFactory(admin, tables);
  ours = await foundOrganization("ours");
  theirs = await foundOrganization("theirs");
  for (const organization of [ours, theirs]) {
    // An allotment makes the series of its date where there is none.
    await factory.rowOf("ticket_series", organization);
    for (const table of tables) {
      if (!isShared(table.name)) await factory.rowOf(table.name, organization);
    }
  }
});

afterAll(async () => {
  await admin?.end();
  await database?.close();
});

async function foundOrganization(name: string): Promise<string> {
  let organization = "";
  for (const role of memberRoles) {
    const user = await admin.query(
      `insert into accounts."user" (name, email, "emailVerified", "updatedAt") values ($1, $2, true, now()) returning id`,
      [role, `${role}@${name}.test`],
    );
    const userId = user.rows[0].id as string;
    if (name === "ours") users.set(role, userId);
    if (role === "owner") {
      const created = await admin.query("select koncert.create_organization($1, $2) as id", [
        userId,
        name,
      ]);
      organization = created.rows[0].id;
    } else {
      await factory.insert("members", {
        organization_id: organization,
        user_id: userId,
        email: `${role}@${name}.test`,
        name: role,
        role,
      });
    }
    const { rows } = await admin.query("select * from members where user_id = $1", [userId]);
    if (role === "owner") factory.adopt("members", organization, rows[0]);
    if (name === "ours") members.set(role, rows[0].id);
  }
  const own = await admin.query("select * from organizations where id = $1", [organization]);
  factory.adopt("organizations", organization, own.rows[0]);
  return organization;
}

async function become(role: Role) {
  const actor = memberRoles.includes(role)
    ? { kind: "member", user_id: users.get(role), organization_id: ours, via: "web" }
    : {
        kind: role,
        organization_id: ours,
        name: "test",
        ...(role === "device"
          ? { device_id: (await factory.rowOf("door_devices", ours))["id"] }
          : {}),
      };
  if (role !== "anon" && role !== "signed in without an organization")
    await admin.query("select koncert.act($1, gen_random_uuid())", [JSON.stringify(actor)]);
  await admin.query(`set local role ${role === "anon" ? "anon" : "authenticated"}`);
}

/** Runs `attempt` as `role` and takes it back. A constraint that speaks means that the policies let it pass. */
async function attempt(role: Role, sql: string, values: unknown[] = []) {
  await admin.query("begin");
  try {
    await become(role);
    const { rows, rowCount } = await admin.query(sql, values);
    await admin.query("set local role none");
    return { passed: (rowCount ?? 0) > 0, rows: rows as Row[], trace: await traceOfTheirs(sql) };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === "42501") return { passed: false, rows: [], trace: undefined };
    if (code?.startsWith("23") || code === "KC409")
      return { passed: true, rows: [], trace: undefined };
    throw new Error(`${role}: ${sql}: ${message}`, { cause: error });
  } finally {
    await admin.query("rollback");
  }
}

/** Where the other organization's rows of a written table lie: an update or delete moves them. */
async function traceOfTheirs(sql: string): Promise<string | undefined> {
  const name = /^(?:update|delete from) (\w+)/.exec(sql)?.[1];
  return name === undefined || isShared(name) ? undefined : await trace(name);
}

async function trace(name: string): Promise<string> {
  const column = name === "organizations" ? "id" : "organization_id";
  const { rows } = await admin.query(
    `select string_agg(ctid::text, ' ' order by ctid) as places from ${name} where ${column} = $1`,
    [theirs],
  );
  return rows[0].places as string;
}

async function statement(role: Role, table: Table, command: Command): Promise<[string, unknown[]]> {
  if (command === "select") {
    const readable = table.name === "invitations" ? "id, organization_id" : undefined;
    const secrets = ["integrations", "door_devices", "signing_keys"].includes(table.name);
    return [`select ${readable ?? (secrets ? "id, organization_id" : "*")} from ${table.name}`, []];
  }
  if (command === "update") {
    const column = table.columns.find(({ updatable, name }) => updatable && name !== "id");
    const name =
      column?.name ??
      table.columns.find(({ name }) => /^(organization_id|name|role|key)$/.test(name))?.name;
    return [`update ${table.name} set "${name}" = "${name}"`, []];
  }
  if (command === "delete") return [`delete from ${table.name}`, []];
  const row = isShared(table.name) ? {} : await factory.compose(table.name, ours);
  const member = members.get(role) ?? (role === "job" ? null : undefined);
  for (const column of ["member_id", "requested_by"]) {
    if (column in row && member !== undefined) row[column] = member;
  }
  if (table.name === "messages" && role !== "owner" && members.has(role))
    row["conversation_id"] = crypto.randomUUID();
  if (Object.keys(row).length === 0) return [`insert into ${table.name} default values`, []];
  return insertion(table.name, row);
}

describe("two organizations in one database", () => {
  test("every table has a policy and its line in the permission matrix", () => {
    expect(tables.filter(({ policies }) => policies === 0).map(({ name }) => name)).toEqual([]);
    expect(tables.map(({ name }) => name).filter((name) => !(name in rulesOf))).toEqual([]);
  });

  test("both have a row in every table", async () => {
    const empty: string[] = [];
    for (const { name } of tables.filter((table) => !isShared(table.name))) {
      const column = name === "organizations" ? "id" : "organization_id";
      const { rows } = await admin.query(
        `select count(distinct ${column})::int as n from ${name} where ${column} in ($1, $2)`,
        [ours, theirs],
      );
      if (rows[0].n !== 2) empty.push(name);
    }
    expect(empty).toEqual([]);
  });

  test.each(Object.keys(permissionsOf))(
    "%s does what the matrix says and no more",
    async (role) => {
      const wrong: string[] = [];
      for (const table of tables) {
        const before = isShared(table.name) ? undefined : await trace(table.name);
        for (const command of commands) {
          const result = await attempt(role, ...(await statement(role, table, command)));
          const expected = isAllowed(role, table.name, command) && !isEmpty(table.name);
          if (result.passed !== expected)
            wrong.push(`${command} ${table.name}: ${result.passed ? "done" : "refused"}`);
          if (result.rows.some((row) => row["organization_id"] === theirs || row["id"] === theirs))
            wrong.push(`${command} ${table.name}: reads the other organization`);
          if (result.trace !== undefined && result.trace !== before)
            wrong.push(`${command} ${table.name}: writes in the other organization`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test.each(memberRoles)("%s puts no row into the other organization", async (role) => {
    const wrong: string[] = [];
    for (const table of tables.filter(({ name }) => !isShared(name) && name !== "organizations")) {
      const row = await factory.compose(table.name, theirs);
      if ((await attempt(role, ...insertion(table.name, row))).passed)
        wrong.push(`insert ${table.name}`);
      const given = await attempt(role, `update ${table.name} set organization_id = $1`, [theirs]);
      if (given.passed) wrong.push(`give away ${table.name}`);
    }
    expect(wrong).toEqual([]);
  });

  test("no row points into the other organization, whoever writes it", async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const table of tables.filter(({ name }) => !isShared(name))) {
      for (const key of table.foreignKeys.filter(({ parent }) => !isShared(parent))) {
        const column = key.columns.find((name) => name !== "organization_id");
        if (column === undefined) continue;
        tried += 1;
        const stranger = await factory.rowOf(key.parent, theirs);
        const row = await factory.rowOf(table.name, ours);
        const id = stranger[key.parentColumns[key.columns.indexOf(column)] ?? ""];
        // A team belongs to a date or to a tour, not to both.
        const instead =
          table.name === "team_members" && column === "tour_id" ? ", performance_id = null" : "";
        const code = await admin
          .query(`update ${table.name} set "${column}" = $1${instead} where id = $2`, [
            id,
            row["id"],
          ])
          .then(
            () => "done",
            (error: { code: string }) => error.code,
          );
        if (code !== "23503") wrong.push(`${table.name}.${column}: ${code}`);
      }
    }
    expect(tried).toBeGreaterThan(80);
    expect(wrong).toEqual([]);
  });
});

/** Counted by the server itself: nobody reads it. */
function isEmpty(name: string) {
  return name === "rate_limits";
}
