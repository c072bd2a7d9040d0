import { sql } from "kysely";
import { z } from "zod";
import { addDays, daysBetween, weekdayOf } from "#recognise/index.ts";
import { ToolError } from "../core/errors.ts";
import { choice, day, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { resolveTour } from "./resolve-artist.ts";
import { runsOf } from "./rules.ts";
import { todayOf } from "./times.ts";

export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
const longest = 400;

export const findFreeDays = defineTool({
  name: "tours_find_free_days",
  title: { fr: "Jours libres", en: "Free days" },
  description:
    "Days without show in a period or tour, for an artist or all; days with only a hold come apart. Default: the next 60 days.",
  permission: "tours:read",
  effect: "read",
  input: z.object({
    from: day().optional(),
    to: day().optional(),
    tour: ref("tour").optional(),
    artist: ref("artist").optional(),
    weekdays: z.array(choice("weekday", weekdays)).max(7).optional(),
  }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    total: z.int(),
    days: z.array(z.string()),
    held: z.array(z.object({ day: z.string(), holds: z.array(z.string()) })),
  }),
  examples: [
    {
      fr: "quels jours sont libres en mai 2027 ?",
      en: "which days are free in May 2027?",
      input: { from: "2027-05-01", to: "2027-05-31" },
    },
    {
      fr: "les jours sans concert de la tournée Organique",
      en: "days without a show on the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "Zaz est dispo quand entre le 1er et le 20 avril 2027",
      en: "when is Zaz available between 1 and 20 April 2027",
      input: { artist: "Zaz", from: "2027-04-01", to: "2027-04-20" },
    },
    {
      fr: "où a-t-on des trous dans le planning ?",
      en: "where are the gaps in the calendar?",
      input: {},
    },
    {
      fr: "les vendredis et samedis libres en juin 2027",
      en: "free Fridays and Saturdays in June 2027",
      input: { from: "2027-06-01", to: "2027-06-30", weekdays: ["friday", "saturday"] },
    },
    {
      fr: "reste-t-il des jours off sur Grand Nord",
      en: "are there any days off left on Grand Nord",
      input: { tour: "Grand Nord" },
    },
    {
      fr: "disponibilités de Lou Verdier en mars 2027",
      en: "availability of Lou Verdier in March 2027",
      input: { artist: "Lou Verdier", from: "2027-03-01", to: "2027-03-31" },
    },
    {
      fr: "il nous reste de la place quand en avril 2027 ?",
      en: "when do we still have room in April 2027?",
      input: { from: "2027-04-01", to: "2027-04-30" },
    },
  ],
  async run(ctx, input) {
    const tour = input.tour ? await resolveTour(ctx, input.tour) : undefined;
    const artist = input.artist
      ? (await resolveRef(ctx, "artist", input.artist)).id
      : (tour?.artist_id ?? null);
    const today = await todayOf(ctx);
    const from = input.from ?? tour?.starts_on ?? (input.to && input.to < today ? input.to : today);
    const to = input.to ?? (input.from ? undefined : tour?.ends_on) ?? addDays(from, 60);
    if (to < from) {
      throw new ToolError(
        "invalid_input",
        { fr: "La période finit avant de commencer.", en: "The period ends before it starts." },
        { field: "to" },
      );
    }
    if (daysBetween(from, to) > longest) {
      throw new ToolError(
        "limit_reached",
        {
          fr: "La période dépasse treize mois : raccourcissez-la.",
          en: "The period is longer than thirteen months: shorten it.",
        },
        { field: "to" },
      );
    }
    const { rows } = await sql<{ day: string; firm: boolean; label: string }>`
      select p.day, p.status <> 'option' as firm, coalesce(v.city, v.name, p.title, a.name) as label
      from performances p join artists a on a.id = p.artist_id left join venues v on v.id = p.venue_id
      where p.status <> 'cancelled' and p.day between ${from}::date and ${to}::date
        and (${artist}::uuid is null or p.artist_id = ${artist}::uuid)
      union all
      select d.day, true, d.kind from tour_days d join tours t on t.id = d.tour_id
      where d.kind in ('rehearsal', 'promo', 'travel') and d.day between ${from}::date and ${to}::date
        and (${artist}::uuid is null or t.artist_id = ${artist}::uuid)`.execute(ctx.tx);
    const wanted = new Set(input.weekdays?.map((weekday) => weekdays.indexOf(weekday) + 1));
    const all = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) =>
      addDays(from, index),
    ).filter((one) => wanted.size === 0 || wanted.has(weekdayOf(one)));
    const firm = new Set(rows.filter((row) => row.firm).map((row) => row.day));
    const holds = new Map<string, string[]>();
    for (const row of rows)
      if (!row.firm) holds.set(row.day, [...(holds.get(row.day) ?? []), row.label]);
    const open = all.filter((one) => !firm.has(one));
    const days = open.filter((one) => !holds.has(one));
    return {
      from,
      to,
      total: days.length,
      days,
      held: open
        .filter((one) => holds.has(one))
        .map((one) => ({ day: one, holds: holds.get(one) ?? [] })),
    };
  },
  summary(output, say) {
    const span = say({
      fr: `du ${say.day(output.from)} au ${say.day(output.to)}`,
      en: `from ${say.day(output.from)} to ${say.day(output.to)}`,
    });
    const held =
      output.held.length > 0
        ? say({
            fr: ` ${say.count(output.held.length, { fr: { one: "autre jour n’a qu’une option", other: "autres jours n’ont qu’une option" }, en: { one: "", other: "" } })}.`,
            en: ` ${say.count(output.held.length, { fr: { one: "", other: "" }, en: { one: "other day has only a hold", other: "other days have only a hold" } })}.`,
          })
        : "";
    if (output.total === 0)
      return say({ fr: `Aucun jour libre ${span}.${held}`, en: `No free day ${span}.${held}` });
    const free = say.count(output.total, {
      fr: { one: "jour libre", other: "jours libres" },
      en: { one: "free day", other: "free days" },
    });
    const ranges = rangesOf(output.days);
    const spoken = ranges
      .slice(0, 5)
      .map(([first, last]) =>
        first === last ? say.shortDay(first) : `${say.shortDay(first)} – ${say.shortDay(last)}`,
      );
    const more = ranges.length > 5 ? "…" : ".";
    return say({
      fr: `${free} ${span} : ${spoken.join(", ")}${more}${held}`,
      en: `${free} ${span}: ${spoken.join(", ")}${more}${held}`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Jours libres", en: "Free days" }),
    columns: [
      { key: "day", label: say({ fr: "Jour", en: "Day" }), type: "day" },
      { key: "hold", label: say({ fr: "Option", en: "Hold" }), type: "text" },
    ],
    rows: [
      ...output.days.map((one) => ({ day: one, hold: null })),
      ...output.held.map((one) => ({ day: one.day, hold: one.holds.join(", ") })),
    ]
      .toSorted((a, b) => a.day.localeCompare(b.day))
      .slice(0, 200),
    total: output.total + output.held.length,
  }),
});

/** First and last day of each unbroken stretch. */
function rangesOf(days: string[]): [string, string][] {
  const runs = runsOf(days.map((one) => ({ day: one })));
  const within = new Set(runs.flat().map((row) => row.day));
  const alone = days.filter((one) => !within.has(one)).map((one): [string, string] => [one, one]);
  const long = runs.map((run): [string, string] => [run[0]?.day ?? "", run.at(-1)?.day ?? ""]);
  return [...long, ...alone].toSorted((a, b) => a[0].localeCompare(b[0]));
}
