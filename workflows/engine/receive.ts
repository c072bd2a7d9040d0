import type { Ask } from "#database/jobs.ts";
import { type Event, holds, keyOf } from "./expressions.ts";
import type { DurableFunction } from "./functions.ts";
import { endRun, endStep, goOn, lockRun, startRun } from "./runs.ts";
import { endOf } from "./time.ts";

/** A second start under the same idempotency key within this time is none. */
const idempotencyMs = 24 * 3_600_000;

/** Takes events in, each id once: ends waits, cancels runs, starts functions. */
export async function receive(
  ask: Ask,
  functions: Map<string, DurableFunction>,
  events: Event[],
  now: Date,
): Promise<void> {
  for (const event of events) {
    const known = await ask(
      "insert into jobs.events (id, name, received_at) values ($1, $2, $3) on conflict do nothing returning id",
      [event.id, event.name, now],
    );
    if (known.length === 0) continue;
    await endWaits(ask, event, now);
    for (const fn of functions.values()) {
      await cancelRuns(ask, fn, event, now);
      const isFor = fn.events.some(
        (trigger) => trigger.event === event.name && holds(trigger.expression, event),
      );
      if (isFor) await take(ask, fn, event, now);
    }
  }
}

async function endWaits(ask: Ask, event: Event, now: Date) {
  const waits = await ask<{ run_id: string; step_id: string; expression: string | null }>(
    "select run_id, step_id, expression from jobs.waits where event = $1 order by run_id, step_id",
    [event.name],
  );
  for (const wait of waits) {
    const run = await lockRun(ask, wait.run_id);
    if (!run || !holds(wait.expression, run.events[0]!, event)) continue;
    const step = { id: wait.step_id, op: "WaitForEvent" };
    if (await endStep(ask, wait.run_id, step, { data: event }, now)) {
      await goOn(ask, wait.run_id, now);
    }
  }
}

async function cancelRuns(ask: Ask, fn: DurableFunction, event: Event, now: Date) {
  const rules = (fn.cancel ?? []).filter((rule) => rule.event === event.name);
  if (rules.length === 0) return;
  const runs = await ask<{ id: string }>(
    "select id from jobs.runs where function_id = $1 and status = 'running' order by id",
    [fn.id],
  );
  for (const { id } of runs) {
    const run = await lockRun(ask, id);
    if (run && rules.some((rule) => holds(rule.if, run.events[0]!, event))) {
      await endRun(ask, id, { status: "cancelled" }, now);
    }
  }
}

/** Starts a function, at once or, where its events are gathered, once they are. */
async function take(ask: Ask, fn: DurableFunction, event: Event, now: Date) {
  if (fn.debounce) {
    const { period, key, timeout } = fn.debounce;
    await ask(
      `insert into jobs.held as h (function_id, key, events, first_at, due_at) values ($1, $2, $3, $4, $5)
       on conflict (function_id, key) do update
         set events = excluded.events, due_at = least($5, h.first_at + ($6 || ' milliseconds')::interval)`,
      [
        fn.id,
        keyOf(key, event),
        JSON.stringify([event]),
        now,
        endOf(period, now),
        timeout ? String(endOf(timeout, now).getTime() - now.getTime()) : null,
      ],
    );
    return;
  }
  if (fn.batchEvents) {
    const { maxSize, timeout, key } = fn.batchEvents;
    const held = await ask<{ events: Event[] }>(
      `insert into jobs.held as h (function_id, key, events, first_at, due_at) values ($1, $2, $3, $4, $5)
       on conflict (function_id, key) do update set events = (h.events::jsonb || excluded.events::jsonb)::json
       returning events`,
      [fn.id, keyOf(key, event), JSON.stringify([event]), now, endOf(timeout, now)],
    );
    if ((held[0]?.events.length ?? 0) >= maxSize) await release(ask, fn, keyOf(key, event), now);
    return;
  }
  await start(ask, fn, [event], now);
}

/** Starts what was held for a function under a key. */
export async function release(ask: Ask, fn: DurableFunction, key: string, now: Date) {
  const [held] = await ask<{ events: Event[] }>(
    "delete from jobs.held where function_id = $1 and key = $2 returning events",
    [fn.id, key],
  );
  if (held) await start(ask, fn, held.events, now);
}

async function start(ask: Ask, fn: DurableFunction, events: Event[], now: Date) {
  const event = events[0]!;
  const limits = [
    ...(fn.idempotency
      ? [
          {
            key: `once:${fn.id}:${keyOf(fn.idempotency, event)}`,
            limit: 1,
            since: new Date(now.getTime() - idempotencyMs),
          },
        ]
      : []),
    ...(fn.rateLimit
      ? [
          {
            key: `rate:${fn.id}:${keyOf(fn.rateLimit.key, event)}`,
            limit: fn.rateLimit.limit,
            since: new Date(2 * now.getTime() - endOf(fn.rateLimit.period, now).getTime()),
          },
        ]
      : []),
  ];
  for (const { key, limit, since } of limits) {
    await ask("select pg_advisory_xact_lock(5312, hashtext($1))", [key]);
    const [count] = await ask<{ n: number }>(
      "select count(*)::int as n from jobs.starts where key = $1 and at > $2",
      [key, since],
    );
    if ((count?.n ?? 0) >= limit) return;
  }
  for (const { key } of limits) {
    await ask("insert into jobs.starts (key, at) values ($1, $2)", [key, now]);
  }
  await startRun(ask, fn, events, now);
}
