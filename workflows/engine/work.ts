import type { Ask } from "#database/jobs.ts";
import type { Event } from "./expressions.ts";
import type { DurableFunction } from "./functions.ts";
import type { Call, Memo } from "./protocol.ts";
import { release } from "./receive.ts";
import { startRun } from "./runs.ts";
import { nextTime } from "./time.ts";

type Functions = Map<string, DurableFunction>;

/** All that a call has to carry; undefined once its run has ended. */
export async function readCall(
  ask: Ask,
  job: { runId: string; stepId: string; attempt: number; token: string },
): Promise<Call | undefined> {
  const [run] = await ask<{ function_id: string; events: Event[]; max_attempts: number }>(
    "select function_id, events, max_attempts from jobs.runs where id = $1 and status = 'running'",
    [job.runId],
  );
  if (!run) return undefined;
  const rows = await ask<{ id: string; status: string; data: unknown; error: unknown }>(
    "select id, status, data, error from jobs.steps where run_id = $1 order by ended_nr",
    [job.runId],
  );
  const ended = rows.filter(({ status }) => status !== "pending");
  const memo = ({ status, data, error }: (typeof rows)[number]): Memo =>
    status === "failed" ? { type: "error", error } : { type: "data", data };
  return {
    ...job,
    functionId: run.function_id,
    maxAttempts: run.max_attempts,
    events: run.events,
    steps: Object.fromEntries(ended.map((row) => [row.id, memo(row)])),
    stack: ended.map(({ id }) => id),
    isParallel: ended.length < rows.length,
  };
}

/** Starts functions whose hour has come, once each however many processes look; missed hours count as one. */
export async function fireCrons(ask: Ask, functions: Functions, now: Date): Promise<number> {
  const lines = [...functions.values()].flatMap((fn) => fn.crons.map((cron) => ({ fn, cron })));
  if (lines.length === 0) return 0;
  const known = await ask<{ function_id: string; cron: string; next_at: Date }>(
    "select function_id, cron, next_at from jobs.crons where next_at > $1",
    [now],
  );
  let fired = 0;
  for (const { fn, cron } of lines) {
    if (known.some((row) => row.function_id === fn.id && row.cron === cron)) continue;
    const next = nextTime(cron, now);
    const [due] = await ask<{ was: Date }>(
      `with due as (select next_at from jobs.crons where function_id = $1 and cron = $2 and next_at <= $3 for update skip locked)
       update jobs.crons c set next_at = $4 from due where c.function_id = $1 and c.cron = $2 returning due.next_at as was`,
      [fn.id, cron, now, next],
    );
    if (due) {
      const event = { name: "inngest/scheduled.timer", data: { cron }, ts: now.getTime() };
      await startRun(ask, fn, [{ ...event, id: `${fn.id}:${due.was.toISOString()}` }], now);
      fired += 1;
    } else {
      await ask(
        "insert into jobs.crons (function_id, cron, next_at) values ($1, $2, $3) on conflict do nothing",
        [fn.id, cron, next],
      );
    }
  }
  return fired;
}

/** Starts what was gathered long enough. */
export async function releaseHeld(ask: Ask, functions: Functions, now: Date): Promise<number> {
  const held = await ask<{ function_id: string; key: string }>(
    "select function_id, key from jobs.held where due_at <= $1 for update skip locked",
    [now],
  );
  for (const { function_id, key } of held) {
    const fn = functions.get(function_id);
    if (fn) await release(ask, fn, key, now);
  }
  return held.length;
}

/** Sleeps and waits whose time has come. */
export function takeWakes(ask: Ask, now: Date) {
  return ask<{ run_id: string; step_id: string }>(
    `delete from jobs.queue where id in (select id from jobs.queue
       where kind = 'wake' and due_at <= $1 and token is null order by due_at limit 100 for update skip locked)
     returning run_id, step_id`,
    [now],
  );
}

/** When something is due next. */
export async function nextDue(ask: Ask): Promise<Date | undefined> {
  const [row] = await ask<{ at: Date | null }>(
    `select least((select min(due_at) from jobs.queue where token is null), (select min(due_at) from jobs.held),
       (select min(next_at) from jobs.crons)) as at`,
  );
  return row?.at ?? undefined;
}

/** What is long over is forgotten: runs that nobody reads after a week, their reports after ninety days. */
export async function forgetOld(ask: Ask, now: Date): Promise<void> {
  const week = new Date(now.getTime() - 7 * 86_400_000);
  await ask("delete from jobs.runs where ended_at < $1", [week]);
  await ask("delete from jobs.events where received_at < $1", [week]);
  await ask("delete from jobs.starts where at < $1", [week]);
  await ask("delete from jobs.reports where ended_at < $1", [
    new Date(now.getTime() - 90 * 86_400_000),
  ]);
}
