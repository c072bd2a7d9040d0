import { sql } from "kysely";
import { z } from "zod";
import type { DateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { type CalendarEntry, writeCalendar } from "./calendar-file.ts";
import { readPerformances } from "./read-performances.ts";
import { resolveTour } from "./resolve-artist.ts";
import { type ScheduleKind, scheduleWords } from "./rules.ts";
import { countDates, whereOf } from "./say-dates.ts";
import { selectPerformances } from "./select-performances.ts";
import { dayWords } from "./set-day.ts";

/** How long an evening is shown where no curfew is known. */
const eveningMs = 3 * 3_600_000;

export const getCalendar = defineTool({
  name: "tours_get_calendar",
  title: { fr: "Calendrier d’une tournée", en: "Calendar of a tour" },
  description: "A tour as an iCalendar file: dates with times and venue, days off and travel.",
  permission: "tours:read",
  effect: "read",
  untrusted: true,
  input: z.object({ tour: ref("tour") }),
  output: z.object({
    tourId: z.uuid(),
    tour: z.string(),
    total: z.int(),
    fileName: z.string(),
    file: z.string(),
  }),
  examples: [
    {
      fr: "exporte la tournée Organique dans mon agenda",
      en: "export the Organique tour to my calendar",
      input: { tour: "Organique" },
    },
    {
      fr: "le fichier iCal de Grand Nord",
      en: "the iCal file of Grand Nord",
      input: { tour: "Grand Nord" },
    },
    {
      fr: "donne-moi un .ics de la tournée Nuit blanche",
      en: "give me an .ics of the Nuit blanche tour",
      input: { tour: "Nuit blanche" },
    },
    {
      fr: "télécharge l’agenda de la tournée Marée basse",
      en: "download the calendar of the Marée basse tour",
      input: { tour: "Marée basse" },
    },
    {
      fr: "je veux la tournée Été indien dans Google Agenda",
      en: "I want the Été indien tour in Google Calendar",
      input: { tour: "Été indien" },
    },
    {
      fr: "calendrier au format ics pour Printemps 2027",
      en: "calendar as ics for Printemps 2027",
      input: { tour: "Printemps 2027" },
    },
  ],
  async run(ctx, input) {
    const tour = await resolveTour(ctx, input.tour);
    const selected = await selectPerformances(ctx, { tour: tour.id }, { orAll: true });
    const ids = selected.map((row) => row.id);
    const [dates, schedule, days] = await Promise.all([
      readPerformances(ctx, ids),
      sql<Item>`select performance_id as id, kind, label, starts_at as at from schedule_items
        where performance_id = any(${ids}::uuid[]) order by starts_at`.execute(ctx.tx),
      ctx.tx
        .selectFrom("tour_days")
        .select(["id", "day", "kind", "note"])
        .where("tour_id", "=", tour.id)
        .orderBy("day")
        .execute(),
    ]);
    const items = Map.groupBy(schedule.rows, (item) => item.id);
    const entries = [
      ...dates.map((date) => entryOf(ctx, date, items.get(date.id) ?? [])),
      ...days.map((day) => ({
        id: day.id,
        title: [tour.name, wordOf(ctx, day.kind)].filter(Boolean).join(" · "),
        day: day.day,
        startsAt: null,
        endsAt: null,
        place: null,
        point: null,
        notes: day.note ?? "",
        firm: true,
      })),
    ].toSorted((a, b) => a.day.localeCompare(b.day));
    return {
      tourId: tour.id,
      tour: tour.name,
      total: dates.length,
      fileName: `${tour.name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "")}.ics`,
      file: writeCalendar(tour.name, entries, ctx.now),
    };
  },
  summary: (output, say) =>
    say({
      fr: `Calendrier de ${output.tour} : ${countDates(output.total, say)}.`,
      en: `Calendar of ${output.tour}: ${countDates(output.total, say)}.`,
    }),
  about: (output) => [{ kind: "tour", id: output.tourId, label: output.tour }],
});

function wordOf(ctx: ToolContext, kind: string): string {
  const words = dayWords[kind as keyof typeof dayWords];
  return words ? ctx.say(words) : "";
}

type Item = { id: string; kind: string; label: string | null; at: Date };

function entryOf(ctx: ToolContext, date: DateRow, items: Item[]): CalendarEntry {
  const startsAt = date.doorsAt ?? date.showAt;
  const curfew = items.find((item) => item.kind === "curfew");
  const option = date.holdRank
    ? ctx.say({ fr: ` (option ${date.holdRank})`, en: ` (hold ${date.holdRank})` })
    : "";
  return {
    id: date.id,
    title: `${date.title} · ${whereOf(date)}${option}`,
    day: date.day,
    startsAt,
    endsAt:
      startsAt &&
      (curfew && new Date(curfew.at) > new Date(startsAt)
        ? new Date(curfew.at)
        : new Date(Date.parse(startsAt) + eveningMs)
      ).toISOString(),
    place: [date.venue, date.city].filter(Boolean).join(", ") || null,
    point:
      date.latitude === null || date.longitude === null
        ? null
        : { latitude: date.latitude, longitude: date.longitude },
    notes: items
      .map((item) => {
        const words = scheduleWords[item.kind as ScheduleKind];
        return `${ctx.say.time(item.at, date.timeZone)} ${item.label ?? (words ? ctx.say(words) : item.kind)}`;
      })
      .join("\n"),
    firm: date.status !== "option",
  };
}
