import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { emptied } from "../core/emptied.ts";
import { ToolError } from "../core/errors.ts";
import { clearing } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { readPerformances } from "./read-performances.ts";
import { type ScheduleKind, scheduleKinds, scheduleNames } from "./rules.ts";
import { aboutDates, countDates, dateName, datesCard, whereOf } from "./say-dates.ts";
import { selection, selectPerformances } from "./select-performances.ts";
import { givenTimes, scheduleFields, writeSchedule } from "./write-schedule.ts";

const items = Object.fromEntries(scheduleKinds.map((kind) => [kind, kind])) as {
  [Kind in ScheduleKind]: Kind;
};

export const updateSchedule = defineTool({
  name: "tours_update_schedule",
  title: { fr: "Régler les horaires", en: "Set the times" },
  description:
    "Sets, changes or empties times of one or many dates (doors, show, sound check, load-in, curfew…); other times stay. Venue time; order is checked.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    ...selection,
    ...scheduleFields,
    clear: clearing(items).optional(),
  }),
  output: z.object({
    dates: z.array(dateRow),
    written: z.array(z.object({ kind: z.enum(scheduleKinds), time: z.string() })),
    removed: z.array(z.enum(scheduleKinds)),
    /** The instant of each item written, for the first date. */
    at: z.array(z.object({ kind: z.enum(scheduleKinds), startsAt: z.string() })),
  }),
  examples: [
    {
      fr: "portes à 19 h à Lyon",
      en: "doors at 7 pm in Lyon",
      input: { performances: ["Lyon"], doors: "19:00" },
    },
    {
      fr: "balances 16h30 et concert 20h30 à Nantes",
      en: "sound check 4:30 pm and show 8:30 pm in Nantes",
      input: { performances: ["Nantes"], sound_check: "16:30", set_time: "20:30" },
    },
    {
      fr: "mets le couvre-feu à minuit pour Lille",
      en: "set the curfew at midnight for Lille",
      input: { performances: ["Lille"], curfew: "24:00" },
    },
    {
      fr: "get-in 10 h sur toute la tournée Organique",
      en: "load-in 10 am on the whole Organique tour",
      input: { tour: "Organique", load_in: "10:00" },
    },
    {
      fr: "finalement à Rennes on ouvre à 18h30",
      en: "in Rennes we open at 6:30 pm after all",
      input: { performances: ["Rennes"], doors: "18:30" },
    },
    {
      fr: "change l’heure du concert de Bordeaux : 21 h",
      en: "change the show time of Bordeaux: 9 pm",
      input: { performances: ["Bordeaux"], set_time: "21:00" },
    },
    {
      fr: "première partie 20 h et passage 21 h à Dijon",
      en: "support 8 pm and set time 9 pm in Dijon",
      input: { performances: ["Dijon"], support: "20:00", set_time: "21:00" },
    },
    {
      fr: "décale les balances de Metz à 17 h",
      en: "move sound check in Metz to 5 pm",
      input: { performances: ["Metz"], sound_check: "17:00" },
    },
    {
      fr: "le 14 mai 2027 démontage à 23h30",
      en: "load-out at 11:30 pm on 14 May 2027",
      input: { performances: ["2027-05-14"], load_out: "23:30" },
    },
    {
      fr: "Toulouse : ouverture des portes 18 h 30, première partie 19 h 30, concert 20 h 30",
      en: "Toulouse: doors 6:30 pm, support 7:30 pm, show 8:30 pm",
      input: { performances: ["Toulouse"], doors: "18:30", support: "19:30", set_time: "20:30" },
    },
    {
      fr: "on monte sur scène à 21h à Caen",
      en: "we go on stage at 9 pm in Caen",
      input: { performances: ["Caen"], set_time: "21:00" },
    },
    {
      fr: "le concert de Strasbourg commence à 20 h",
      en: "the Strasbourg show starts at 8 pm",
      input: { performances: ["Strasbourg"], set_time: "20:00" },
    },
    {
      fr: "repousse l’ouverture des portes d’Angers à 19h30",
      en: "push back doors in Angers to 7:30 pm",
      input: { performances: ["Angers"], doors: "19:30" },
    },
    {
      fr: "fixe le get-in à 9h et le démontage à 23h pour Toulouse et Caen",
      en: "set load-in at 9 am and load-out at 11 pm for Toulouse and Caen",
      input: { performances: ["Toulouse", "Caen"], load_in: "09:00", load_out: "23:00" },
    },
    {
      fr: "couvre-feu 23h30 partout sur la tournée Organique",
      en: "curfew 11:30 pm everywhere on the Organique tour",
      input: { tour: "Organique", curfew: "23:30" },
    },
  ],
  async run(ctx, input) {
    const given = givenTimes(input);
    const removed = Object.keys(emptied(items, input.clear, input)) as ScheduleKind[];
    if (given.length === 0 && removed.length === 0) {
      throw new ToolError(
        "invalid_input",
        {
          fr: "Quelle heure, pour quoi (portes, balances, passage…) ?",
          en: "What time, for what (doors, sound check, show…)?",
        },
        { field: "set_time" },
      );
    }
    const selected = await selectPerformances(ctx, input);
    const cancelled = selected.find((row) => row.status === "cancelled");
    if (cancelled) {
      throw new ToolError("conflict", {
        fr: `${cancelled.label} est annulée.`,
        en: `${cancelled.label} is cancelled.`,
      });
    }
    const ids = selected.map((row) => row.id);
    const before = await readPerformances(ctx, ids);
    if (removed.length > 0) {
      await ctx.tx
        .deleteFrom("schedule_items")
        .where("performance_id", "in", ids)
        .where("kind", "in", removed)
        .execute();
    }
    for (const date of before) {
      await writeSchedule(ctx, { ...date, label: dateName(date, ctx.say) }, input);
    }
    const at = await ctx.tx
      .selectFrom("schedule_items")
      .select(["kind", "starts_at"])
      .where("performance_id", "=", before[0]?.id ?? "")
      .where("kind", "=", (is) => is.fn.any(is.val(given.map(([kind]) => kind))))
      .orderBy("starts_at")
      .execute();
    return {
      dates: await readPerformances(ctx, ids),
      written: given.map(([kind, time]) => ({ kind, time })),
      removed,
      at: at.map((item) => ({
        kind: item.kind as ScheduleKind,
        startsAt: new Date(item.starts_at).toISOString(),
      })),
    };
  },
  summary(output, say) {
    const [first] = output.dates;
    if (!first) return "";
    const items = output.at.map((item) =>
      say({
        fr: `${scheduleNames[item.kind].fr} à ${say.time(item.startsAt, first.timeZone)}`,
        en: `${scheduleNames[item.kind].en} at ${say.time(item.startsAt, first.timeZone)}`,
      }),
    );
    const where =
      output.dates.length === 1
        ? dateName(first, say)
        : say({
            fr: `${countDates(output.dates.length, say)} (${say.list(output.dates.slice(0, 4).map(whereOf))}${output.dates.length > 4 ? "…" : ""})`,
            en: `${countDates(output.dates.length, say)} (${say.list(output.dates.slice(0, 4).map(whereOf))}${output.dates.length > 4 ? "…" : ""})`,
          });
    return say({ fr: `${where} : ${say.list(items)}.`, en: `${where}: ${say.list(items)}.` });
  },
  show: (output, say) => datesCard(say({ fr: "Horaires", en: "Times" }), output.dates),
  about: (output) => aboutDates(output.dates),
});
