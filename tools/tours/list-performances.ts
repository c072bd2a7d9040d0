import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { choice, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readPerformances } from "./read-performances.ts";
import { missingKeys } from "./rules.ts";
import { aboutDates, countDates, datesCard, listDates } from "./say-dates.ts";
import { selection, selectPerformances } from "./select-performances.ts";
import { todayOf } from "./times.ts";

const shown = 200;

export const listPerformances = defineTool({
  name: "tours_list_performances",
  title: { fr: "Dates", en: "Dates" },
  description:
    "Lists dates by tour, artist, town, status, period or missing thing, with times, capacity and tickets sold; without filter, those to come.",
  permission: "tours:read",
  effect: "read",
  input: z.object({
    ...selection,
    artist: ref("artist").optional(),
    missing: choice("missing", missingKeys).describe("only dates that lack it").optional(),
  }),
  output: z.object({
    total: z.int(),
    sold: z.int(),
    upcoming: z.boolean(),
    dates: z.array(dateRow),
  }),
  examples: [
    { fr: "quelles sont les prochaines dates ?", en: "what are the next dates?", input: {} },
    {
      fr: "liste les dates de mars 2027",
      en: "list the dates in March 2027",
      input: { from: "2027-03-01", to: "2027-03-31" },
    },
    { fr: "les dates de Zaz", en: "the dates of Zaz", input: { artist: "Zaz" } },
    { fr: "montre-moi les options", en: "show me the holds", input: { status: "option" } },
    {
      fr: "quelles dates n’ont pas de contrat ?",
      en: "which dates have no contract?",
      input: { missing: "contract" },
    },
    { fr: "on joue quand à Lyon", en: "when do we play Lyon", input: { city: "Lyon" } },
    {
      fr: "dates sans hôtel sur la tournée Organique",
      en: "dates without a hotel on the Organique tour",
      input: { tour: "Organique", missing: "accommodation" },
    },
    {
      fr: "combien de dates confirmées en mai 2027",
      en: "how many confirmed dates in May 2027",
      input: { status: "confirmed", from: "2027-05-01", to: "2027-05-31" },
    },
    { fr: "les dates annulées", en: "cancelled dates", input: { status: "cancelled" } },
    { fr: "les prochains concerts", en: "upcoming shows", input: {} },
    {
      fr: "quelles dates en juin 2027",
      en: "which dates in June 2027",
      input: { from: "2027-06-01", to: "2027-06-30" },
    },
    {
      fr: "toutes les dates de la tournée Organique",
      en: "all dates of the Organique tour",
      input: { tour: "Organique" },
    },
    { fr: "affiche le planning", en: "show the calendar", input: {} },
  ],
  async run(ctx, { artist, missing, ...filter }) {
    const given =
      Object.values(filter).some((value) => value !== undefined) ||
      artist !== undefined ||
      missing !== undefined;
    const from = given ? filter.from : await todayOf(ctx);
    const artistId = artist ? (await resolveRef(ctx, "artist", artist)).id : undefined;
    const selected = await selectPerformances(ctx, { ...filter, from }, { orAll: true });
    let ids = selected.map((row) => row.id);
    if (artistId && ids.length > 0) {
      const theirs = await ctx.tx
        .selectFrom("performances")
        .select("id")
        .where("artist_id", "=", artistId)
        .where("id", "in", ids)
        .execute();
      const kept = new Set(theirs.map((row) => row.id));
      ids = ids.filter((id) => kept.has(id));
    }
    const read = await readPerformances(ctx, missing ? ids : ids.slice(0, shown));
    const dates = missing ? read.filter((date) => date.missing.includes(missing)) : read;
    return {
      total: missing ? dates.length : ids.length,
      sold: dates.reduce((sum, date) => sum + date.sold, 0),
      upcoming: !given,
      dates: dates.slice(0, shown),
    };
  },
  summary(output, say) {
    if (output.total === 0) {
      return output.upcoming
        ? say({ fr: "Aucune date à venir.", en: "No date to come." })
        : say({ fr: "Aucune date ne correspond.", en: "No date matches." });
    }
    const dates = listDates(output.dates, say, output.total);
    return say({
      fr: `${countDates(output.total, say)} : ${dates}.`,
      en: `${countDates(output.total, say)}: ${dates}.`,
    });
  },
  show: (output, say) =>
    datesCard(
      output.upcoming
        ? say({ fr: "Dates à venir", en: "Dates to come" })
        : say({ fr: "Dates", en: "Dates" }),
      output.dates,
      output.total,
    ),
  about: (output) => aboutDates(output.dates),
});
