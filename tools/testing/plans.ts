import { CompiledQuery } from "kysely";
import { asActor } from "#database/as-actor.ts";
import type { World } from "./world.ts";

type Node = {
  "Node Type": string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  "Relation Name"?: string;
  "Index Name"?: string;
  Plans?: Node[];
};
type Said = { text: string; values: unknown[] };

/** Hears the statements that tools send, and says how many rows each reads in its tables. */
export function hearStatements(world: World, pool: World["database"]["pool"]) {
  const said: Said[] = [];
  const heard = new WeakSet<object>();
  pool.on("acquire", (client) => {
    if (heard.has(client)) return;
    heard.add(client);
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    Object.assign(client, {
      query: (first: string | Said, ...rest: unknown[]) => {
        if (typeof first === "object" && /^\s*(?:select|with)/i.test(first.text))
          said.push({ text: first.text, values: first.values ?? [] });
        return query(first, ...rest);
      },
    });
  });
  return {
    /** What the statements of one call read, as the actor: rows visited by table, and the indexes used. */
    async readBy(call: () => Promise<unknown>) {
      said.length = 0;
      await call();
      const statements = [...said];
      const read = { rows: 0, tables: {} as Record<string, number>, indexes: new Set<string>() };
      for (const { text, values } of statements) {
        const [plan] = await explain(world, text, values);
        if (plan) visit(plan, read);
      }
      return read;
    },
  };
}

async function explain(world: World, text: string, values: unknown[]): Promise<Node[]> {
  return asActor(world.database, world.here.actors.owner, async (tx) => {
    const { rows } = await tx.executeQuery<{ "QUERY PLAN": { Plan: Node }[] }>(
      CompiledQuery.raw(`explain (analyze, timing off, format json) ${text}`, values),
    );
    return rows.flatMap((row) => row["QUERY PLAN"].map(({ Plan }) => Plan));
  });
}

function visit(
  node: Node,
  read: { rows: number; tables: Record<string, number>; indexes: Set<string> },
) {
  if (node["Index Name"]) read.indexes.add(node["Index Name"]);
  const table = node["Relation Name"];
  if (table) {
    const each =
      node["Actual Rows"] +
      (node["Rows Removed by Filter"] ?? 0) +
      (node["Rows Removed by Index Recheck"] ?? 0);
    const rows = Math.round(each * node["Actual Loops"]);
    read.rows += rows;
    read.tables[table] = (read.tables[table] ?? 0) + rows;
  }
  for (const inner of node.Plans ?? []) visit(inner, read);
}
