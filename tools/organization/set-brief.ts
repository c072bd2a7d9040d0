import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { flag } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

export const setBrief = defineTool({
  name: "organization_set_brief",
  title: { fr: "Recevoir ou non le point du matin", en: "Get the morning brief or not" },
  description:
    "Whether the member who asks gets the morning brief by e-mail (and Slack where it is linked).",
  permission: "organization:read",
  effect: "write",
  input: z.object({ wanted: flag().default(false) }),
  output: z.object({ wanted: z.boolean() }),
  examples: [
    {
      fr: "je ne veux plus du point du matin",
      en: "I do not want the morning brief any more",
      input: { wanted: false },
    },
    {
      fr: "désabonne-moi du mail du matin",
      en: "unsubscribe me from the morning mail",
      input: { wanted: false },
    },
    {
      fr: "arrête de m’envoyer le point chaque matin",
      en: "stop sending me the brief each morning",
      input: { wanted: false },
    },
    {
      fr: "abonne-moi au point du matin",
      en: "subscribe me to the morning brief",
      input: { wanted: true },
    },
    {
      fr: "je veux le point du matin tous les jours",
      en: "I want the morning brief every day",
      input: { wanted: true },
    },
    {
      fr: "réactive mon récapitulatif du matin",
      en: "turn my morning recap on again",
      input: { wanted: true },
    },
  ],
  async run(ctx, { wanted }) {
    const { rows } = await sql<{
      set: boolean;
    }>`select koncert.set_brief(${wanted}) as set`.execute(ctx.tx);
    if (rows[0]?.set) return { wanted };
    throw new ToolError("invalid_input", {
      fr: "Seul un membre reçoit le point du matin.",
      en: "Only a member gets the morning brief.",
    });
  },
  summary: ({ wanted }, say) =>
    wanted
      ? say({
          fr: "Vous recevrez le point du matin.",
          en: "You will get the morning brief.",
        })
      : say({
          fr: "Vous ne recevrez plus le point du matin.",
          en: "You will no longer get the morning brief.",
        }),
});
