import type { Ask } from "#database/jobs.ts";
import type { Event } from "./expressions.ts";
import type { DurableFunction } from "./functions.ts";
import type { Call, Op, Reply } from "./protocol.ts";
import { receive } from "./receive.ts";
import { callAgain, endRun, endStep, goOn, lockRun, startRun, type End } from "./runs.ts";
import { backoffMs, endOf } from "./time.ts";

export type Job = Pick<Call, "runId" | "stepId" | "attempt" | "maxAttempts" | "token">;

/** Applies one reply: saves its steps, plans what follows and puts the job away, all or nothing. */
export async function applyReply(
  ask: Ask,
  functions: Map<string, DurableFunction>,
  job: Job,
  reply: Reply,
  now: Date,
): Promise<void> {
  const run = await lockRun(ask, job.runId);
  if (!run) return;
  const [claim] = await ask<{ rerun: boolean; attempt: number }>(
    "select rerun, attempt from jobs.queue where run_id = $1 and token = $2 for update",
    [job.runId, job.token],
  );
  // Claimed anew by another: what this one did is told by whoever has it now.
  if (!claim) return;
  const end = async (how: End) => {
    const failure = await endRun(ask, job.runId, how, now);
    if (failure) await receive(ask, functions, [failure], now);
  };
  if (reply.kind === "done") return end({ status: "completed", output: reply.output });
  if (reply.kind === "error") {
    // Steps kept since the call began make this the first attempt at what follows them.
    const attempt = claim.attempt;
    if (reply.isFinal || attempt + 1 >= job.maxAttempts) {
      return end({ status: "failed", error: reply.error });
    }
    return retry(ask, job, attempt, reply.retryAfter, now);
  }
  const errors = reply.ops.filter(({ op }) => op === "StepError");
  if (errors.length > 0 && claim.attempt + 1 < job.maxAttempts) {
    for (const each of reply.ops) {
      if (each.op === "StepRun")
        await endStep(ask, job.runId, named(each), { data: each.data }, now);
    }
    return retry(ask, job, claim.attempt, reply.retryAfter, now);
  }
  await ask("delete from jobs.queue where token = $1", [job.token]);
  let hasEnded = false;
  for (const each of reply.ops) {
    if (each.op === "RunComplete") return end({ status: "completed", output: each.data });
    const unknown = await applyOp(ask, functions, job.runId, run.events[0]!, each, now);
    if (unknown) return end({ status: "failed", error: unknown });
    hasEnded ||= ["StepRun", "StepFailed", "StepError", "DiscoveryRequest"].includes(each.op);
  }
  if (claim.rerun) await callAgain(ask, job.runId, now);
  else if (hasEnded) await goOn(ask, job.runId, now);
}

async function retry(ask: Ask, job: Job, attempt: number, after: string | null, now: Date) {
  const due = after
    ? endOf(/^\d+$/.test(after) ? `${after}s` : after, now)
    : new Date(now.getTime() + backoffMs(attempt));
  await ask(
    `update jobs.queue set token = null, leased_until = null, attempt = $2, rerun = false,
       due_at = case when rerun then $4::timestamptz else $3::timestamptz end where token = $1`,
    [job.token, attempt + 1, due, now],
  );
}

const named = (each: Op) => ({ id: each.id, op: each.op, name: each.displayName ?? each.name });

/** Does what one operation asks for; says why where it is none that this engine knows. */
async function applyOp(
  ask: Ask,
  functions: Map<string, DurableFunction>,
  runId: string,
  event: Event,
  each: Op,
  now: Date,
) {
  switch (each.op) {
    case "DiscoveryRequest":
      return undefined;
    case "StepRun":
      await endStep(ask, runId, named(each), { data: each.data }, now);
      return undefined;
    case "StepError":
    case "StepFailed":
      await endStep(ask, runId, named(each), { error: each.error }, now);
      return undefined;
    case "StepPlanned":
      if (await plan(ask, runId, each, now)) {
        await ask(
          "insert into jobs.queue (run_id, kind, step_id, due_at) values ($1, 'call', $2, $3)",
          [runId, each.id, now],
        );
      }
      return undefined;
    case "Sleep":
      if (await plan(ask, runId, each, now)) await wakeAt(ask, runId, each, each.name, now);
      return undefined;
    case "WaitForEvent":
      if (await plan(ask, runId, each, now)) {
        await ask(
          "insert into jobs.waits (run_id, step_id, event, expression) values ($1, $2, $3, $4)",
          [runId, each.id, each.name, each.opts?.if ?? null],
        );
        await wakeAt(ask, runId, each, each.opts?.timeout, now);
      }
      return undefined;
    case "InvokeFunction": {
      const invoked = functions.get(each.opts?.function_id ?? "");
      if (!invoked) return problem(`There is no function ${each.opts?.function_id}.`);
      if (!(await plan(ask, runId, each, now))) return undefined;
      const payload: Event = {
        id: `${runId}:${each.id}`,
        name: "inngest/function.invoked",
        data: each.opts?.payload?.data ?? {},
        ts: now.getTime(),
      };
      await startRun(ask, invoked, [payload], now, { run: runId, step: each.id });
      if (each.opts?.timeout) await wakeAt(ask, runId, each, each.opts.timeout, now);
      return undefined;
    }
    default:
      return problem(`The local engine does not do ${each.op}, asked for by ${event.name}.`);
  }
}

const problem = (message: string) => ({ name: "Error", message, stack: "" });

/** Notes a step that is under way; false for one that is known already, told again. */
async function plan(ask: Ask, runId: string, each: Op, now: Date): Promise<boolean> {
  const planned = await ask(
    `insert into jobs.steps (run_id, id, op, name, status, is_racing, created_at)
     values ($1, $2, $3, $4, 'pending', $5, $6) on conflict do nothing returning id`,
    [runId, each.id, each.op, named(each).name ?? null, each.opts?.parallelMode === "race", now],
  );
  return planned.length > 0;
}

async function wakeAt(
  ask: Ask,
  runId: string,
  each: Op,
  text: string | null | undefined,
  now: Date,
) {
  await ask("insert into jobs.queue (run_id, kind, step_id, due_at) values ($1, 'wake', $2, $3)", [
    runId,
    each.id,
    endOf(text ?? "", now),
  ]);
}

/** Ends the sleep or the wait of a step whose time has come. */
export async function wake(ask: Ask, runId: string, stepId: string, now: Date): Promise<void> {
  if (!(await lockRun(ask, runId))) return;
  const [step] = await ask<{ op: string }>(
    "select op from jobs.steps where run_id = $1 and id = $2 and status = 'pending'",
    [runId, stepId],
  );
  if (!step) return;
  const outcome =
    step.op === "InvokeFunction"
      ? { error: problem("The invoked function did not end in time.") }
      : { data: null };
  await endStep(ask, runId, { id: stepId, op: step.op }, outcome, now);
  await goOn(ask, runId, now);
}

/** Keeps steps that a function has run on its way; false where its claim is no longer the valid one. */
export async function keepSteps(
  ask: Ask,
  runId: string,
  token: string,
  ops: Op[],
  now: Date,
): Promise<boolean> {
  const strange = ops.find(({ op }) => op !== "StepRun");
  if (strange) throw new Error(`${strange.op} can't be kept on the way`);
  const steps = ops.map((each) => ({ ...named(each), data: each.data ?? null }));
  const [kept] = await ask<{ kept: boolean }>("select jobs.keep_steps($1, $2, $3, $4) as kept", [
    runId,
    token,
    JSON.stringify(steps),
    now,
  ]);
  return kept?.kept === true;
}
