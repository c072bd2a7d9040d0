import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { defineTool } from "../core/tool.ts";
import { readPerformances } from "./read-performances.ts";
import { aboutDates, countDates, datesCard, listDates } from "./say-dates.ts";
import { selection, selectPerformances } from "./select-performances.ts";
import { todayOf } from "./times.ts";

const { status: _, ...which } = selection;

export const markPlayed = defineTool({
  name: "tours_mark_played",
  title: { fr: "Marquer comme jouée", en: "Mark as played" },
  description: "Marks confirmed or on-sale dates, today or past, as played.",
  permission: "tours:write",
  effect: "write",
  input: z.object(which),
  output: z.object({ total: z.int(), dates: z.array(dateRow) }),
  examples: [
    { fr: "Lyon est jouée", en: "Lyon has been played", input: { performances: ["Lyon"] } },
    {
      fr: "marque la date de Nantes comme jouée",
      en: "mark the Nantes date as played",
      input: { performances: ["Nantes"] },
    },
    {
      fr: "on a joué hier à Lille, c’est fait",
      en: "we played Lille yesterday, done",
      input: { performances: ["Lille"] },
    },
    {
      fr: "toutes les dates de la tournée Organique sont passées",
      en: "all dates of the Organique tour are over",
      input: { tour: "Organique" },
    },
    {
      fr: "passe les dates d’octobre 2026 en jouées",
      en: "set the October 2026 dates to played",
      input: { from: "2026-10-01", to: "2026-10-31" },
    },
    {
      fr: "le concert de Rennes a eu lieu",
      en: "the Rennes show took place",
      input: { performances: ["Rennes"] },
    },
    {
      fr: "la date de Toulouse est faite",
      en: "the Toulouse date is done",
      input: { performances: ["Toulouse"] },
    },
    {
      fr: "indique que Caen a été jouée",
      en: "record that Caen was played",
      input: { performances: ["Caen"] },
    },
    {
      fr: "c’est joué pour Strasbourg et Angers",
      en: "Strasbourg and Angers have been played",
      input: { performances: ["Strasbourg", "Angers"] },
    },
  ],
  async run(ctx, input) {
    const today = await todayOf(ctx);
    const selected = await selectPerformances(ctx, input);
    const ready = selected.filter(
      (row) => ["confirmed", "on_sale"].includes(row.status) && row.day <= today,
    );
    if (ready.length === 0) {
      const [first] = selected;
      const future = first !== undefined && first.day > today;
      throw new ToolError("conflict", {
        fr: future
          ? `${first.label} n’a pas encore eu lieu.`
          : `${first?.label ?? ""} n’est pas une date confirmée à marquer comme jouée.`,
        en: future
          ? `${first.label} has not taken place yet.`
          : `${first?.label ?? ""} is not a confirmed date to be marked as played.`,
      });
    }
    const ids = ready.map((row) => row.id);
    await ctx.tx
      .updateTable("performances")
      .set({ status: "played" })
      .where("id", "in", ids)
      .execute();
    const dates = await readPerformances(ctx, ids);
    return { total: dates.length, dates: dates.slice(0, 200) };
  },
  summary: (output, say) =>
    output.total === 1
      ? say({
          fr: `Date jouée : ${listDates(output.dates, say, output.total)}.`,
          en: `Date played: ${listDates(output.dates, say, output.total)}.`,
        })
      : say({
          fr: `${countDates(output.total, say)} jouées : ${listDates(output.dates, say, output.total)}.`,
          en: `${countDates(output.total, say)} played: ${listDates(output.dates, say, output.total)}.`,
        }),
  show: (output, say) =>
    datesCard(say({ fr: "Dates jouées", en: "Dates played" }), output.dates, output.total),
  about: (output) => aboutDates(output.dates),
});
