import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { moveDates, previewMoves } from "./move-dates.ts";
import { readPerformances } from "./read-performances.ts";
import { aboutDates, countDates, datesCard, listDates } from "./say-dates.ts";
import { selection, selectPerformances } from "./select-performances.ts";
import { isShift, shifted, shiftFields } from "./shift.ts";

const { status: _, ...which } = selection;
const input = z.object({ ...which, ...shiftFields });

export const shiftPerformances = defineTool({
  name: "tours_shift_performances",
  title: { fr: "Décaler des dates", en: "Shift dates" },
  description:
    "Moves one or many dates by days, months or years (negative: earlier), schedules with them. Asks approval where tickets are sold.",
  permission: "tours:write",
  effect: "write",
  input,
  output: z.object({ total: z.int(), dates: z.array(dateRow) }),
  examples: [
    {
      fr: "décale Lyon d’un jour",
      en: "shift Lyon by one day",
      input: { performances: ["Lyon"], shift_days: 1 },
    },
    {
      fr: "repousse toute la tournée Organique de deux semaines",
      en: "push the whole Organique tour back two weeks",
      input: { tour: "Organique", shift_days: 14 },
    },
    {
      fr: "avance les dates de Nantes et Rennes de trois jours",
      en: "bring the Nantes and Rennes dates forward three days",
      input: { performances: ["Nantes", "Rennes"], shift_days: -3 },
    },
    {
      fr: "décale la tournée Grand Nord d’un an",
      en: "move the Grand Nord tour by one year",
      input: { tour: "Grand Nord", shift_years: 1 },
    },
    {
      fr: "recule les dates de mai 2027 d’un mois",
      en: "delay the May 2027 dates by a month",
      input: { from: "2027-05-01", to: "2027-05-31", shift_months: 1 },
    },
    {
      fr: "tout Marée basse une semaine plus tôt",
      en: "all of Marée basse one week earlier",
      input: { tour: "Marée basse", shift_days: -7 },
    },
    {
      fr: "décale Toulouse et Caen de deux jours",
      en: "shift Toulouse and Caen by two days",
      input: { performances: ["Toulouse", "Caen"], shift_days: 2 },
    },
    {
      fr: "avance toute la tournée Organique d’une semaine",
      en: "bring the whole Organique tour forward one week",
      input: { tour: "Organique", shift_days: -7 },
    },
    {
      fr: "retarde Strasbourg d’un mois",
      en: "delay Strasbourg by a month",
      input: { performances: ["Strasbourg"], shift_months: 1 },
    },
  ],
  escalate: async (ctx, given) => (await movesOf(ctx, given)).some((move) => move.date.sold > 0),
  async preview(ctx, given) {
    return previewMoves(ctx, await movesOf(ctx, given));
  },
  async run(ctx, given) {
    const moves = await movesOf(ctx, given);
    await moveDates(ctx, moves);
    const dates = await readPerformances(
      ctx,
      moves.map((move) => move.date.id),
    );
    return { total: dates.length, dates: dates.slice(0, 200) };
  },
  summary: (output, say) =>
    output.total === 1
      ? say({
          fr: `Date décalée : ${listDates(output.dates, say, output.total)}.`,
          en: `Date shifted: ${listDates(output.dates, say, output.total)}.`,
        })
      : say({
          fr: `${countDates(output.total, say)} décalées : ${listDates(output.dates, say, output.total)}.`,
          en: `${countDates(output.total, say)} shifted: ${listDates(output.dates, say, output.total)}.`,
        }),
  show: (output, say) =>
    datesCard(say({ fr: "Dates décalées", en: "Dates shifted" }), output.dates, output.total),
  about: (output) => aboutDates(output.dates),
});

async function movesOf(ctx: ToolContext, given: z.output<typeof input>) {
  if (!isShift(given)) {
    throw new ToolError(
      "invalid_input",
      { fr: "De combien de jours faut-il décaler ?", en: "By how many days?" },
      { field: "shift_days" },
    );
  }
  const selected = await selectPerformances(ctx, given);
  // A whole tour moves without what is already over; a date that was named is refused by name.
  const moving = given.performances
    ? selected
    : selected.filter((row) => !["played", "settled"].includes(row.status));
  const dates = await readPerformances(
    ctx,
    moving.map((row) => row.id),
  );
  if (dates.length === 0) {
    throw new ToolError("not_found", { fr: "Aucune date à décaler.", en: "No date to shift." });
  }
  return dates.map((date) => ({ date, to: shifted(date.day, given) }));
}
