import fc from "fast-check";
import { Client } from "@modelcontextprotocol/client";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fieldsOf } from "#agent/interpreter/tool-fields.ts";
import { createInterpreter } from "#agent/interpreter/create-interpreter.ts";
import { talk } from "#agent/testing/talk.ts";
import { asActor, type Actor } from "#database/as-actor.ts";
import { buildServer } from "#mcp-server/build-server.ts";
import { callTool } from "#tools/call-tool.ts";
import type { Tool } from "#tools/core/tool.ts";
import { registry } from "#tools/registry.ts";
import { openWorld, type World } from "#tools/testing/world.ts";
import { bound, inParallel, seed, tries } from "./bound.ts";
import { type Fingerprint, fingerprintReader, moved } from "./fingerprint.ts";
import { type House, openHouse } from "./stage.ts";
import { canary, markStrangers, type Strangers } from "./strangers.ts";

/** Members, buyers and devices of one company who know every id of another. */
const toolCalls = tries(15_000);
const statements = tries(85_000);

let world: World;
let ours: House;
let theirs: House;
let strangers: Strangers;
let readRows: (organization: string) => Promise<Fingerprint>;
let untouched: Fingerprint;
beforeAll(async () => {
  world = await openWorld();
  ours = await openHouse(world);
  theirs = await openHouse(world);
  strangers = await markStrangers(world, theirs.organization);
  readRows = await fingerprintReader(world);
  untouched = await readRows(theirs.organization.id);
});
afterAll(() => world?.close());

const intact = async () =>
  expect(moved(untouched, await readRows(theirs.organization.id)), `seed ${seed}`).toEqual([]);

const pick = <One>(list: readonly One[], at: number): One => list[at % list.length] as One;

/** The table behind each kind of reference. */
const tableOf: Record<string, string> = {
  ticket_type: "ticket_types",
  call: "tool_calls",
};
const foreignId = (kind: string, at: number) =>
  pick(strangers.ids.get(tableOf[kind] ?? `${kind}s`) ?? [theirs.organization.id], at);

const tools = registry as readonly Tool[];
const call = fc.record({
  tool: fc.nat(100_000),
  example: fc.nat(100),
  fields: fc.nat(255),
  id: fc.nat(1_000),
  any: fc.nat(20),
  role: fc.constantFrom("owner", "manager", "accountant", "door_staff", "viewer"),
  via: fc.constantFrom("web", "agent", "mcp"),
});
type Call = typeof call extends fc.Arbitrary<infer Made> ? Made : never;

/** An example of the tool in which some rows, secrets and words are the other company's. */
function inputOf(tool: Tool, one: Call): Record<string, unknown> {
  const input: Record<string, unknown> = {
    ...(tool.examples.length > 0 ? (pick(tool.examples, one.example).input as object) : {}),
  };
  const semantics = new Map(fieldsOf(tool).map((field) => [field.name, field]));
  const everyId = [...strangers.ids.values()].flat();
  for (const [at, name] of Object.keys(tool.input.shape).entries()) {
    const field = semantics.get(name);
    const isRef = field?.semantic.type === "ref" && !(one.fields & (1 << (at % 8)) && one.any > 4);
    const isToken =
      !field && /order|waiting|list|ticket|device|guest|slug|visitor|batch|check|event/.test(name);
    if (isRef && field.semantic.type === "ref") {
      const id = one.any === 0 ? pick(everyId, one.id) : foreignId(field.semantic.kind, one.id);
      input[name] = field.many ? [id] : id;
    } else if (isToken) {
      input[name] = pick([theirs.token, theirs.slug, ...everyId], one.id % 3 ? one.id : one.id % 2);
    } else if (
      one.any === 1 &&
      tool.effect === "read" &&
      field &&
      ["words", "name"].includes(field.semantic.type)
    ) {
      input[name] = field.many ? [pick(everyId, one.id)] : pick(everyId, one.id);
    }
  }
  return input;
}

function actorOf(tool: Tool, one: Call): Actor {
  const { organization } = ours;
  if (tool.permission === "sale:buy") return ours.buyer.actor as Actor;
  if (tool.permission === "door:sync" || tool.permission === "payments:settle")
    return { kind: "job", organizationId: organization.id, name: "stranger", via: "job" };
  return { ...organization.actors[one.role as "owner"], via: one.via as "web" };
}

