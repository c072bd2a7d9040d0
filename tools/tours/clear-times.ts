import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { scheduleKinds, scheduleNames } from "./rules.ts";

export const clearTimes = defineTool({
  name: "tours_clear_times",
  title: { fr: "Retirer des horaires", en: "Remove times" },
  description: "Takes items (support, dinner, line check…) off the schedule of a date.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    schedule_items: z.array(choice("schedule_item", scheduleKinds)).min(1).max(11),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    removed: z.array(z.enum(scheduleKinds)),
  }),
  examples: [
    {
      fr: "retire la première partie de l’horaire de Lyon",
      en: "take support off the schedule of Lyon",
      input: { performance: "Lyon", schedule_items: ["support"] },
    },
    {
      fr: "pas de line check à Nantes, enlève-le de l’horaire",
      en: "no line check in Nantes, take it off the schedule",
      input: { performance: "Nantes", schedule_items: ["line_check"] },
    },
    {
      fr: "supprime le repas du planning de Lille",
      en: "delete dinner from the times of Lille",
      input: { performance: "Lille", schedule_items: ["dinner"] },
    },
    {
      fr: "efface l’horaire du couvre-feu à Rennes",
      en: "clear the curfew time in Rennes",
      input: { performance: "Rennes", schedule_items: ["curfew"] },
    },
    {
      fr: "enlève l’heure de la rencontre à Nice",
      en: "remove the meet and greet time in Nice",
      input: { performance: "Nice", schedule_items: ["meet_and_greet"] },
    },
    {
      fr: "vire les horaires de première partie et de changement de plateau à Caen",
      en: "drop the times of support and changeover in Caen",
      input: { performance: "Caen", schedule_items: ["support", "changeover"] },
    },
  ],
  async run(ctx, input) {
    const { id, label } = await resolveRef(ctx, "performance", input.performance);
    const gone = await ctx.tx
      .deleteFrom("schedule_items")
      .where("performance_id", "=", id)
      .where("kind", "in", input.schedule_items)
      .returning("kind")
      .execute();
    if (gone.length === 0) {
      throw new ToolError(
        "not_found",
        {
          fr: `${label} n’a pas cet horaire.`,
          en: `${label} has no such time.`,
        },
        { field: "schedule_items" },
      );
    }
    const kinds = new Set(gone.map((row) => row.kind));
    return {
      performanceId: id,
      performance: label,
      removed: scheduleKinds.filter((kind) => kinds.has(kind)),
    };
  },
  summary(output, say) {
    const names = say.list(output.removed.map((kind) => say(scheduleNames[kind])));
    return say({
      fr: `${output.performance} : retiré de l’horaire, ${names}.`,
      en: `${output.performance}: off the schedule, ${names}.`,
    });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
