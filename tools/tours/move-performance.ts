import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { day, ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { moveDates, previewMoves } from "./move-dates.ts";
import { readPerformances } from "./read-performances.ts";
import { aboutDates, datesCard, whereOf } from "./say-dates.ts";

const input = z.object({
  performance: ref("performance"),
  day: day().describe("new day, YYYY-MM-DD"),
});

export const movePerformance = defineTool({
  name: "tours_move_performance",
  title: { fr: "Déplacer une date", en: "Move a date" },
  description:
    "Moves a date to another day of the planning with its schedule, writing to nobody; approval where tickets are sold. Telling buyers: ticketing_postpone_date.",
  permission: "tours:write",
  effect: "write",
  input,
  output: z.object({ date: dateRow, before: z.string(), toReview: z.int() }),
  examples: [
    {
      fr: "déplace Lyon au 15 mai 2027",
      en: "move Lyon to 15 May 2027",
      input: { performance: "Lyon", day: "2027-05-15" },
    },
    {
      fr: "reporte la date de Nantes au 4 juin 2027",
      en: "postpone the Nantes date to 4 June 2027",
      input: { performance: "Nantes", day: "2027-06-04" },
    },
    {
      fr: "finalement Lille c’est le 19 septembre 2027",
      en: "Lille is on 19 September 2027 after all",
      input: { performance: "Lille", day: "2027-09-19" },
    },
    {
      fr: "passe le concert du 14 mai 2027 au 20 mai 2027",
      en: "shift the show of 14 May 2027 to 20 May 2027",
      input: { performance: "2027-05-14", day: "2027-05-20" },
    },
    {
      fr: "avance Rennes au 12 avril 2027",
      en: "bring Rennes forward to 12 April 2027",
      input: { performance: "Rennes", day: "2027-04-12" },
    },
    {
      fr: "change la date de Dijon : 3 octobre 2027",
      en: "change the date of Dijon: 3 October 2027",
      input: { performance: "Dijon", day: "2027-10-03" },
    },
    {
      fr: "Metz, on le bouge au 7 juillet 2027",
      en: "Metz, we are moving it to 7 July 2027",
      input: { performance: "Metz", day: "2027-07-07" },
    },
  ],
  escalate: async (ctx, given) => (await moveOf(ctx, given)).date.sold > 0,
  async preview(ctx, given) {
    return previewMoves(ctx, [await moveOf(ctx, given)]);
  },
  async run(ctx, given) {
    const move = await moveOf(ctx, given);
    await moveDates(ctx, [move]);
    const [date] = await readPerformances(ctx, [move.date.id]);
    return {
      date: date ?? move.date,
      before: move.date.day,
      toReview: await travelOf(ctx, move.date.id),
    };
  },
  summary(output, say) {
    const { date, before, toReview } = output;
    const review =
      toReview > 0
        ? say({
            fr: " Transport et hébergement sont à revoir.",
            en: " Transport and accommodation need a review.",
          })
        : "";
    return say({
      fr: `${whereOf(date)} passe du ${say.day(before)} au ${say.day(date.day)}.${review}`,
      en: `${whereOf(date)} moves from ${say.day(before)} to ${say.day(date.day)}.${review}`,
    });
  },
  show: (output, say) => datesCard(say({ fr: "Date déplacée", en: "Date moved" }), [output.date]),
  about: (output) => aboutDates([output.date]),
});

async function moveOf(ctx: ToolContext, given: z.output<typeof input>) {
  const { id } = await resolveRef(ctx, "performance", given.performance);
  const [date] = await readPerformances(ctx, [id]);
  if (!date) throw new Error(`no performance ${id}`);
  if (date.day === given.day) {
    throw new ToolError(
      "conflict",
      {
        fr: `${whereOf(date)} est déjà à ce jour.`,
        en: `${whereOf(date)} is already on that day.`,
      },
      { field: "day" },
    );
  }
  return { date, to: given.day };
}

async function travelOf(ctx: ToolContext, id: string): Promise<number> {
  const transports = await ctx.tx
    .selectFrom("transports")
    .select("id")
    .where("performance_id", "=", id)
    .execute();
  const stays = await ctx.tx
    .selectFrom("accommodations")
    .select("id")
    .where("performance_id", "=", id)
    .execute();
  return transports.length + stays.length;
}