test(
  "no call of a tool reads or moves a row of another company",
  { timeout: 900_000 },
  async () => {
    let made = 0;
    const reached = new Map<string, number>();
    const together = Math.min(toolCalls, 4_000);
    for (let first = 0; first < toolCalls; first += together) {
      const drawn = fc.sample(call, { seed: seed + first, numRuns: together });
      await inParallel(drawn, async (one) => {
        made += 1;
        const tool = pick(tools, one.tool);
        const input = inputOf(tool, one);
        const outcome = await callTool(
          world.context({ actor: actorOf(tool, one), locale: one.id % 2 ? "fr" : "en" }),
          tool.name,
          input,
        );
        const asked = JSON.stringify(input);
        const leaked = strangers.leaked(JSON.stringify(outcome), asked);
        const code = outcome.ok ? "done" : "pending" in outcome ? "pending" : outcome.error.code;
        reached.set(code, (reached.get(code) ?? 0) + 1);
        if (leaked.length > 0)
          throw new Error(
            `seed ${seed}: ${tool.name} ${asked} → ${JSON.stringify(outcome)}: ${leaked}`,
          );
      });
      await intact();
    }
    console.info(`seed ${seed}`, Object.fromEntries(reached));
    console.info(bound("calls of tools with rows of another company", made));
  },
);

const statement = fc.record({
  table: fc.nat(10_000),
  kind: fc.constantFrom(
    "read",
    "read by id",
    "count",
    "join",
    "update",
    "delete",
    "insert",
    "give away",
  ),
  id: fc.nat(1_000),
  column: fc.nat(100),
});
type Statement = typeof statement extends fc.Arbitrary<infer Made> ? Made : never;

/** A statement of SQL that names the other company's rows, as a flaw in a tool would send it. */
function statementOf(one: Statement): string {
  const tables = strangers.tables.filter(({ name }) => strangers.ids.has(name));
  const table = pick(tables, one.table);
  const { name } = table;
  const id = pick(strangers.ids.get(name)!, one.id);
  const owner = name === "organizations" ? "id" : "organization_id";
  const readable = table.columns.filter((column) => column.readable);
  const all = readable.map((column) => `t."${column.name}"`).join(", ") || "1";
  const column = pick(table.columns, one.column).name;
  const organization = theirs.organization.id;
  switch (one.kind) {
    case "read":
      return `select ${all} from ${name} t where ${owner} = '${organization}' limit 5`;
    case "read by id":
      return `select ${all} from ${name} t where id::text = '${id}'`;
    case "count":
      return `select t.id::text from ${name} t where t::text like '%${canary}%' limit 5`;
    case "join": {
      const other = pick(tables, one.column);
      return `select ${all} from ${name} t join ${other.name} o on o.id::text <> t.id::text where t.${owner} = '${organization}' limit 5`;
    }
    case "update":
      return `update ${name} set "${column}" = "${column}" where id::text = '${id}' returning id::text`;
    case "delete":
      return `delete from ${name} where id::text = '${id}' returning id::text`;
    case "give away":
      return `update ${name} set "${owner}" = '${organization}' returning id::text`;
    case "insert":
      return `insert into ${name} ("${owner}", "${column}") select "${owner}", "${column}" from ${name} t where t.id::text = '${id}' returning id::text`;
  }
}

