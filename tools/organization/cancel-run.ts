import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { defineTool } from "../core/tool.ts";
import { meantRun, runRow } from "./runs.ts";

export const cancelRun = defineTool({
  name: "organization_cancel_run",
  title: { fr: "Arrêter une tâche automatique", en: "Stop a background run" },
  description:
    "Stops a background run under way: what it has not done yet is left undone, what is done stays. Without `run`, the last one that began.",
  permission: "organization:approve",
  effect: "write",
  input: z.object({ run: z.string().min(1).max(100).optional().describe("id of the run") }),
  output: z.object({ id: z.string(), title: runRow.shape.title }),
  examples: [
    {
      fr: "arrête la tâche automatique en cours",
      en: "stop the background run under way",
      input: {},
    },
    { fr: "stoppe le traitement en cours", en: "stop the job under way", input: {} },
    { fr: "interromps la tâche automatique", en: "interrupt the background run", input: {} },
    { fr: "coupe le traitement du serveur", en: "cut the server's job short", input: {} },
    {
      fr: "arrête tout de suite le traitement automatique",
      en: "stop the background job at once",
      input: {},
    },
    {
      fr: "je veux interrompre le traitement qui tourne",
      en: "I want to interrupt the job that is running",
      input: {},
    },
  ],
  async run(ctx, input) {
    const run = await meantRun(ctx, input.run, "running");
    const { rows } = await sql<{ code: string }>`
      select koncert.cancel_run(${run.id}, ${ctx.now}) as code`.execute(ctx.tx);
    if (rows[0]?.code === "ended") {
      throw new ToolError(
        "conflict",
        { fr: "Cette tâche est déjà terminée.", en: "This run has ended already." },
        { reason: "ended" },
      );
    }
    if (rows[0]?.code !== "ok") throw new Error(`cancel_run: ${rows[0]?.code}`);
    return { id: run.id, title: run.title };
  },
  summary: ({ title }, say) =>
    say({ fr: `Tâche arrêtée : ${title.fr}.`, en: `Run stopped: ${title.en}.` }),
});
