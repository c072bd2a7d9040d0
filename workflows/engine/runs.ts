import { randomUUID } from "node:crypto";
import type { Ask } from "#database/jobs.ts";
import { type Event, keyOf } from "./expressions.ts";
import type { DurableFunction } from "./functions.ts";

/** Where a run is called from, and which step of it waits for the answer. */
export type Parent = { run: string; step: string };

/** Starts a run and asks for its first call. */
export async function startRun(
  ask: Ask,
  fn: DurableFunction,
  events: Event[],
  now: Date,
  parent?: Parent,
): Promise<string> {
  const id = randomUUID();
  const lanes = fn.lanes.map(
    ({ key, scope = "fn" }) => `${scope === "fn" ? fn.id : scope}:${keyOf(key, events[0]!)}`,
  );
  await ask(
    `insert into jobs.runs (id, function_id, events, lanes, lane_limits, max_attempts, parent_run, parent_step, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      fn.id,
      JSON.stringify(events),
      lanes,
      fn.lanes.map(({ limit }) => limit),
      fn.maxAttempts,
      parent?.run ?? null,
      parent?.step ?? null,
      now,
    ],
  );
  await callAgain(ask, id, now);
  return id;
}

/** Asks for the run to be called; where it is being called now, it is called once more after that. */
export async function callAgain(ask: Ask, runId: string, now: Date): Promise<void> {
  await ask(
    `insert into jobs.queue as q (run_id, kind, step_id, due_at) values ($1, 'call', 'step', $2)
     on conflict (run_id, step_id, kind) do update
       set rerun = q.token is not null, due_at = case when q.token is null then least(q.due_at, $2) else q.due_at end`,
    [runId, now],
  );
}

/** Locks a run; whatever changes it holds this lock. Undefined once it has ended. */
export async function lockRun(ask: Ask, runId: string) {
  const [run] = await ask<{ function_id: string; events: Event[]; max_attempts: number }>(
    "select function_id, events, max_attempts from jobs.runs where id = $1 and status = 'running' for update",
    [runId],
  );
  return run;
}

/** Steps that something outside the function ends. */
const waiting = new Set(["Sleep", "WaitForEvent", "InvokeFunction"]);

/** Keeps what a step came to, unless it has ended before. */
export async function endStep(
  ask: Ask,
  runId: string,
  step: { id: string; op: string; name?: string | null },
  outcome: { data: unknown } | { error: unknown },
  now: Date,
): Promise<boolean> {
  const failed = "error" in outcome;
  const ended = await ask(
    `insert into jobs.steps as s (run_id, id, op, name, status, data, error, created_at, ended_at, ended_nr)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, nextval('jobs.step_ends'))
     on conflict (run_id, id) do update
       set status = $5, data = $6, error = $7, ended_at = $8, ended_nr = excluded.ended_nr
       where s.status = 'pending' returning id`,
    [
      runId,
      step.id,
      step.op,
      step.name ?? null,
      failed ? "failed" : "done",
      failed ? null : JSON.stringify(outcome.data ?? null),
      failed ? JSON.stringify(outcome.error ?? null) : null,
      now,
    ],
  );
  if (ended.length === 0) return false;
  if (waiting.has(step.op)) {
    const values = [runId, step.id];
    await ask("delete from jobs.waits where run_id = $1 and step_id = $2", values);
    await ask(
      "delete from jobs.queue where run_id = $1 and step_id = $2 and kind = 'wake'",
      values,
    );
  }
  return true;
}

/** Calls the run after a step has ended, unless other planned steps of a group are still to end. */
export async function goOn(ask: Ask, runId: string, now: Date): Promise<void> {
  const [waiting] = await ask(
    `select from jobs.steps where run_id = $1 and status = 'pending' and op = 'StepPlanned' and not is_racing limit 1`,
    [runId],
  );
  if (!waiting) await callAgain(ask, runId, now);
}

export type End =
  | { status: "completed"; output: unknown }
  | { status: "failed"; error: unknown }
  | { status: "cancelled" };

/** Ends a run that is locked, answers who invoked it, and tells what is to be said of a failure. */
export async function endRun(
  ask: Ask,
  runId: string,
  end: End,
  now: Date,
): Promise<Event | undefined> {
  const [run] = await ask<{
    function_id: string;
    events: Event[];
    parent_run: string | null;
    parent_step: string | null;
  }>(
    `update jobs.runs set status = $2, output = $3, error = $4, ended_at = $5 where id = $1
     returning function_id, events, parent_run, parent_step`,
    [
      runId,
      end.status,
      end.status === "completed" ? JSON.stringify(end.output ?? null) : null,
      end.status === "failed" ? JSON.stringify(end.error ?? null) : null,
      now,
    ],
  );
  await ask("delete from jobs.queue where run_id = $1", [runId]);
  await ask("delete from jobs.waits where run_id = $1", [runId]);
  if (!run) return undefined;
  const error =
    end.status === "failed"
      ? end.error
      : { name: "Error", message: "The run was cancelled.", stack: "" };
  if (run.parent_run && run.parent_step && (await lockRun(ask, run.parent_run))) {
    await endStep(
      ask,
      run.parent_run,
      { id: run.parent_step, op: "InvokeFunction" },
      end.status === "completed" ? { data: end.output } : { error },
      now,
    );
    await goOn(ask, run.parent_run, now);
  }
  if (end.status !== "failed") return undefined;
  return {
    id: `failed:${runId}`,
    name: "inngest/function.failed",
    data: { function_id: run.function_id, run_id: runId, error, event: run.events[0] },
    ts: now.getTime(),
  };
}
