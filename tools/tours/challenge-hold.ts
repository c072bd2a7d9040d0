import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { day, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readRivals } from "./read-holds.ts";
import { readPerformances } from "./read-performances.ts";
import { aboutDates, dateName, datesCard } from "./say-dates.ts";
import { todayOf } from "./times.ts";

export const challengeHold = defineTool({
  name: "tours_challenge_hold",
  title: { fr: "Demander la levée d’une option", en: "Challenge a hold" },
  description:
    "Sets the day by which a hold must be decided: those ahead of it in that venue, or itself when it is first.",
  permission: "tours:write",
  effect: "write",
  input: z.object({ performance: ref("performance"), decide_by: day() }),
  output: z.object({ date: dateRow, decideBy: z.string(), challenged: z.array(dateRow) }),
  examples: [
    {
      fr: "challenge l’option de Lyon, réponse avant le 5 décembre 2026",
      en: "challenge the Lyon hold, answer by 5 December 2026",
      input: { performance: "Lyon", decide_by: "2026-12-05" },
    },
    {
      fr: "levée d’option à Nantes pour le 12 janvier 2027",
      en: "the Nantes hold must be decided by 12 January 2027",
      input: { performance: "Nantes", decide_by: "2027-01-12" },
    },
    {
      fr: "on nous challenge sur Lille, on a jusqu’au 30 novembre 2026",
      en: "we are challenged on Lille, we have until 30 November 2026",
      input: { performance: "Lille", decide_by: "2026-11-30" },
    },
    {
      fr: "il faut lever l’option de Rennes au plus tard le 3 mars 2027",
      en: "the Rennes hold has to be lifted by 3 March 2027 at the latest",
      input: { performance: "Rennes", decide_by: "2027-03-03" },
    },
    {
      fr: "échéance d’option Dijon : 20 décembre 2026",
      en: "hold deadline for Dijon: 20 December 2026",
      input: { performance: "Dijon", decide_by: "2026-12-20" },
    },
    {
      fr: "Metz doit décider avant le 1er février 2027",
      en: "Metz must decide by 1 February 2027",
      input: { performance: "Metz", decide_by: "2027-02-01" },
    },
    {
      fr: "l’option de Toulouse expire le 15 janvier 2027",
      en: "the Toulouse hold expires on 15 January 2027",
      input: { performance: "Toulouse", decide_by: "2027-01-15" },
    },
    {
      fr: "réponse attendue pour l’option de Caen avant le 8 décembre 2026",
      en: "answer due on the Caen hold by 8 December 2026",
      input: { performance: "Caen", decide_by: "2026-12-08" },
    },
    {
      fr: "il faut répondre pour Dijon avant le 10 janvier 2027",
      en: "we must answer for Dijon by 10 January 2027",
      input: { performance: "Dijon", decide_by: "2027-01-10" },
    },
    {
      fr: "l’option de Strasbourg expire le 10 février 2027",
      en: "the Strasbourg hold expires on 10 February 2027",
      input: { performance: "Strasbourg", decide_by: "2027-02-10" },
    },
    {
      fr: "il faut donner une réponse à Caen avant le 20 janvier 2027 pour l’option",
      en: "an answer is due to Caen by 20 January 2027 on the hold",
      input: { performance: "Caen", decide_by: "2027-01-20" },
    },
    {
      fr: "échéance de l’option d’Angers : 15 décembre 2026",
      en: "deadline of the Angers hold: 15 December 2026",
      input: { performance: "Angers", decide_by: "2026-12-15" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "performance", input.performance);
    const [date] = await readPerformances(ctx, [id]);
    if (!date) throw new Error(`no performance ${id}`);
    if (date.status !== "option") {
      throw new ToolError("conflict", {
        fr: `${dateName(date, ctx.sayIn("fr"))} n’est pas en option.`,
        en: `${dateName(date, ctx.sayIn("en"))} is not on hold.`,
      });
    }
    if (input.decide_by < (await todayOf(ctx)) || input.decide_by > date.day) {
      throw new ToolError(
        "invalid_input",
        {
          fr: "L’échéance doit tomber entre aujourd’hui et le jour de la date.",
          en: "The deadline must fall between today and the day of the date.",
        },
        { field: "decide_by" },
      );
    }
    const ahead = (await readRivals(ctx, id)).filter(
      (hold) => hold.sameVenue && hold.rank < (date.holdRank ?? 1),
    );
    const ids = ahead.length > 0 ? ahead.map((hold) => hold.id) : [id];
    await ctx.tx
      .updateTable("performances")
      .set({ hold_expires_on: input.decide_by })
      .where("id", "in", ids)
      .execute();
    return { date, decideBy: input.decide_by, challenged: await readPerformances(ctx, ids) };
  },
  summary(output, say) {
    const names = say.list(
      output.challenged.map((date) => `${date.artist}, ${dateName(date, say)}`),
    );
    return say({
      fr: `À décider avant le ${say.day(output.decideBy)} : ${names}.`,
      en: `To be decided by ${say.day(output.decideBy)}: ${names}.`,
    });
  },
  show: (output, say) =>
    datesCard(say({ fr: "Options à lever", en: "Holds to decide" }), output.challenged),
  about: (output) =>
    aboutDates([output.date, ...output.challenged.filter((date) => date.id !== output.date.id)]),
});
