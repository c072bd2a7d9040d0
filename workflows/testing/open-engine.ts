import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import pg from "pg";
import { openDatabase } from "#database/pool.ts";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { createEngine, type Engine, type EngineOptions } from "../engine/engine.ts";

/** Requests that crossed the wire, in the order in which they were made. */
export type Crossing = {
  url: URL;
  body: Record<string, unknown>;
  status: number;
  answer: unknown;
  sdk: string;
};

export type EngineWorld = {
  inngest: Inngest;
  engine: Engine;
  now(): Date;
  /** Lets time pass, then does all that has become due. */
  pass(ms: number): Promise<void>;
  goTo(iso: string): Promise<void>;
  serve(functions: InngestFunction.Any[]): Promise<void>;
  wire: Crossing[];
  rows<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    sql: string,
    values?: unknown[],
  ): Promise<Row[]>;
  close(): Promise<void>;
};

/** The local engine on a database of its own, with a clock that moves when it is told to. */
export async function openEngine(
  options: { at?: string; checkpointing?: boolean } & Partial<EngineOptions> = {},
): Promise<EngineWorld> {
  const test = await createTestDatabase();
  const database = openDatabase(test.url, 8);
  const admin = new pg.Client({ connectionString: test.adminUrl });
  await admin.connect();
  let at = new Date(options.at ?? "2026-11-27T09:00:00Z");
  const failures: unknown[] = [];
  const engine = createEngine({
    database,
    now: () => at,
    onError: (error) => failures.push(error),
    ...options,
  });
  const wire: Crossing[] = [];
  const quiet = { info() {}, warn() {}, error() {}, debug() {} };
  const inngest = new Inngest({
    id: "koncert",
    isDev: true,
    fetch: engine.fetch,
    logger: quiet,
    internalLogger: quiet,
    checkpointing: options.checkpointing ?? true,
  });
  return {
    inngest,
    engine,
    now: () => at,
    async pass(ms) {
      await engine.settle();
      at = new Date(at.getTime() + ms);
      await engine.settle();
    },
    async goTo(iso) {
      await engine.settle();
      at = new Date(iso);
      await engine.settle();
    },
    async serve(functions) {
      const handler = serve({ client: inngest, functions });
      await engine.serve(async (request) => {
        const body = (await request.clone().json()) as Record<string, unknown>;
        const response = await handler(request);
        const text = await response.clone().text();
        wire.push({
          url: new URL(request.url),
          body,
          status: response.status,
          answer: text === "" ? null : JSON.parse(text),
          sdk: response.headers.get("x-inngest-sdk") ?? "",
        });
        return response;
      });
    },
    wire,
    rows: async (sql, values) => (await admin.query(sql, values)).rows,
    async close() {
      await engine.stop();
      await database.close();
      await admin.end();
      await test.close();
      if (failures.length > 0) throw failures[0];
    },
  };
}
