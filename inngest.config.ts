import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import type { Env } from "#integrations/env.ts";
import { createEngine, type Engine, type EngineOptions } from "./workflows/engine/engine.ts";
import { workflows } from "./workflows/index.ts";
import { reportRuns } from "./workflows/reports.ts";
import { startRelay } from "./workflows/relay.ts";
import { SteadyEvents } from "./workflows/steady-events.ts";
import type { Workflow, WorkParts } from "./workflows/workflow.ts";

export type Workflows = {
  inngest: Inngest;
  /** What a route gives to an Inngest server; the local engine calls it without one. */
  handler: (request: Request) => Promise<Response>;
  /** The engine of this process; undefined where an Inngest server has the work. */
  engine: Engine | undefined;
  /** Works, and sends what the outbox holds, until `stop`. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** An Inngest server takes the work where the environment names one, else the local engine does. */
export const isLocal = (env: Pick<Env, "INNGEST_EVENT_KEY" | "INNGEST_DEV">): boolean =>
  !env.INNGEST_EVENT_KEY && !env.INNGEST_DEV;

/** The client, its functions, and whatever runs them. */
export function openWorkflows(
  parts: WorkParts,
  env: Pick<Env, "INNGEST_EVENT_KEY" | "INNGEST_SIGNING_KEY" | "INNGEST_DEV" | "INNGEST_BASE_URL">,
  functions: readonly Workflow[] = workflows,
  options: Partial<EngineOptions> = {},
): Workflows {
  const { database, now } = parts;
  const onError =
    options.onError ??
    ((error: unknown) =>
      console.error(JSON.stringify({ level: "error", room: "workflows", message: String(error) })));
  const engine = isLocal(env) ? createEngine({ database, now, onError, ...options }) : undefined;
  const baseUrl = env.INNGEST_BASE_URL ?? env.INNGEST_DEV;
  const inngest = new Inngest({
    id: "koncert",
    middleware: [SteadyEvents, reportRuns(database, now)],
    ...(engine
      ? { isDev: true, fetch: engine.fetch }
      : {
          isDev: Boolean(env.INNGEST_DEV),
          eventKey: env.INNGEST_EVENT_KEY,
          signingKey: env.INNGEST_SIGNING_KEY,
          ...(baseUrl ? { baseUrl } : {}),
        }),
  });
  const handler = serve({
    client: inngest,
    functions: functions.map((define) => define(inngest, parts)),
    servePath: "/api/inngest",
  });
  let relay: ReturnType<typeof startRelay> | undefined;
  return {
    inngest,
    handler,
    engine,
    async start() {
      await engine?.serve(handler);
      engine?.start();
      relay = startRelay(database, inngest, onError);
    },
    async stop() {
      await relay?.stop();
      await engine?.stop();
    },
  };
}
