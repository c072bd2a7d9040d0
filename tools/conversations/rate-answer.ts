import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

const anAnswer = "00000000-0000-4000-8000-000000000001";

export const rateAnswer = defineTool({
  name: "conversations_rate_answer",
  title: { fr: "Donner son avis sur une réponse", en: "Rate an answer" },
  description:
    "Keeps what a person thought of an answer in a conversation of their own: good, bad or nothing, with a comment; said again it replaces the earlier one.",
  permission: "agent:use",
  effect: "write",
  input: z.object({
    message: z.uuid(),
    score: choice("answer_score", ["good", "bad", "none"]),
    comment: words(2_000).optional(),
  }),
  output: z.object({ messageId: z.uuid(), score: z.enum(["good", "bad", "none"]) }),
  examples: [
    {
      fr: "cette réponse est bonne",
      en: "this answer is good",
      input: { message: anAnswer, score: "good" },
    },
    {
      fr: "pouce en l’air pour ta dernière réponse",
      en: "thumbs up for your last answer",
      input: { message: anAnswer, score: "good" },
    },
    {
      fr: "mauvaise réponse : Lyon est en option 2",
      en: "bad answer: Lyon is a second hold",
      input: { message: anAnswer, score: "bad", comment: "Lyon est en option 2" },
    },
    {
      fr: "pouce vers le bas",
      en: "thumbs down",
      input: { message: anAnswer, score: "bad" },
    },
    {
      fr: "la réponse est fausse, il manque deux dates",
      en: "the answer is wrong, two dates are missing",
      input: { message: anAnswer, score: "bad", comment: "il manque deux dates" },
    },
    {
      fr: "retire mon avis sur cette réponse",
      en: "take my rating of this answer back",
      input: { message: anAnswer, score: "none" },
    },
  ],
  async run(ctx, { message, score, comment }) {
    const value = score === "none" ? null : score === "good" ? (1 as const) : (-1 as const);
    const row = await ctx.tx
      .updateTable("messages")
      .set({
        score: value,
        score_comment: value === null ? null : (comment ?? null),
        scored_at: value === null ? null : sql<Date>`now()`,
      })
      .where("id", "=", message)
      .where("role", "=", "assistant")
      .returning("run_id")
      .executeTakeFirst();
    if (!row) {
      throw new ToolError(
        "not_found",
        {
          fr: "Cette réponse n’est pas dans vos conversations.",
          en: "This answer is not in your conversations.",
        },
        { field: "message" },
      );
    }
    if (row.run_id && ctx.integrations.traces.name !== "none") {
      // The comment stays here: it is a person's words.
      const data = { run_id: row.run_id, message_id: message, score: value };
      await ctx.tx
        .insertInto("outbox")
        .values({ name: "answer/scored", data: JSON.stringify(data) })
        .execute();
    }
    return { messageId: message, score };
  },
  summary: (output, say) =>
    output.score === "none"
      ? say({ fr: "Avis retiré.", en: "Rating taken back." })
      : say({ fr: "Avis noté.", en: "Rating noted." }),
});
