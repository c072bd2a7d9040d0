import { sql } from "kysely";
import { z } from "zod";
import { daysBetween } from "#recognise/index.ts";
import type { DateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { pointOf, spokenDuration } from "./read-legs.ts";
import { readPerformances } from "./read-performances.ts";
import { tooLongByRoad } from "./rules.ts";
import { whereOf } from "./say-dates.ts";
import { selection, selectPerformances } from "./select-performances.ts";
import { todayOf } from "./times.ts";

const kinds = ["same_day", "venue_twice", "travel", "crew"] as const;
const clash = z.object({
  kind: z.enum(kinds),
  day: z.string(),
  who: z.string(),
  first: z.object({ id: z.uuid(), label: z.string() }),
  second: z.object({ id: z.uuid(), label: z.string() }),
  km: z.number().nullable(),
  minutes: z.number().nullable(),
});
type Clash = z.infer<typeof clash>;

const kindWords = {
  same_day: { fr: "deux dates le même jour", en: "two dates on one day" },
  venue_twice: { fr: "deux dates dans le même lieu", en: "two dates in one venue" },
  travel: { fr: "trajet trop long", en: "drive too long" },
  crew: { fr: "équipe engagée deux fois", en: "crew booked twice" },
} as const;

const { from, to } = selection;

export const findClashes = defineTool({
  name: "tours_find_clashes",
  title: { fr: "Conflits de planning", en: "Clashes" },
  description:
    "Conflicts among dates: an artist or crew member twice on a day, a venue twice, more than ten hours of road between following days.",
  permission: "tours:read",
  effect: "read",
  input: z.object({ tour: ref("tour").optional(), from, to }),
  output: z.object({ total: z.int(), checked: z.int(), clashes: z.array(clash) }),
  examples: [
    {
      fr: "y a-t-il des conflits dans le planning ?",
      en: "are there clashes in the calendar?",
      input: {},
    },
    {
      fr: "vérifie la tournée Organique",
      en: "check the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "des doublons en mai 2027 ?",
      en: "any double bookings in May 2027?",
      input: { from: "2027-05-01", to: "2027-05-31" },
    },
    {
      fr: "est-ce que quelque chose coince sur Grand Nord",
      en: "is anything wrong on Grand Nord",
      input: { tour: "Grand Nord" },
    },
    { fr: "contrôle les incompatibilités entre dates", en: "check incompatible dates", input: {} },
    {
      fr: "les trajets de la tournée Marée basse sont-ils tenables ?",
      en: "can the drives of the Marée basse tour be done?",
      input: { tour: "Marée basse" },
    },
    {
      fr: "quelqu’un est engagé deux fois le même jour ?",
      en: "is anyone booked twice on the same day?",
      input: {},
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
    const clashes = [
      ...ofDays(dates),
      ...ofVenues(dates),
      ...ofTravel(ctx, dates),
      ...(await ofCrew(ctx, dates)),
    ];
    const sorted = clashes.toSorted((a, b) => a.day.localeCompare(b.day));
    return { total: sorted.length, checked: dates.length, clashes: sorted.slice(0, 100) };
  },
  summary(output, say) {
    const checked = say.count(output.checked, {
      fr: { one: "date vérifiée", other: "dates vérifiées" },
      en: { one: "date checked", other: "dates checked" },
    });
    if (output.total === 0)
      return say({ fr: `Aucun conflit : ${checked}.`, en: `No clash: ${checked}.` });
    const found = say.count(output.total, {
      fr: { one: "conflit", other: "conflits" },
      en: { one: "clash", other: "clashes" },
    });
    const told = output.clashes.slice(0, 3).map((one) => {
      const road =
        one.km === null || one.minutes === null
          ? ""
          : `, ${say.number(one.km)} km, ${spokenDuration(one.minutes)}`;
      return `${say.shortDay(one.day)}, ${one.who} — ${say(kindWords[one.kind])} (${one.first.label} / ${one.second.label}${road})`;
    });
    const more = output.total > 3 ? "…" : ".";
    return say({
      fr: `${found} : ${told.join(" ; ")}${more}`,
      en: `${found}: ${told.join("; ")}${more}`,
    });
  },
  show: (output, say) =>
    output.total === 0
      ? []
      : {
          kind: "table",
          title: say({ fr: "Conflits", en: "Clashes" }),
          columns: [
            { key: "day", label: say({ fr: "Jour", en: "Day" }), type: "day" },
            { key: "kind", label: say({ fr: "Conflit", en: "Clash" }), type: "text" },
            { key: "who", label: say({ fr: "Qui", en: "Who" }), type: "text" },
            { key: "first", label: say({ fr: "Première date", en: "First date" }), type: "text" },
            { key: "second", label: say({ fr: "Seconde date", en: "Second date" }), type: "text" },
            { key: "km", label: "km", type: "km" },
          ],
          rows: output.clashes.map((one) => ({
            day: one.day,
            kind: say(kindWords[one.kind]),
            who: one.who,
            first: one.first.label,
            second: one.second.label,
            km: one.km,
          })),
          total: output.total,
        },
  about: (output) =>
    output.clashes
      .flatMap((one) => [one.first, one.second])
      .map(({ id, label }) => ({ kind: "performance" as const, id, label })),
});

const tell = (date: DateRow) => ({
  id: date.id,
  label: `${whereOf(date)} ${date.day.slice(8)}/${date.day.slice(5, 7)}`,
});

function pairs(dates: DateRow[], keyOf: (date: DateRow) => string | null): [DateRow, DateRow][] {
  const groups = Map.groupBy(dates, keyOf);
  groups.delete(null);
  return [...groups.values()].flatMap((group) =>
    group.flatMap((first, at) =>
      group.slice(at + 1).map((second): [DateRow, DateRow] => [first, second]),
    ),
  );
}

/** A matinée and a soirée in one venue are no clash. */
function ofDays(dates: DateRow[]): Clash[] {
  return pairs(dates, (date) => `${date.artist} ${date.day}`)
    .filter(([first, second]) => first.venueId === null || first.venueId !== second.venueId)
    .map(([first, second]) => ({
      kind: "same_day",
      day: first.day,
      who: first.artist,
      first: tell(first),
      second: tell(second),
      km: null,
      minutes: null,
    }));
}

function ofVenues(dates: DateRow[]): Clash[] {
  return pairs(dates, (date) => (date.venue === null ? null : `${date.venueId} ${date.day}`))
    .filter(([first, second]) => first.artist !== second.artist)
    .map(([first, second]) => ({
      kind: "venue_twice",
      day: first.day,
      who: first.venue ?? "",
      first: { id: first.id, label: first.artist },
      second: { id: second.id, label: second.artist },
      km: null,
      minutes: null,
    }));
}

function ofTravel(ctx: ToolContext, dates: DateRow[]): Clash[] {
  return [...Map.groupBy(dates, (date) => date.artist)].flatMap(([artist, theirs]) => {
    const placed = theirs.filter((date) => date.latitude !== null);
    return placed.slice(1).flatMap((second, at): Clash[] => {
      const first = placed[at] as DateRow;
      const road = ctx.integrations.places.road(pointOf(first), pointOf(second));
      const gap = daysBetween(first.day, second.day);
      if (gap !== 1 || road.minutes <= tooLongByRoad * 60) return [];
      return [
        {
          kind: "travel",
          day: second.day,
          who: artist,
          first: tell(first),
          second: tell(second),
          km: road.km,
          minutes: road.minutes,
        },
      ];
    });
  });
}

async function ofCrew(ctx: ToolContext, dates: DateRow[]): Promise<Clash[]> {
  const ids = dates.map((date) => date.id);
  if (ids.length === 0) return [];
  const { rows } = await sql<{ name: string; first: string; second: string }>`
    with booked as (
      select distinct m.contact_id, p.id, p.day from team_members m
      join performances p on p.id = m.performance_id or (p.tour_id = m.tour_id and m.tour_id is not null)
      where p.id = any(${ids}::uuid[]) and p.status <> 'cancelled')
    select c.display_name as name, a.id as first, b.id as second
    from booked a join booked b on b.contact_id = a.contact_id and b.day = a.day and b.id > a.id
    join contacts c on c.id = a.contact_id`.execute(ctx.tx);
  const known = new Map(dates.map((date) => [date.id, date]));
  return rows.flatMap((row): Clash[] => {
    const [first, second] = [known.get(row.first), known.get(row.second)];
    if (!first || !second || (first.venueId !== null && first.venueId === second.venueId))
      return [];
    return [
      {
        kind: "crew",
        day: first.day,
        who: row.name,
        first: tell(first),
        second: tell(second),
        km: null,
        minutes: null,
      },
    ];
  });
}
