import { randomUUID } from "node:crypto";
import { type Database, openDatabase } from "#database/pool.ts";
import { callTool } from "#tools/call-tool.ts";
import { flushReads } from "#tools/core/audit.ts";
import { openWorld } from "#tools/testing/world.ts";
import { median, report, throughput } from "./measure.ts";

const clients = 8;
const roundMs = 2_500;
const rounds = 5;

/**
 * A tool call against the statement that it runs, on a real PostgreSQL with fsync, side by side in
 * each round: same driver, same number of connections, same prepared statement, same table with
 * its triggers. The bare side has no role, claims, audit row or validation.
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
  await compare("read tool / bare statement", 0.6, "at least 0.6", {
    bare: () =>
      bare.pool.query({
        name: "bench_read",
        text: "select id, name, genre, country, notes from artists where id = $1",
        values: [pick()],
      }),
    tool: () => call("tours_get_artist", { artist: pick() }),
  });
  await flushReads(tools);
  await Promise.all([bare.close(), tools.close()]);
  await world.close();
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
