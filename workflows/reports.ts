import { type InngestFunction, Middleware } from "inngest";
import { z } from "zod";
import { type Ask, asJobs } from "#database/jobs.ts";
import type { Database } from "#database/pool.ts";

const ofOrganization = z.object({ organizationId: z.guid() });

type Told = {
  ctx: { runId: string; attempt: number; event: { id?: string; name: string; data?: unknown } };
  fn: Pick<InngestFunction.Any, "id">;
};
type Step = { hashedId: string; options: { id: string; name?: string } };

/**
 * Functions report their runs and steps where the organization's page of runs reads them, whichever
 * engine runs them. Runs of the whole installation concern no organization and report nothing.
 */
export function reportRuns(database: Database, now: () => Date) {
  async function report({ ctx, fn }: Told, tell: (ask: Ask) => Promise<unknown>) {
    const data = ofOrganization.safeParse(ctx.event.data);
    if (!data.success) return;
    await asJobs(database, async (ask) => {
      await ask(
        `insert into jobs.reports (run_id, organization_id, function_id, event_id, event_name, event_data, started_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing`,
        [
          ctx.runId,
          data.data.organizationId,
          fn.id(),
          ctx.event.id ?? "",
          ctx.event.name,
          JSON.stringify(ctx.event.data),
          now(),
        ],
      );
      await tell(ask);
    });
  }

  const step = (told: Told, { hashedId, options }: Step, status: string, error?: string) =>
    report(told, async (ask) => {
      await ask(
        `insert into jobs.report_steps as s (run_id, id, name, status, attempt, error, started_at, ended_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (run_id, id) do update set status = $4, attempt = $5, error = $6, ended_at = $8`,
        [
          told.ctx.runId,
          hashedId,
          options.name ?? options.id,
          status,
          told.ctx.attempt + 1,
          error ?? null,
          now(),
          status === "completed" || status === "failed" ? now() : null,
        ],
      );
      await ask("update jobs.reports set updated_at = $2, attempt = $3 where run_id = $1", [
        told.ctx.runId,
        now(),
        told.ctx.attempt + 1,
      ]);
    });

  const end = (told: Told, status: "completed" | "failed", error?: string) =>
    report(told, (ask) =>
      ask(
        `update jobs.reports set status = $2, error = $3, ended_at = $4, updated_at = $4
          where run_id = $1 and status = 'running'`,
        [told.ctx.runId, status, error ?? null, now()],
      ),
    );

  return class Reports extends Middleware.BaseMiddleware {
    readonly id = "reports";

    override onRunStart(told: Middleware.OnRunStartArgs) {
      return report(told, async () => {});
    }
    override onStepStart(told: Middleware.OnStepStartArgs) {
      return step(told, told.stepInfo, "running");
    }
    override onStepComplete(told: Middleware.OnStepCompleteArgs) {
      return step(told, told.stepInfo, "completed");
    }
    override onStepError(told: Middleware.OnStepErrorArgs) {
      const status = told.isFinalAttempt ? "failed" : "retrying";
      return step(told, told.stepInfo, status, told.error.message);
    }
    override onRunComplete(told: Middleware.OnRunCompleteArgs) {
      return end(told, "completed");
    }
    override async onRunError(told: Middleware.OnRunErrorArgs) {
      if (told.isFinalAttempt) await end(told, "failed", told.error.message);
    }
  };
}

/** Says how far a run has come. */
export function reportProgress(
  database: Database,
  runId: string,
  { done, total }: { done: number; total: number },
): Promise<unknown> {
  return asJobs(database, (ask) =>
    ask("update jobs.reports set done = $2, total = $3, updated_at = now() where run_id = $1", [
      runId,
      done,
      total,
    ]),
  );
}
