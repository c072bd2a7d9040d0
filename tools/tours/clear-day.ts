import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { day, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { tourFor } from "./set-day.ts";

export const clearDay = defineTool({
  name: "tours_clear_day",
  title: { fr: "Libérer un jour de tournée", en: "Clear a tour day" },
  description: "Takes the mark (off, travel, rehearsal, promo) off a day of a tour.",
  permission: "tours:write",
  effect: "write",
  input: z.object({ day: day(), tour: ref("tour").optional() }),
  output: z.object({ day: z.string(), tourId: z.uuid(), tour: z.string() }),
  examples: [
    {
      fr: "le 15 mai 2027 n’est plus un jour off",
      en: "15 May 2027 is no longer a day off",
      input: { day: "2027-05-15" },
    },
    {
      fr: "annule la répétition du 2 février 2027",
      en: "cancel the rehearsal on 2 February 2027",
      input: { day: "2027-02-02" },
    },
    {
      fr: "on ne voyage plus le 9 avril 2027",
      en: "we no longer travel on 9 April 2027",
      input: { day: "2027-04-09" },
    },
    {
      fr: "libère le 21 mai 2027 sur la tournée Organique",
      en: "free 21 May 2027 on the Organique tour",
      input: { day: "2027-05-21", tour: "Organique" },
    },
    {
      fr: "enlève la journée promo du 8 mars 2027",
      en: "remove the promo day of 8 March 2027",
      input: { day: "2027-03-08" },
    },
    {
      fr: "supprime le jour de route du 16 mars 2027",
      en: "delete the travel day of 16 March 2027",
      input: { day: "2027-03-16" },
    },
    {
      fr: "annule la répétition du 14 janvier 2027",
      en: "cancel the rehearsal of 14 January 2027",
      input: { day: "2027-01-14" },
    },
    {
      fr: "on ne répète plus le 10 janvier 2027",
      en: "we no longer rehearse on 10 January 2027",
      input: { day: "2027-01-10" },
    },
    {
      fr: "supprime le jour off du 25 mai 2027",
      en: "delete the day off of 25 May 2027",
      input: { day: "2027-05-25" },
    },
    {
      fr: "enlève la promo du 5 mars 2027, c’est annulé",
      en: "remove the promo of 5 March 2027, it is off",
      input: { day: "2027-03-05" },
    },
    {
      fr: "le 9 avril 2027 n’est plus un jour de voyage",
      en: "9 April 2027 is no longer a travel day",
      input: { day: "2027-04-09" },
    },
  ],
  async run(ctx, input) {
    const tour = await tourFor(ctx, input.tour, input.day);
    const gone = await ctx.tx
      .deleteFrom("tour_days")
      .where("tour_id", "=", tour.id)
      .where("day", "=", input.day)
      .returning("id")
      .executeTakeFirst();
    if (!gone) {
      throw new ToolError(
        "not_found",
        {
          fr: `${tour.name} n’a rien de marqué le ${ctx.sayIn("fr").day(input.day)}.`,
          en: `${tour.name} has nothing marked on ${ctx.sayIn("en").day(input.day)}.`,
        },
        { field: "day" },
      );
    }
    return { day: input.day, tourId: tour.id, tour: tour.name };
  },
  summary: (output, say) =>
    say({
      fr: `${output.tour} : le ${say.day(output.day)} est libre.`,
      en: `${output.tour}: ${say.day(output.day)} is free.`,
    }),
  about: (output) => [{ kind: "tour", id: output.tourId, label: output.tour }],
});
