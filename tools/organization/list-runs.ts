import { sql } from "kysely";
import { z } from "zod";
import { choice } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { runStatuses, runWordsOf } from "./run-words.ts";
import { reported, runRow } from "./runs.ts";

const answer = z.object({ total: z.int(), runs: z.array(reported) });

export const listRuns = defineTool({
  name: "organization_list_runs",
  title: { fr: "Tâches automatiques", en: "Background runs" },
  description:
    "What the server does by itself for the organization (campaigns, reminders, imports, nightly work), newest first: state, progress, error. What members did is organization_list_activity.",
  permission: "organization:audit",
  effect: "read",
  untrusted: true,
  input: z.object({
    status: choice("run_status", runStatuses).optional(),
    limit: z.int().min(1).max(200).default(30),
    offset: z.int().min(0).max(1_000_000).default(0),
  }),
  output: z.object({ total: z.int(), runs: z.array(runRow) }),
  examples: [
    { fr: "les tâches automatiques", en: "the background runs", input: {} },
    {
      fr: "quelles tâches automatiques ont échoué ?",
      en: "which background runs failed?",
      input: { status: "failed" },
    },
    {
      fr: "montre les tâches automatiques en cours",
      en: "show the background runs under way",
      input: { status: "running" },
    },
    {
      fr: "est-ce que les traitements de la nuit ont tourné ?",
      en: "did the nightly jobs run?",
      input: {},
    },
    {
      fr: "liste des traitements en échec",
      en: "list of failed jobs",
      input: { status: "failed" },
    },
    {
      fr: "où en sont les traitements du serveur",
      en: "how are the server's jobs doing",
      input: {},
    },
  ],
  async run(ctx, input) {
    const { rows } = await sql<{ answer: unknown }>`
      select koncert.list_runs(${input.status ?? null}, ${input.limit}, ${input.offset}) as answer`.execute(
      ctx.tx,
    );
    return answer.parse(rows[0]?.answer);
  },
  summary({ total, runs }, say) {
    if (total === 0) return say({ fr: "Aucune tâche automatique.", en: "No background run." });
    const failed = runs.filter(({ status }) => status === "failed").length;
    const counted = say.count(total, {
      fr: { one: "tâche automatique", other: "tâches automatiques" },
      en: { one: "background run", other: "background runs" },
    });
    return failed === 0
      ? `${counted}.`
      : say({ fr: `${counted}, dont ${failed} en échec.`, en: `${counted}, ${failed} failed.` });
  },
  show: ({ total, runs }, say) => ({
    kind: "table",
    title: say({ fr: "Tâches automatiques", en: "Background runs" }),
    columns: [
      { key: "title", label: say({ fr: "Tâche", en: "Run" }), type: "text" },
      { key: "status", label: say({ fr: "État", en: "State" }), type: "text" },
      { key: "on", label: say({ fr: "Le", en: "On" }), type: "day" },
    ],
    rows: runs.map(({ title, status, startedAt }) => ({
      title: say(title),
      status: say(runWordsOf[status]),
      on: startedAt.slice(0, 10),
    })),
    total,
  }),
});
