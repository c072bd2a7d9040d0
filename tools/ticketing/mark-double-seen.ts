import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readToSee } from "./read-to-see.ts";

export const markDoubleSeen = defineTool({
  name: "ticketing_mark_double_seen",
  title: { fr: "Classer un doublon", en: "Mark a double entry as seen" },
  description:
    "Marks double or doubtful entries at the door of a date as seen by the member: one by id, or all that nobody has seen.",
  permission: "door:scan",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    check_in: words(40).describe("id of one entry; all of them when absent").optional(),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    seen: z.int(),
    /** What nobody has seen yet. */
    left: z.int(),
  }),
  examples: [
    {
      fr: "j’ai vu les doublons de Lyon, classe-les",
      en: "I have seen the double entries of Lyon, mark them as seen",
      input: { performance: "Lyon" },
    },
    {
      fr: "marque les doublons de la porte à Lille comme vus",
      en: "mark the duplicates at the Lille door as seen",
      input: { performance: "Lille" },
    },
    {
      fr: "c’est réglé pour les doubles entrées de Nantes",
      en: "the double entries of Nantes are dealt with",
      input: { performance: "Nantes" },
    },
    {
      fr: "doublons vérifiés à Marseille",
      en: "duplicates checked in Marseille",
      input: { performance: "Marseille" },
    },
    {
      fr: "classe ce qui est à vérifier à la porte de Rennes, je m’en suis occupé",
      en: "clear what is to check at the Rennes door, I took care of it",
      input: { performance: "Rennes" },
    },
    {
      fr: "les billets passés deux fois à Tours : vu",
      en: "the tickets that went in twice in Tours: seen",
      input: { performance: "Tours" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const open = (await readToSee(ctx, performance.id)).filter(({ seen }) => seen === null);
    const meant = new Set(
      open
        .map(({ checkInId }) => checkInId)
        .filter((id) => input.check_in === undefined || id === input.check_in),
    );
    if (meant.size === 0) {
      throw new ToolError("not_found", {
        fr: `Rien à classer à la porte de ${performance.label} : aucun doublon n’attend.`,
        en: `Nothing to mark at the door of ${performance.label}: no double entry is waiting.`,
      });
    }
    await ctx.tx
      .insertInto("seen_check_ins")
      .values(
        [...meant].map((check_in_id) => ({
          performance_id: performance.id,
          check_in_id,
          seen_at: ctx.now,
        })),
      )
      .execute();
    return {
      performanceId: performance.id,
      performance: performance.label,
      seen: meant.size,
      left: open.filter(({ checkInId }) => !meant.has(checkInId)).length,
    };
  },
  summary: (output, say) =>
    say({
      fr: `${output.performance} : ${say.count(output.seen, { fr: { one: "passage classé", other: "passages classés" }, en: { one: "", other: "" } })}, ${say.number(output.left)} à vérifier.`,
      en: `${output.performance}: ${say.count(output.seen, { fr: { one: "", other: "" }, en: { one: "entry marked as seen", other: "entries marked as seen" } })}, ${say.number(output.left)} to check.`,
    }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
