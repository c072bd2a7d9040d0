import { randomUUID } from "node:crypto";
import { type Database, openDatabase } from "#database/pool.ts";
import { callTool } from "#tools/call-tool.ts";
import { flushReads } from "#tools/core/audit.ts";
import { openWorld, type World } from "#tools/testing/world.ts";
import { median, report, throughput } from "./measure.ts";

const clients = 8;
const roundMs = 2_500;
const rounds = 5;

/**
 * A tool call against the statement that it runs, on a real PostgreSQL with fsync, side by side in
 * each round: same driver, same number of connections, same prepared statements, same tables with
 * their triggers. What a read tool sends is recorded and sent again, one after the other, for the
 * bare side, which has no role, claims, row-level security, audit row or validation.
 */
export async function benchToolCalls(): Promise<void> {
  const world = await openWorld("server", { fsync: true });
  const bare = openDatabase(world.adminUrl, clients);
  const tools = openDatabase(world.url, clients);
  const context = () => ({ ...world.context(), database: tools, callId: randomUUID() });
  const organization = world.here.id;
  for (let i = 0; i < 500; i++) {
    await world.rows("insert into artists (organization_id, name) values ($1, $2)", [
      organization,
      `Artist ${i}`,
    ]);
  }
  for (let i = 0; i < 50; i++) {
    await world.rows("insert into venues (organization_id, name, city) values ($1, $2, $3)", [
      organization,
      `Salle ${i}`,
      i < 10 ? "Lyon" : `Ville ${i}`,
    ]);
  }
  const ids = (await world.rows<{ id: string }>("select id from artists")).map((row) => row.id);
  await world.rows("analyze");

  const insert = (database: Database) =>
    database.pool.query({
      name: "bench_insert",
      text: "insert into artists (organization_id, name) values ($1, $2) on conflict do nothing returning id, name",
      values: [organization, randomUUID()],
    });
  const call = async (name: string, input: unknown) => {
    const outcome = await callTool(context(), name, input);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  };
  await compare("write tool / bare statement", 0.8, "at least 0.8", {
    bare: () => insert(bare),
    tool: () => call("tours_create_artist", { name: randomUUID() }),
  });
  const pick = () => ids[Math.floor(Math.random() * ids.length)] ?? "";
  const compareRead = async (tool: string, inputOf: (artist: string) => unknown) => {
    const sample = pick();
    const statements = await recordStatements(world, tool, inputOf(sample));
    const what = statements.length === 1 ? "its statement" : `its ${statements.length} statements`;
    await compare(`read tool ${tool} / ${what}`, 0.6, "at least 0.6", {
      bare: async () => {
        const artist = pick();
        const client = await bare.pool.connect();
        for (const { name, text, values } of statements) {
          const mine = values.map((value) => (value === sample ? artist : value));
          await client.query({ name, text, values: mine });
        }
        client.release();
      },
      tool: () => call(tool, inputOf(pick())),
    });
  };
  await compareRead("tours_get_artist", (artist) => ({ artist }));
  await compareRead("tours_find_venues", () => ({ city: "Lyon" }));
  await flushReads(tools);
  await Promise.all([bare.close(), tools.close()]);
  await world.close();
}

type Statement = { name: string; text: string; values: unknown[] };

/** The prepared statements that one call of a tool sends, besides those of the door. */
async function recordStatements(world: World, tool: string, input: unknown): Promise<Statement[]> {
  const database = openDatabase(world.url, 1);
  const client = await database.pool.connect();
  const statements: Statement[] = [];
  client.query = new Proxy(client.query, {
    apply(query, self, sent: unknown[]) {
      const [first] = sent;
      if (typeof first === "object" && first !== null && "values" in first && "name" in first)
        statements.push(first as Statement);
      return Reflect.apply(query, self, sent);
    },
  });
  client.release();
  const outcome = await callTool({ ...world.context(), database }, tool, input);
  const sent = [...statements];
  await flushReads(database);
  await database.close();
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return sent;
}

async function compare(
  name: string,
  least: number,
  goal: string,
  sides: { bare: () => Promise<unknown>; tool: () => Promise<unknown> },
) {
  const ratios: number[] = [];
  const figures = { bare: [] as number[], tool: [] as number[] };
  await throughput(clients, 1_000, sides.bare);
  await throughput(clients, 1_000, sides.tool);
  for (let round = 0; round < rounds; round++) {
    const bare = await throughput(clients, roundMs, sides.bare);
    const tool = await throughput(clients, roundMs, sides.tool);
    figures.bare.push(bare);
    figures.tool.push(tool);
    ratios.push(tool / bare);
  }
  const ratio = median(ratios);
  report({
    name,
    ratio,
    goal,
    met: ratio >= least,
    figures: { "bare calls/s": median(figures.bare), "tool calls/s": median(figures.tool) },
  });
}
