import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { runStatuses, runWords } from "./run-words.ts";

export const runRow = z.object({
  id: z.string(),
  title: z.object({ fr: z.string(), en: z.string() }),
  status: z.enum(runStatuses),
  attempt: z.int(),
  /** How far it has come, where the function says so. */
  progress: z.object({ done: z.int(), total: z.int() }).nullable(),
  error: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  mayRetry: z.boolean(),
});
export type RunRow = z.infer<typeof runRow>;

/** A run as the database tells of it. */
export const reported = z
  .object({
    run_id: z.string(),
    function_id: z.string(),
    status: z.enum(runStatuses),
    attempt: z.int(),
    done: z.int().nullable(),
    total: z.int().nullable(),
    error: z.string().nullable(),
    started_at: z.string(),
    ended_at: z.string().nullable(),
    retried_at: z.string().nullable(),
  })
  .transform(
    ({ run_id, function_id, done, total, started_at, ended_at, retried_at, ...run }): RunRow => ({
      id: run_id,
      title: runWords(function_id),
      status: run.status,
      attempt: run.attempt,
      progress: done === null || total === null ? null : { done, total },
      error: run.error,
      startedAt: new Date(started_at).toISOString(),
      endedAt: ended_at && new Date(ended_at).toISOString(),
      mayRetry: (run.status === "failed" || run.status === "cancelled") && !retried_at,
    }),
  );

/** The run that is meant: the one named, else the last one at this state. */
export async function meantRun(
  ctx: ToolContext,
  id: string | undefined,
  status: (typeof runStatuses)[number],
): Promise<RunRow> {
  const { rows } = await (
    id
      ? sql<{ run: unknown }>`select koncert.read_run(${id}) as run`
      : sql<{ run: unknown }>`select koncert.list_runs(${status}, 1, 0) -> 'runs' -> 0 as run`
  ).execute(ctx.tx);
  const run = rows[0]?.run;
  if (run) return reported.parse(run);
  throw new ToolError(
    "not_found",
    id
      ? { fr: "Cette tâche n’existe pas ou plus.", en: "There is no such run any more." }
      : status === "failed"
        ? { fr: "Aucune tâche n’est en échec.", en: "No run has failed." }
        : { fr: "Aucune tâche n’est en cours.", en: "No run is under way." },
  );
}
