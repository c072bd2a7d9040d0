import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { defineTool } from "../core/tool.ts";
import { meantRun, runRow } from "./runs.ts";

const refusals: Record<string, { fr: string; en: string }> = {
  not_failed: {
    fr: "Cette tâche n’est ni en échec ni annulée : il n’y a rien à relancer.",
    en: "This run neither failed nor was cancelled: there is nothing to start again.",
  },
  retried: {
    fr: "Cette tâche a déjà été relancée.",
    en: "This run was started again already.",
  },
};

export const retryRun = defineTool({
  name: "organization_retry_run",
  title: { fr: "Relancer une tâche automatique", en: "Retry a background run" },
  description:
    "Starts a failed or cancelled background run again, once; what it had done is not done twice. Without `run`, the last one that failed.",
  permission: "organization:approve",
  effect: "write",
  input: z.object({ run: z.string().min(1).max(100).optional().describe("id of the run") }),
  output: z.object({ id: z.string(), title: runRow.shape.title }),
  examples: [
    {
      fr: "relance la tâche automatique en échec",
      en: "retry the failed background run",
      input: {},
    },
    { fr: "réessaie le traitement qui a planté", en: "try the job that broke again", input: {} },
    {
      fr: "refais tourner la dernière tâche automatique",
      en: "run the last background run again",
      input: {},
    },
    { fr: "relance le traitement de la nuit", en: "start last night's job again", input: {} },
    {
      fr: "la tâche automatique a échoué, recommence-la",
      en: "the background run failed, start it over",
      input: {},
    },
    { fr: "retente le traitement en erreur", en: "retry the job in error", input: {} },
  ],
  async run(ctx, input) {
    const run = await meantRun(ctx, input.run, "failed");
    const { rows } = await sql<{ code: string }>`
      select koncert.retry_run(${run.id}, ${ctx.now}) as code`.execute(ctx.tx);
    const refusal = refusals[rows[0]?.code ?? ""];
    if (refusal) throw new ToolError("conflict", refusal, { reason: rows[0]?.code ?? "" });
    if (rows[0]?.code !== "ok") throw new Error(`retry_run: ${rows[0]?.code}`);
    return { id: run.id, title: run.title };
  },
  summary: ({ title }, say) =>
    say({ fr: `Tâche relancée : ${title.fr}.`, en: `Run started again: ${title.en}.` }),
});
