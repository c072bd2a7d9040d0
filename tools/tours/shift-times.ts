import { sql } from "kysely";
import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { choice, shift } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { readPerformances } from "./read-performances.ts";
import { type ScheduleKind, scheduleKinds, scheduleNames } from "./rules.ts";
import { aboutDates, countDates, dateName, datesCard } from "./say-dates.ts";
import { selection, selectPerformances } from "./select-performances.ts";
import { writeSchedule } from "./write-schedule.ts";

const dayMinutes = 24 * 60;

export const shiftTimes = defineTool({
  name: "tours_shift_times",
  title: { fr: "Décaler des horaires", en: "Move times" },
  description:
    "Moves times of dates earlier or later by minutes, from what they are: the items named (doors, show…), or the whole day. Days: tours_shift_performances.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    ...selection,
    items: z
      .array(choice("schedule_item", scheduleKinds))
      .min(1)
      .describe("all without any")
      .optional(),
    minutes: shift(),
  }),
  output: z.object({
    dates: z.array(dateRow),
    moved: z.array(
      z.object({ performanceId: z.uuid(), kind: z.enum(scheduleKinds), time: z.string() }),
    ),
  }),
  examples: [
    {
      fr: "recule les portes d’une demi-heure à Dijon",
      en: "push doors back half an hour in Dijon",
      input: { performances: ["Dijon"], items: ["doors"], minutes: 30 },
    },
    {
      fr: "avance les balances de Metz d’un quart d’heure",
      en: "bring sound check forward a quarter of an hour in Metz",
      input: { performances: ["Metz"], items: ["sound_check"], minutes: -15 },
    },
    {
      fr: "tout glisse d’une heure à Caen",
      en: "everything is an hour later in Caen",
      input: { performances: ["Caen"], minutes: 60 },
    },
    {
      fr: "le concert d’Angers commence 20 minutes plus tard",
      en: "the Angers show starts 20 minutes later",
      input: { performances: ["Angers"], items: ["set_time"], minutes: 20 },
    },
    {
      fr: "ouverture des portes 15 min plus tôt sur toute la tournée Organique",
      en: "doors 15 min earlier on the whole Organique tour",
      input: { tour: "Organique", items: ["doors"], minutes: -15 },
    },
    {
      fr: "repousse le couvre-feu de 30 minutes à Rennes",
      en: "push the curfew back 30 minutes in Rennes",
      input: { performances: ["Rennes"], items: ["curfew"], minutes: 30 },
    },
    {
      fr: "on prend du retard à Toulouse, décale tout le planning du jour de 45 min",
      en: "we are running late in Toulouse, move the whole day’s times by 45 min",
      input: { performances: ["Toulouse"], minutes: 45 },
    },
    {
      fr: "le get-in de Tours, une heure avant",
      en: "the load-in in Tours, an hour earlier",
      input: { performances: ["Tours"], items: ["load_in"], minutes: -60 },
    },
  ],
  async run(ctx, input) {
    const selected = await selectPerformances(ctx, input);
    const dates = await readPerformances(
      ctx,
      selected.filter((row) => row.status !== "cancelled").map((row) => row.id),
    );
    const moved: { performanceId: string; kind: ScheduleKind; time: string }[] = [];
    for (const date of dates) {
      const { rows } = await sql<{ kind: ScheduleKind; minutes: number }>`
        select kind, (extract(epoch from min(starts_at) at time zone ${date.timeZone} - ${date.day}::date) / 60)::int as minutes
        from schedule_items where performance_id = ${date.id}
          and kind = any(${input.items ?? [...scheduleKinds]}::text[])
        group by kind order by 2`.execute(ctx.tx);
      const times = rows.map(({ kind, minutes }) => {
        const at = minutes + input.minutes;
        if (at < 0 || at >= dayMinutes + 6 * 60) throw outOfDay();
        return { performanceId: date.id, kind, time: clockOf(at) };
      });
      const given = Object.fromEntries(times.map(({ kind, time }) => [kind, time]));
      await writeSchedule(ctx, { ...date, label: dateName(date, ctx.say) }, given);
      moved.push(...times);
    }
    if (moved.length === 0) {
      const { items } = input;
      const named = (locale: "fr" | "en") =>
        items ? ctx.sayIn(locale).list(items.map((kind) => scheduleNames[kind][locale])) : "";
      throw new ToolError("not_found", {
        fr: `Il n’y a pas encore d’horaire à décaler${items ? ` (${named("fr")})` : ""}.`,
        en: `There is no time to move yet${items ? ` (${named("en")})` : ""}.`,
      });
    }
    return {
      dates: await readPerformances(ctx, [...new Set(moved.map((one) => one.performanceId))]),
      moved,
    };
  },
  summary(output, say) {
    const [first] = output.dates;
    if (!first) return "";
    const items = output.moved
      .filter(({ performanceId }) => performanceId === first.id)
      .map(({ kind, time }) => {
        const [hours = 0, minutes = 0] = time.split(":").map(Number);
        const at = say.time(new Date((hours * 60 + minutes) * 60_000), "UTC");
        return say({
          fr: `${scheduleNames[kind].fr} à ${at}`,
          en: `${scheduleNames[kind].en} at ${at}`,
        });
      });
    return output.dates.length === 1
      ? say({
          fr: `${dateName(first, say)} : ${say.list(items)}.`,
          en: `${dateName(first, say)}: ${say.list(items)}.`,
        })
      : say({
          fr: `Horaires décalés sur ${countDates(output.dates.length, say)}.`,
          en: `Times moved on ${countDates(output.dates.length, say)}.`,
        });
  },
  show: (output, say) => datesCard(say({ fr: "Horaires", en: "Times" }), output.dates),
  about: (output) => aboutDates(output.dates),
});

/** Past midnight the hours go on: 24:30. */
const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

function outOfDay() {
  return new ToolError(
    "invalid_input",
    {
      fr: "Un horaire sortirait de la journée. Rien n’a été modifié.",
      en: "A time would leave the day. Nothing was changed.",
    },
    { field: "minutes" },
  );
}
