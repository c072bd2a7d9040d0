import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Ask, asJobs } from "#database/jobs.ts";
import type { Database } from "#database/pool.ts";
import { applyReply, keepSteps, wake } from "./apply.ts";
import type { Event } from "./expressions.ts";
import { type DurableFunction, readFunctions } from "./functions.ts";
import { callRequest, op, readReply, type Reply, syncRequest } from "./protocol.ts";
import { receive } from "./receive.ts";
import { fireCrons, forgetOld, nextDue, readCall, releaseHeld, takeWakes } from "./work.ts";

export type Engine = {
  /** What the client sends through in place of the network. */
  fetch: typeof fetch;
  /** Learns the functions from their own answer. Throws for what this engine does not do. */
  serve(handler: (request: Request) => Promise<Response>): Promise<void>;
  /** Works until `stop`. */
  start(): void;
  /** Lets what is being done end, and does nothing more. */
  stop(): Promise<void>;
  /** Does all that is due now and all that follows from it. */
  settle(): Promise<void>;
};

export type EngineOptions = {
  database: Database;
  now?: () => Date;
  /** How many calls at once. */
  slots?: number;
  /** How long a claim is another's to take over after its last sign of life. */
  leaseMs?: number;
  onError?: (error: unknown) => void;
};

const longestWaitMs = 1_000;
const tidyEveryMs = 600_000;

/**
 * Runs durable functions within this process, on the application's own database, over the protocol of
 * an Inngest server: what works here works there unchanged. Several processes may share the work.
 */
export function createEngine(options: EngineOptions): Engine {
  const { database, slots = 10, leaseMs = 15_000 } = options;
  const now = options.now ?? (() => new Date());
  const onError =
    options.onError ??
    ((error) =>
      console.error(JSON.stringify({ level: "error", room: "workflows", message: String(error) })));
  let handler: ((request: Request) => Promise<Response>) | undefined;
  let functions = new Map<string, DurableFunction>();
  const running = new Set<Promise<void>>();
  const claimed = new Set<string>();
  let isStopping = false;
  let loop: Promise<void> | undefined;
  let heart: NodeJS.Timeout | undefined;
  let tidiedAt = 0;
  let nudge = () => {};

  /** Two transactions that wait for one another are told so by the database; one of them begins again. */
  async function change<T>(run: (ask: Ask) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await asJobs(database, run);
      } catch (error) {
        const { code } = error as { code?: string };
        if (attempt === 5 || (code !== "40P01" && code !== "40001")) throw error;
      }
    }
  }

  async function claim() {
    const free = slots - running.size;
    if (free <= 0 || functions.size === 0) return 0;
    const jobs = await change((ask) =>
      ask<{ run_id: string; step_id: string; attempt: number; token: string }>(
        "select * from jobs.claim($1, $2, $3)",
        [now(), free, `${leaseMs} milliseconds`],
      ),
    );
    for (const { run_id, step_id, attempt, token } of jobs) {
      claimed.add(token);
      const work = run({ runId: run_id, stepId: step_id, attempt, token })
        .catch(onError)
        .finally(() => {
          running.delete(work);
          claimed.delete(token);
          nudge();
        });
      running.add(work);
    }
    return jobs.length;
  }

  async function run(job: { runId: string; stepId: string; attempt: number; token: string }) {
    const call = await change((ask) => readCall(ask, job));
    if (!call || !handler) return;
    // Each claim that was lost with its process counts, so a step that kills it can't do so for ever.
    const isLost = job.attempt >= call.maxAttempts;
    const reply: Reply = isLost
      ? {
          kind: "error",
          error: { name: "Error", message: "The process ended while the step ran.", stack: "" },
          isFinal: true,
          retryAfter: null,
        }
      : await handler(callRequest(call)).then(readReply);
    await change((ask) => applyReply(ask, functions, call, reply, now()));
  }

  async function tick(): Promise<number> {
    const moved = await change(async (ask) => {
      const at = now();
      const fired = await fireCrons(ask, functions, at);
      const released = await releaseHeld(ask, functions, at);
      const wakes = await takeWakes(ask, at);
      for (const { run_id, step_id } of wakes) await wake(ask, run_id, step_id, at);
      return fired + released + wakes.length;
    });
    if (now().getTime() - tidiedAt > tidyEveryMs) {
      tidiedAt = now().getTime();
      await change((ask) => forgetOld(ask, now()));
    }
    return moved + (await claim());
  }

  async function work() {
    for (;;) {
      if (isStopping) return;
      const nudged = new Promise<void>((resolve) => {
        nudge = resolve;
      });
      const moved = await tick().catch((error: unknown) => {
        onError(error);
        return 0;
      });
      if (moved > 0) continue;
      const due = await change((ask) => nextDue(ask)).catch(() => undefined);
      const wait = Math.min(
        longestWaitMs,
        Math.max(20, (due?.getTime() ?? Infinity) - now().getTime()),
      );
      let timer: NodeJS.Timeout | undefined;
      const slept = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, wait);
      });
      await Promise.race([nudged, slept]);
      clearTimeout(timer);
    }
  }

  function beat() {
    if (claimed.size === 0) return;
    void change((ask) =>
      ask("update jobs.queue set leased_until = $1 where token = any ($2::uuid[])", [
        new Date(now().getTime() + leaseMs),
        [...claimed],
      ]),
    ).catch(onError);
  }
  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/e/")) {
        const events = readEvents(await request.json(), now());
        await change((ask) => receive(ask, functions, events, now()));
        nudge();
        return Response.json({ ids: events.map(({ id }) => id), status: 200 });
      }
      const [, runId] = /^\/v1\/checkpoint\/([^/]+)\/async$/.exec(pathname) ?? [];
      if (!runId) return Response.json({ error: "not here", status: 404 }, { status: 404 });
      const { qi_id, steps } = kept.parse(await request.json());
      const isKept = await change((ask) => keepSteps(ask, runId, qi_id, steps, now()));
      return Response.json({}, { status: isKept ? 200 : 409 });
    },
    async serve(served) {
      const response = await served(syncRequest());
      if (!response.ok) throw new Error(`The functions do not answer: ${await response.text()}`);
      const { functions: configs } = z
        .object({ functions: z.array(z.unknown()) })
        .parse(await response.json());
      functions = readFunctions(configs);
      handler = served;
    },
    start() {
      isStopping = false;
      heart = setInterval(beat, leaseMs / 3);
      loop = work();
    },
    async stop() {
      isStopping = true;
      nudge();
      await loop;
      await Promise.all(running);
      clearInterval(heart);
    },
    async settle() {
      while ((await tick()) > 0 || running.size > 0) await Promise.all(running);
    },
  };
}

const kept = z.object({ qi_id: z.string(), steps: z.array(op) });

const sent = z.array(
  z.object({
    id: z.string().nullish(),
    name: z.string(),
    data: z.record(z.string(), z.unknown()).nullish(),
    ts: z.number().nullish(),
  }),
);

function readEvents(body: unknown, at: Date): Event[] {
  return sent.parse(Array.isArray(body) ? body : [body]).map(({ id, name, data, ts }) => ({
    id: id ?? randomUUID(),
    name,
    data: data ?? {},
    ts: ts ?? at.getTime(),
  }));
}
