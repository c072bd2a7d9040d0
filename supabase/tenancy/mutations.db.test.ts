import { afterAll, beforeAll, expect, test } from "vitest";
import pg from "pg";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import type { TestDatabase } from "#database/testing/create-test-database.ts";
import type { Table } from "./catalogue.ts";
import { allRoles, type Court, memberRoles, openCourt } from "./court.ts";

/** Breaks each policy and each guard in turn, and looks whether the questions of the tenancy test notice. */
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

type Mutant = { table: string; what: string; change: string };
type Policy = {
  name: string;
  table: string;
  command: "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "ALL";
  using: string | null;
  check: string | null;
};

const organization =
  /\(?organization_id = \( SELECT koncert\.organization_id\(\) AS organization_id\)\)?/g;
const ownId = /\(?id = \( SELECT koncert\.organization_id\(\) AS organization_id\)\)?/g;
const permission = /\( SELECT koncert\.may\('[a-z:]+'::text\) AS may\)/g;
const person = /\(?\w+ = \( SELECT koncert\.member_id\(\) AS member_id\)\)?/g;

/** Ways in which a policy is written wrongly: a condition forgotten, all of them, or the whole policy. */
const slips: [what: string, slip: (condition: string) => string][] = [
  ["forgets the organization", (text) => balanced(text, organization, ownId)],
  ["forgets the permission", (text) => balanced(text, permission)],
  ["forgets whose row it is", (text) => balanced(text, person)],
  ["lets everything through", () => "true"],
];

/** The condition with what matches taken as true, its parentheses still in pairs. */
function balanced(text: string, ...patterns: RegExp[]): string {
  return patterns.reduce(
    (left, pattern) =>
      left.replaceAll(pattern, (found) => {
        const opened = (found.match(/\(/g) ?? []).length - (found.match(/\)/g) ?? []).length;
        return opened > 0 ? `${"(".repeat(opened)}true` : `true${")".repeat(-opened)}`;
      }),
    text,
  );
}

async function readPolicies(): Promise<Policy[]> {
  const { rows } = await admin.query<Policy>(
    `select policyname as name, tablename as table, cmd as command, qual as using, with_check as check
       from pg_policies where schemaname = 'public' order by tablename, policyname`,
  );
  return rows;
}

function mutantsOf(policy: Policy): Mutant[] {
  const { table, name, using, check } = policy;
  const on = `policy ${pg.escapeIdentifier(name)} on ${table}`;
  const altered = slips.flatMap(([what, slip]) => {
    const parts = [
      ...(using === null ? [] : [{ word: "using", text: using, slipped: slip(using) }]),
      ...(check === null ? [] : [{ word: "with check", text: check, slipped: slip(check) }]),
    ];
    if (parts.every(({ text, slipped }) => text === slipped || text === "true")) return [];
    const change = parts.map(({ word, slipped }) => `${word} (${slipped})`).join(" ");
    return [{ table, what: `${name} ${what}`, change: `alter ${on} ${change}` }];
  });
  return [...altered, { table, what: `${name} is gone`, change: `drop ${on}` }];
}

/** Who has every right and who has none come first: they notice most. */
const roles = [...new Set(["owner", "device", "viewer", ...allRoles])];

/** Whether any question about the table is answered wrongly. */
async function notices({ table, change }: Mutant): Promise<boolean> {
  const judged = court.tables.find(({ name }) => name === table) as Table;
  return court.within(change, async () => {
    try {
      for (const role of roles) if ((await court.faultsOf(role, judged)).length > 0) return true;
      for (const role of memberRoles)
        if ((await court.giftsOf(role, judged)).length > 0) return true;
      return false;
    } catch {
      return true;
    }
  });
}

async function survivorsOf(mutants: Mutant[]): Promise<string[]> {
  const survivors: string[] = [];
  for (const mutant of mutants) if (!(await notices(mutant))) survivors.push(mutant.what);
  return survivors;
}

test("the policies that are broken on purpose are noticed", { timeout: 300_000 }, async () => {
  const policies = await readPolicies();
  const mutants = [
    ...policies.flatMap(mutantsOf),
    ...court.tables.map(({ name }) => ({
      table: name,
      what: `${name} without row-level security`,
      change: `alter table ${name} disable row level security`,
    })),
  ];
  const survivors = await survivorsOf(mutants);
  const caught = mutants.length - survivors.length;
  console.info(
    `${caught} of ${mutants.length} broken policies noticed; not: ${survivors.join("; ")}`,
  );
  expect(policies.length).toBeGreaterThan(150);
  expect(mutants.length).toBeGreaterThan(policies.length * 2);
  // What is left stands behind a second guard: a right on the table that nobody has, another condition.
  expect(caught / mutants.length).toBeGreaterThanOrEqual(0.95);
});

test("a reference that forgets the organization is noticed", async () => {
  const missed: string[] = [];
  let broken = 0;
  for (const table of court.tables) {
    const { rows } = await admin.query<{ name: string }>(
      `select conname as name from pg_constraint
        where conrelid = $1::regclass and contype = 'f' and array_length(conkey, 1) > 1`,
      [`public.${table.name}`],
    );
    for (const { name } of rows) {
      broken += 1;
      const change = `alter table ${table.name} drop constraint ${pg.escapeIdentifier(name)}`;
      const { wrong } = await court.within(change, () => court.strayPointersOf(table));
      if (wrong.length === 0) missed.push(`${table.name} ${name}`);
    }
  }
  console.info(`${broken - missed.length} of ${broken} broken references noticed`);
  expect(broken).toBeGreaterThan(80);
  expect(missed.length / broken).toBeLessThanOrEqual(0.02);
});
