import { sql } from "kysely";
import { ToolError } from "../core/errors.ts";
import { time } from "../core/fields.ts";
import type { ToolContext } from "../core/tool.ts";
import {
  misorder,
  nightMinutes,
  type ScheduleKind,
  scheduleKinds,
  scheduleNames,
  type Times,
} from "./rules.ts";
import { instantOf, minutesOf } from "./times.ts";

/** One optional time for each item of a show day; spread into a tool's input. */
export const scheduleFields = {
  doors: time().optional(),
  set_time: time().describe("show time at the venue, HH:MM").optional(),
  load_in: time().optional(),
  line_check: time().optional(),
  sound_check: time().optional(),
  dinner: time().optional(),
  support: time().optional(),
  changeover: time().optional(),
  meet_and_greet: time().optional(),
  curfew: time().optional(),
  load_out: time().optional(),
};

export type GivenTimes = { [Kind in ScheduleKind]?: string | undefined };

export function givenTimes(input: GivenTimes): [ScheduleKind, string][] {
  return scheduleKinds.flatMap((kind) => {
    const given = input[kind];
    return given === undefined ? [] : [[kind, given] as [ScheduleKind, string]];
  });
}

/** True when the times given contradict one another, whatever else the date has. */
export function isMisordered(input: GivenTimes): boolean {
  const times: Times = {};
  for (const [kind, text] of givenTimes(input)) times[kind] = nightMinutes(kind, minutesOf(text));
  return misorder(times) !== undefined;
}

/**
 * Writes times of a date, replacing those of the same items; the others stay. Refuses what is out
 * of order, naming the two items and the date.
 */
export async function writeSchedule(
  ctx: ToolContext,
  date: { id: string; day: string; timeZone: string; label: string },
  input: GivenTimes,
): Promise<ScheduleKind[]> {
  const given = givenTimes(input);
  if (given.length === 0) return [];
  const midnight = instantOf(date.day, "00:00", date.timeZone).getTime();
  const rows = await ctx.tx
    .selectFrom("schedule_items")
    .select(["id", "kind", "starts_at", "ends_at"])
    .where("performance_id", "=", date.id)
    .orderBy("starts_at")
    .execute();
  const times: Times = {};
  for (const row of rows) {
    const kind = row.kind as ScheduleKind;
    times[kind] ??= Math.round((new Date(row.starts_at).getTime() - midnight) / 60_000);
  }
  const written = given.map(([kind, text]) => {
    const minutes = nightMinutes(kind, minutesOf(text));
    times[kind] = minutes;
    const clock = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
    return { kind, at: instantOf(date.day, clock, date.timeZone) };
  });
  const wrong = misorder(times);
  if (wrong)
    throw outOfOrder(
      ctx,
      wrong,
      times,
      date.label,
      given.map(([kind]) => kind),
    );
  for (const { kind, at } of written) {
    const old = rows.find((row) => row.kind === kind);
    if (old) {
      await ctx.tx
        .updateTable("schedule_items")
        .set({
          starts_at: at,
          ends_at: sql<Date>`case when ends_at is null then null else ${at}::timestamptz + (ends_at - starts_at) end`,
        })
        .where("id", "=", old.id)
        .execute();
    } else {
      await ctx.tx
        .insertInto("schedule_items")
        .values({ performance_id: date.id, kind, starts_at: at })
        .execute();
    }
  }
  return written.map(({ kind }) => kind);
}

function outOfOrder(
  ctx: ToolContext,
  [earlier, later]: [ScheduleKind, ScheduleKind],
  times: Times,
  label: string,
  given: ScheduleKind[],
) {
  const at = (kind: ScheduleKind, locale: "fr" | "en") =>
    ctx.sayIn(locale).time(new Date((times[kind] ?? 0) * 60_000), "UTC");
  return new ToolError(
    "invalid_input",
    {
      fr: `${label} : ${scheduleNames[later].fr} (${at(later, "fr")}) ne peut pas venir avant ${scheduleNames[earlier].fr} (${at(earlier, "fr")}). Rien n’a été modifié.`,
      en: `${label}: ${scheduleNames[later].en} (${at(later, "en")}) cannot come before ${scheduleNames[earlier].en} (${at(earlier, "en")}). Nothing was changed.`,
    },
    { field: given.includes(later) ? later : earlier },
  );
}
