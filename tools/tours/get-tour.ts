import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { readLegs } from "./read-legs.ts";
import { readPerformances } from "./read-performances.ts";
import { resolveTour } from "./resolve-artist.ts";
import { selectPerformances } from "./select-performances.ts";
import { aboutDates, countDates, datesCard } from "./say-dates.ts";

export const getTour = defineTool({
  name: "tours_get_tour",
  title: { fr: "Une tournée", en: "A tour" },
  description:
    "One tour: its dates in order, days off or travel, kilometres between dates, tickets sold.",
  permission: "tours:read",
  effect: "read",
  input: z.object({ tour: ref("tour") }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    artist: z.string(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    total: z.int(),
    dates: z.array(dateRow),
    days: z.array(z.object({ day: z.string(), kind: z.string(), note: z.string().nullable() })),
    legs: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        fromDay: z.string(),
        toDay: z.string(),
        km: z.number(),
        minutes: z.number(),
      }),
    ),
    km: z.int(),
    sold: z.int(),
    options: z.int(),
  }),
  examples: [
    {
      fr: "montre la tournée Organique",
      en: "show the Organique tour",
      input: { tour: "Organique" },
    },
    { fr: "ouvre Marée basse", en: "open Marée basse", input: { tour: "Marée basse" } },
    {
      fr: "donne-moi le détail de la tournée Grand Nord",
      en: "give me the details of the Grand Nord tour",
      input: { tour: "Grand Nord" },
    },
    {
      fr: "combien de dates compte la tournée Organique ?",
      en: "how many dates are there on the Organique tour?",
      input: { tour: "Organique" },
    },
    {
      fr: "le parcours de la tournée Été indien",
      en: "the routing of the Été indien tour",
      input: { tour: "Été indien" },
    },
    {
      fr: "fiche de la tournée Nuit blanche",
      en: "page of the Nuit blanche tour",
      input: { tour: "Nuit blanche" },
    },
    {
      fr: "affiche la tournée Printemps 2027",
      en: "display the Printemps 2027 tour",
      input: { tour: "Printemps 2027" },
    },
    {
      fr: "la liste des étapes de la tournée Organique",
      en: "the stops of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "ça donne quoi le planning de la tournée Grand Nord",
      en: "what does the Grand Nord tour schedule look like",
      input: { tour: "Grand Nord" },
    },
    {
      fr: "ouvre la tournée Organique",
      en: "open the Organique tour",
      input: { tour: "Organique" },
    },
  ],
  async run(ctx, input) {
    const tour = await resolveTour(ctx, input.tour);
    const selected = await selectPerformances(ctx, { tour: tour.id }, { orAll: true });
    const dates = await readPerformances(
      ctx,
      selected.map((row) => row.id),
    );
    const days = await ctx.tx
      .selectFrom("tour_days")
      .select(["day", "kind", "note"])
      .where("tour_id", "=", tour.id)
      .orderBy("day")
      .limit(400)
      .execute();
    const legs = readLegs(ctx, dates);
    return {
      id: tour.id,
      name: tour.name,
      artist: tour.artist,
      startsOn: tour.starts_on,
      endsOn: tour.ends_on,
      total: dates.length,
      dates: dates.slice(0, 300),
      days,
      legs: legs.slice(0, 300),
      km: legs.reduce((sum, leg) => sum + leg.km, 0),
      sold: dates.reduce((sum, date) => sum + date.sold, 0),
      options: dates.filter((date) => date.status === "option").length,
    };
  },
  summary(output, say) {
    const span =
      output.startsOn && output.endsOn
        ? say({
            fr: ` du ${say.day(output.startsOn)} au ${say.day(output.endsOn)}`,
            en: ` from ${say.day(output.startsOn)} to ${say.day(output.endsOn)}`,
          })
        : "";
    const options =
      output.options > 0
        ? say({
            fr: `, dont ${say.count(output.options, { fr: { one: "option", other: "options" }, en: { one: "hold", other: "holds" } })}`,
            en: `, ${say.count(output.options, { fr: { one: "option", other: "options" }, en: { one: "hold", other: "holds" } })} among them`,
          })
        : "";
    const km =
      output.km > 0
        ? say({
            fr: `, environ ${say.number(output.km)} km de route`,
            en: `, about ${say.number(output.km)} km by road`,
          })
        : "";
    return say({
      fr: `${output.name} (${output.artist}) : ${countDates(output.total, say)}${span}${options}${km}.`,
      en: `${output.name} (${output.artist}): ${countDates(output.total, say)}${span}${options}${km}.`,
    });
  },
  show: (output) => datesCard(output.name, output.dates, output.total),
  about: (output) => [
    { kind: "tour", id: output.id, label: output.name },
    ...aboutDates(output.dates),
  ],
});