test(
  "no statement under a member's identity reads or moves one either",
  { timeout: 900_000 },
  async () => {
    await world.rows(`
    create schema attempts;
    grant usage on schema attempts to authenticated;
    create function attempts.answer(statement text) returns text language plpgsql as $$
    declare told text;
    begin
      execute 'with x as (' || statement || ') select json_agg(x)::text from x' into told;
      return told;
    exception when others then return sqlstate;
    end $$`);
    const perTransaction = 100;
    const drawn = fc
      .sample(statement, { seed, numRuns: statements })
      .map((one) => statementOf(one));
    const transactions = Array.from({ length: Math.ceil(drawn.length / perTransaction) }, (_, at) =>
      drawn.slice(at * perTransaction, (at + 1) * perTransaction),
    );
    const roles = ["owner", "manager", "accountant", "viewer"] as const;
    const answers = new Map<string, number>();
    await inParallel([...transactions.entries()], async ([at, list]) => {
      const actor = ours.organization.actors[pick(roles, at)];
      const told = await asActor(world.database, actor, async (tx) => {
        const { rows } = await sql<{ told: string | null }>`
        select attempts.answer(s) as told from unnest(array[${sql.join(list)}]::text[]) s`.execute(
          tx,
        );
        return rows.map((row) => row.told ?? "nothing");
      });
      for (const [index, answer] of told.entries()) {
        const code = answer.length === 5 || answer === "nothing" ? answer : "rows";
        answers.set(code, (answers.get(code) ?? 0) + 1);
        const leaked = strangers.leaked(answer, "");
        if (leaked.length > 0)
          throw new Error(`seed ${seed}: ${list[index]} → ${answer}: ${leaked}`);
      }
    });
    await intact();
    console.info(Object.fromEntries(answers));
    console.info(bound("statements that name rows of another company", drawn.length));
    // The statements are sound: what they lack is the right to see.
    expect(answers.get("42601") ?? 0).toBe(0);
    expect(answers.get("nothing")).toBeGreaterThan(drawn.length / 3);
  },
);

test("a statement that would leak is noticed", async () => {
  const id = pick(strangers.ids.get("artists")!, 0);
  const [artist] = await world.rows("select id, name from artists where id = $1", [id]);
  expect(strangers.leaked(JSON.stringify(artist), "")).toEqual([id, expect.any(String)]);
});

test("over MCP a row of another company is not found, as a tool and as a resource", async () => {
  const server = buildServer({
    registry,
    context: () => world.context({ organization: ours.organization, via: "mcp" }),
    site: "https://koncert.example",
    stateKey: new Uint8Array(32),
  });
  const client = new Client({ name: "stranger", version: "1" });
  const [here, there] = InMemoryTransport.createLinkedPair();
  await server.connect(there);
  await client.connect(here);
  let made = 0;
  const told = async (asked: unknown, answer: Promise<unknown>) => {
    made += 1;
    const text = JSON.stringify(await answer.catch((error: Error) => error.message));
    expect(
      strangers.leaked(text, JSON.stringify(asked)),
      `${JSON.stringify(asked)} ${text}`,
    ).toEqual([]);
  };
  const { tools: listed } = await client.listTools();
  for (const [at, one] of fc.sample(call, { seed, numRuns: tries(2_000) }).entries()) {
    const tool = pick(
      tools.filter(({ name }) => listed.some((other) => other.name === name)),
      at,
    );
    const input = inputOf(tool, one);
    await told(input, client.callTool({ name: tool.name, arguments: input }));
  }
  if (client.getServerCapabilities()?.resources) {
    const { resourceTemplates } = await client.listResourceTemplates();
    for (const { uriTemplate } of resourceTemplates) {
      for (const id of [...strangers.ids.values()].flat().slice(0, tries(600))) {
        const uri = uriTemplate.replaceAll(/\{[^}]+\}/g, id);
        await told(uri, client.readResource({ uri }));
      }
    }
  }
  await client.close();
  await intact();
  console.info(bound("MCP requests", made));
});

test("a conversation of another company answers nothing of it", async () => {
  const conversations = strangers.ids.get("conversations")!;
  const everyId = [...strangers.ids.values()].flat();
  let made = 0;
  for (let at = 0; at < tries(100); at += 1) {
    made += 1;
    const id = pick(everyId, at * 7);
    const words = pick(
      [`montre-moi ${id}`, `annule ${id}`, `show me ${id}`, `rembourse la commande ${id}`],
      at,
    );
    const spoken = await talk(world.context({ organization: ours.organization }), words, {
      models: { claude: null, interpreter: createInterpreter },
      ...(at % 2 ? { conversationId: pick(conversations, at) } : {}),
    });
    const text = JSON.stringify([spoken.chunks, spoken.calls]);
    const asked = `${words} ${pick(conversations, at)}`;
    expect(strangers.leaked(text, asked), words).toEqual([]);
  }
  await intact();
  console.info(bound("streams of conversations", made));
});
