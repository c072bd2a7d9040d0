import { sql } from "kysely";
import { z } from "zod";
import { defineTool } from "../core/tool.ts";
import { runWordsOf, wordsOfStep } from "./run-words.ts";
import { meantRun, runRow } from "./runs.ts";

const step = z.object({
  title: z.object({ fr: z.string(), en: z.string() }),
  status: z.enum(["running", "completed", "retrying", "failed"]),
  attempt: z.int(),
  error: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
});

const steps = z.array(
  z
    .object({
      name: z.string(),
      status: step.shape.status,
      attempt: z.int(),
      error: z.string().nullable(),
      started_at: z.string(),
      ended_at: z.string().nullable(),
    })
    .transform(({ name, started_at, ended_at, ...each }) => ({
      ...each,
      title: wordsOfStep(name),
      startedAt: new Date(started_at).toISOString(),
      endedAt: ended_at && new Date(ended_at).toISOString(),
    })),
);

export const getRun = defineTool({
  name: "organization_get_run",
  title: { fr: "Détail d’une tâche automatique", en: "A background run" },
  description:
    "One background run with its steps and why it failed. Without `run`, the last one that failed.",
  permission: "organization:audit",
  effect: "read",
  untrusted: true,
  input: z.object({ run: z.string().min(1).max(100).optional().describe("id of the run") }),
  output: z.object({ run: runRow, steps: z.array(step) }),
  examples: [
    {
      fr: "pourquoi la dernière tâche automatique a échoué ?",
      en: "why did the last background run fail?",
      input: {},
    },
    {
      fr: "détail de la tâche automatique en échec",
      en: "details of the failed background run",
      input: {},
    },
    {
      fr: "qu’est-ce qui a planté dans le traitement de cette nuit",
      en: "what broke in last night's job",
      input: {},
    },
    {
      fr: "montre les étapes du traitement en échec",
      en: "show the steps of the failed job",
      input: {},
    },
    { fr: "ouvre la dernière tâche en échec", en: "open the last failed run", input: {} },
    { fr: "quelle erreur a eu le traitement", en: "what error did the job have", input: {} },
  ],
  async run(ctx, input) {
    const run = await meantRun(ctx, input.run, "failed");
    const { rows } = await sql<{ steps: unknown }>`
      select koncert.read_run(${run.id}) -> 'steps' as steps`.execute(ctx.tx);
    return { run, steps: steps.parse(rows[0]?.steps) };
  },
  summary({ run, steps: all }, say) {
    const done = all.filter(({ status }) => status === "completed").length;
    const state = `${say(run.title)} : ${say(runWordsOf[run.status])}`;
    const after = say({ fr: `${done} étapes faites`, en: `${done} steps done` });
    return run.error ? `${state}, ${after}. ${run.error}` : `${state}, ${after}.`;
  },
});
