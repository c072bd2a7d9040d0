import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { readPerformances } from "./read-performances.ts";
import { runsOf } from "./rules.ts";
import { aboutDates, datesCard, whereOf } from "./say-dates.ts";
import { selection, selectPerformances } from "./select-performances.ts";
import { todayOf } from "./times.ts";

const { from, to } = selection;

export const findConsecutive = defineTool({
  name: "tours_find_consecutive",
  title: { fr: "Dates consécutives", en: "Back-to-back dates" },
  description:
    "Runs of dates of one artist that follow each other without a day between; of a tour or period, else those to come.",
  permission: "tours:read",
  effect: "read",
  input: z.object({ tour: ref("tour").optional(), from, to }),
  output: z.object({
    total: z.int(),
    longest: z.int(),
    runs: z.array(
      z.object({
        artist: z.string(),
        from: z.string(),
        to: z.string(),
        days: z.int(),
        dates: z.array(dateRow),
      }),
    ),
  }),
  examples: [
    {
      fr: "quelles dates s’enchaînent sur la tournée Organique ?",
      en: "which dates are back to back on the Organique tour?",
      input: { tour: "Organique" },
    },
    { fr: "les dates consécutives", en: "consecutive dates", input: {} },
    {
      fr: "on a des dates collées en mai 2027 ?",
      en: "do we have dates in a row in May 2027?",
      input: { from: "2027-05-01", to: "2027-05-31" },
    },
    {
      fr: "quelles dates se suivent sans jour de repos",
      en: "which dates follow one another without a rest day",
      input: {},
    },
    {
      fr: "combien de jours d’affilée on joue sur Grand Nord",
      en: "how many days in a row do we play on Grand Nord",
      input: { tour: "Grand Nord" },
    },
    {
      fr: "est-ce qu’on joue deux jours de suite quelque part ?",
      en: "do we play two days running anywhere?",
      input: {},
    },
    {
      fr: "les séries de dates sans pause sur Marée basse",
      en: "runs of dates without a break on Marée basse",
      input: { tour: "Marée basse" },
    },
    {
      fr: "quelles dates sont à la suite en juin 2027",
      en: "which dates are in a row in June 2027",
      input: { from: "2027-06-01", to: "2027-06-30" },
    },
  ],
  async run(ctx, input) {
    const given = Object.values(input).some((value) => value !== undefined);
    const since = given ? input.from : await todayOf(ctx);
    const selected = await selectPerformances(ctx, { ...input, from: since }, { orAll: true });
    const dates = await readPerformances(
      ctx,
      selected.map((row) => row.id),
    );
    const runs = [...Map.groupBy(dates, (date) => date.artist)].flatMap(([artist, theirs]) =>
      runsOf(theirs).map((run) => ({
        artist,
        from: run[0]?.day ?? "",
        to: run.at(-1)?.day ?? "",
        days: new Set(run.map((date) => date.day)).size,
        dates: run,
      })),
    );
    const sorted = runs.toSorted((a, b) => a.from.localeCompare(b.from));
    return {
      total: sorted.length,
      longest: Math.max(0, ...sorted.map((run) => run.days)),
      runs: sorted.slice(0, 50),
    };
  },
  summary(output, say) {
    if (output.total === 0)
      return say({
        fr: "Aucune date ne se suit sans jour entre deux.",
        en: "No dates follow one another without a day between.",
      });
    const runs = output.runs.slice(0, 3).map((run) =>
      say({
        fr: `${run.dates.map(whereOf).join(", ")} (${say.shortDay(run.from)} au ${say.shortDay(run.to)})`,
        en: `${run.dates.map(whereOf).join(", ")} (${say.shortDay(run.from)} to ${say.shortDay(run.to)})`,
      }),
    );
    const found = say.count(output.total, {
      fr: { one: "enchaînement", other: "enchaînements" },
      en: { one: "run of dates", other: "runs of dates" },
    });
    const more = output.total > 3 ? "…" : ".";
    return say({
      fr: `${found} : ${runs.join(" ; ")}${more}`,
      en: `${found}: ${runs.join("; ")}${more}`,
    });
  },
  show: (output, say) => {
    const dates = output.runs.flatMap((run) => run.dates);
    return datesCard(
      say({ fr: "Dates consécutives", en: "Back-to-back dates" }),
      dates.slice(0, 200),
      dates.length,
    );
  },
  about: (output) => aboutDates(output.runs.flatMap((run) => run.dates)),
});
