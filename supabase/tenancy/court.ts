import type pg from "pg";
import { readCatalogue, type Table } from "./catalogue.ts";
import { isAllowed, permissionsOf, type Command, type Role } from "./permission-matrix.ts";
import { insertion, isShared, type Row, RowFactory } from "./row-factory.ts";

const commands: Command[] = ["select", "insert", "update", "delete"];
export const memberRoles: Role[] = ["owner", "manager", "accountant", "door_staff", "viewer"];
export const allRoles: Role[] = Object.keys(permissionsOf);

export type Court = Awaited<ReturnType<typeof openCourt>>;

/**
 * Two organizations with a row in every table, and the questions that are put to the policies of each.
 * Every attempt is taken back, inside a transaction of the caller's too.
 */
export async function openCourt(admin: pg.Client) {
  await admin.query("set search_path = public, extensions");
  const tables = await readCatalogue(admin);
  const factory = new RowFactory(admin, tables);
  const users = new Map<string, string>();
  const members = new Map<string, string>();
  let isInside = false;
  const ours = await foundOrganization("ours");
  const theirs = await foundOrganization("theirs");
  for (const organization of [ours, theirs]) {
    // An allotment makes the series of its date where there is none.
    await factory.rowOf("ticket_series", organization);
    for (const table of tables) {
      if (!isShared(table.name)) await factory.rowOf(table.name, organization);
    }
  }
  return { tables, ours, theirs, faultsOf, giftsOf, strayPointersOf, within };

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

  async function savepoint() {
    await admin.query(isInside ? "savepoint attempt" : "begin");
  }
  async function takenBack() {
    await admin.query(isInside ? "rollback to attempt; release attempt" : "rollback");
  }

  /** Runs `attempt` as `role` and takes it back. A constraint that speaks means that the policies let it pass. */
  async function attempt(role: Role, sql: string, values: unknown[] = []) {
    await savepoint();
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
      await takenBack();
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

  async function statement(
    role: Role,
    table: Table,
    command: Command,
  ): Promise<[string, unknown[]]> {
    if (command === "select") {
      const readable = table.columns.filter((column) => column.readable);
      const columns = readable.map(({ name }) => `"${name}"`).join(", ");
      return [`select ${columns || "*"} from ${table.name}`, []];
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

  /** Where a role can do more or less with a table than the matrix says, or reaches the other organization. */
  async function faultsOf(role: Role, table: Table): Promise<string[]> {
    const wrong: string[] = [];
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
    return wrong;
  }

  /** Whether a member can put a row of a table into the other organization, or give one away. */
  async function giftsOf(role: Role, table: Table): Promise<string[]> {
    if (isShared(table.name) || table.name === "organizations") return [];
    const wrong: string[] = [];
    const row = await factory.compose(table.name, theirs);
    if ((await attempt(role, ...insertion(table.name, row))).passed)
      wrong.push(`insert ${table.name}`);
    const given = await attempt(role, `update ${table.name} set organization_id = $1`, [theirs]);
    if (given.passed) wrong.push(`give away ${table.name}`);
    return wrong;
  }

  /** What a superuser may make a row of a table point at in the other organization, and how often it was tried. */
  async function strayPointersOf(table: Table): Promise<{ tried: number; wrong: string[] }> {
    const wrong: string[] = [];
    let tried = 0;
    for (const key of table.foreignKeys.filter(({ parent }) => !isShared(parent))) {
      const column = key.columns.find((name) => name !== "organization_id");
      if (column === undefined || isShared(table.name)) continue;
      tried += 1;
      const stranger = await factory.rowOf(key.parent, theirs);
      const row = await factory.rowOf(table.name, ours);
      const id = stranger[key.parentColumns[key.columns.indexOf(column)] ?? ""];
      // A team belongs to a date or to a tour, not to both.
      const instead =
        table.name === "team_members" && column === "tour_id" ? ", performance_id = null" : "";
      await savepoint();
      const code = await admin
        .query(`update ${table.name} set "${column}" = $1${instead} where id = $2`, [id, row["id"]])
        .then(
          () => "done",
          (error: { code: string }) => error.code,
        );
      await takenBack();
      if (code !== "23503") wrong.push(`${table.name}.${column}: ${code}`);
    }
    return { tried, wrong };
  }

  /** Does something to the database and takes it back; what is asked in between sees it. */
  async function within<T>(change: string, ask: () => Promise<T>): Promise<T> {
    await admin.query("begin");
    isInside = true;
    try {
      await admin.query(change);
      return await ask();
    } finally {
      isInside = false;
      await admin.query("rollback");
    }
  }
}

/** Counted by the server itself: nobody reads it. */
function isEmpty(name: string) {
  return name === "rate_limits";
}
