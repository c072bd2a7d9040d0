import { z } from "zod";
import { type PastedRow, readPastedList } from "#recognise/pasted-list.ts";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { choice, name, pasted, ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { insertPerformance, standingOn, widenTours } from "./insert-performance.ts";
import { planFor } from "./plan-target.ts";
import { readPerformances } from "./read-performances.ts";
import { aboutDates, countDates, datesCard } from "./say-dates.ts";
import { columnsOf, settlePlace, settleVenue } from "./settle-venue.ts";
import { shiftFields } from "./shift.ts";
import { todayOf } from "./times.ts";
import { isMisordered, writeSchedule } from "./write-schedule.ts";
import { rejectWords } from "./reject-words.ts";

const skipped = z.object({
  line: z.int(),
  text: z.string(),
  reason: z.enum([
    "already_there",
    "artist_busy",
    "unknown_town",
    "bad_schedule",
    "day_not_in_month",
    "no_such_month",
    "no_such_day",
    "no_date",
    "no_place",
    "unreadable",
    "too_long",
    "too_many_lines",
  ]),
});
type Skipped = z.infer<typeof skipped>;

const shown = 200;

export const planTour = defineTool({
  name: "tours_plan_tour",
  title: { fr: "Monter une tournée depuis une liste", en: "Plan a tour from a list" },
  description:
    "Creates a tour with all its dates and venues from pasted lines or a table; can move every date (shift_*). Safe to run twice.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    text: pasted(),
    name: name().describe("tour name; else the list's heading").optional(),
    tour: ref("tour").describe("existing tour to add to").optional(),
    artist: ref("artist").optional(),
    production: ref("production").optional(),
    status: choice("performance_status", ["option", "confirmed"]).default("confirmed"),
    ...shiftFields,
  }),
  output: z.object({
    tourId: z.uuid(),
    tour: z.string(),
    tourCreated: z.boolean(),
    artistId: z.uuid(),
    artist: z.string(),
    created: z.int(),
    venuesCreated: z.array(z.object({ id: z.uuid(), name: z.string(), city: z.string() })),
    venuesReused: z.int(),
    alreadyThere: z.int(),
    rejected: z.array(skipped),
    dates: z.array(dateRow),
    confirmed: z.int(),
    options: z.int(),
  }),
  examples: [
    {
      fr: "crée la tournée Organique Tour de Zaz avec ces dates : 12/03/2027 Lyon, Le Transbordeur",
      en: "create the tour Organique Tour by Zaz with these dates: 12/03/2027 Lyon, Le Transbordeur",
      input: { name: "Organique Tour", artist: "Zaz", text: "12/03/2027 Lyon, Le Transbordeur" },
    },
    {
      fr: "monte-moi cette tournée\n14 mai Lyon\n15 mai Grenoble",
      en: "set up this tour for me\n14 May Lyon\n15 May Grenoble",
      input: { text: "14 mai Lyon\n15 mai Grenoble" },
    },
    {
      fr: "voici le routing, décale tout de cinq ans\n12/03/2022 Lille\n13/03/2022 Rouen",
      en: "here is the routing, move everything by five years\n12/03/2022 Lille\n13/03/2022 Rouen",
      input: { text: "12/03/2022 Lille\n13/03/2022 Rouen", shift_years: 5 },
    },
    {
      fr: "importe cette liste de dates en option\n03/06/2027 Nantes\n04/06/2027 Rennes",
      en: "import this list of dates on hold\n03/06/2027 Nantes\n04/06/2027 Rennes",
      input: { text: "03/06/2027 Nantes\n04/06/2027 Rennes", status: "option" },
    },
    {
      fr: "rentre toutes ces dates dans la tournée Organique\n20/05/2027 Dijon\n21/05/2027 Metz",
      en: "enter all these dates in the Organique tour\n20/05/2027 Dijon\n21/05/2027 Metz",
      input: { text: "20/05/2027 Dijon\n21/05/2027 Metz", tour: "Organique" },
    },
    {
      fr: "je colle la tournée ici\ndate;ville;salle\n01/10/2027;Nice;Palais Nikaïa",
      en: "pasting the tour here\ndate;town;venue\n01/10/2027;Nice;Palais Nikaïa",
      input: { text: "date;ville;salle\n01/10/2027;Nice;Palais Nikaïa" },
    },
  ],
  async run(ctx, input) {
    const list = readPastedList(input.text, {
      today: await todayOf(ctx),
      shift: { years: input.shift_years, months: input.shift_months, days: input.shift_days },
      places: ctx.integrations.places,
      locale: ctx.locale,
    });
    const rejected: Skipped[] = list.rejected.slice(0, shown);
    if (list.rows.length === 0) throw nothingTaken(rejected);
    const target = await planFor(ctx, input, {
      title: list.title,
      artist: list.artist,
      year: list.rows[0]?.day.slice(0, 4) ?? "",
    });
    const lines = input.text.split(/\r\n|\r|\n/);
    const skip = (row: PastedRow, reason: Skipped["reason"]) =>
      rejected.push({
        line: row.line,
        text: (lines[row.line - 1] ?? "").trim().slice(0, 200),
        reason,
      });
    const ids: string[] = [];
    const venues = new Map<string, { id: string; name: string; city: string; reused: boolean }>();
    let alreadyThere = 0;
    for (const row of list.rows) {
      const place = placeOf(ctx, row);
      if (!place) {
        skip(row, "unknown_town");
        continue;
      }
      const status =
        row.status === "option" || row.status === "confirmed"
          ? row.status
          : row.holdRank
            ? "option"
            : input.status;
      const standing = await standingOn(ctx, target.artistId, row.day);
      const twin = standing.find((other) => sameTown(other.city, place.city));
      if (twin) {
        alreadyThere += 1;
        skip(row, "already_there");
        continue;
      }
      if (status === "confirmed" && standing.some((other) => other.status !== "option")) {
        skip(row, "artist_busy");
        continue;
      }
      const venue = await settleVenue(ctx, { name: row.venueName, place, capacity: row.capacity });
      if (!venues.has(venue.id)) venues.set(venue.id, { ...venue, city: place.city });
      const id = await insertPerformance(ctx, {
        day: row.day,
        artistId: target.artistId,
        productionId: target.productionId,
        tourId: target.tourId,
        venueId: venue.id,
        status,
        holdRank: status === "option" ? (row.holdRank ?? 1) : null,
        capacity: row.capacity,
        notes: row.note,
      });
      ids.push(id);
      const times = timesOf(row);
      if (isMisordered(times)) skip(row, "bad_schedule");
      else {
        await writeSchedule(
          ctx,
          { id, day: row.day, timeZone: place.time_zone, label: place.city },
          times,
        );
      }
    }
    if (ids.length === 0 && alreadyThere === 0) throw nothingTaken(rejected);
    await widenTours(ctx, [target.tourId]);
    const dates = await readPerformances(ctx, ids);
    const settled = [...venues.values()];
    return {
      tourId: target.tourId,
      tour: target.tour,
      tourCreated: target.created,
      artistId: target.artistId,
      artist: target.artist,
      created: ids.length,
      venuesCreated: settled
        .filter((venue) => !venue.reused)
        .map(({ id, name, city }) => ({ id, name, city })),
      venuesReused: settled.filter((venue) => venue.reused).length,
      alreadyThere,
      rejected: rejected.toSorted((a, b) => a.line - b.line),
      dates: dates.slice(0, shown),
      confirmed: dates.filter((date) => date.status === "confirmed").length,
      options: dates.filter((date) => date.status === "option").length,
    };
  },
  summary(output, say) {
    const parts = [
      say({
        fr: `${output.tour} (${output.artist}) : ${countDates(output.created, say)}${output.created > 0 ? (output.created === 1 ? " ajoutée" : " ajoutées") : " ajoutée"}`,
        en: `${output.tour} (${output.artist}): ${countDates(output.created, say)} added`,
      }),
    ];
    if (output.options > 0) {
      const options = say.count(output.options, {
        fr: { one: "option", other: "options" },
        en: { one: "hold", other: "holds" },
      });
      parts.push(say({ fr: `dont ${options}`, en: `${options} among them` }));
    }
    if (output.alreadyThere > 0) {
      parts.push(
        say({ fr: `${output.alreadyThere} déjà là`, en: `${output.alreadyThere} already there` }),
      );
    }
    const others = output.rejected.filter((line) => line.reason !== "already_there");
    const first = others[0];
    const refused = first
      ? say({
          fr: ` ${say.count(others.length, { fr: { one: "ligne non reprise", other: "lignes non reprises" }, en: { one: "", other: "" } })} (ligne ${first.line}\u00a0: ${rejectWords[first.reason].fr}).`,
          en: ` ${say.count(others.length, { fr: { one: "", other: "" }, en: { one: "line left out", other: "lines left out" } })} (line ${first.line}: ${rejectWords[first.reason].en}).`,
        })
      : "";
    return `${parts.join(", ")}.${refused}`;
  },
  show(output, say) {
    const cards =
      output.dates.length > 0 ? [datesCard(output.tour, output.dates, output.created)] : [];
    if (output.rejected.length === 0) return cards;
    return [
      ...cards,
      {
        kind: "table",
        title: say({ fr: "Lignes non reprises", en: "Lines left out" }),
        columns: [
          { key: "line", label: say({ fr: "Ligne", en: "Line" }), type: "number" },
          { key: "text", label: say({ fr: "Texte", en: "Text" }), type: "text" },
          { key: "reason", label: say({ fr: "Raison", en: "Reason" }), type: "text" },
        ],
        rows: output.rejected.slice(0, 100).map((row) => ({
          line: row.line,
          text: row.text,
          reason: say(rejectWords[row.reason]),
        })),
        total: output.rejected.length,
      },
    ];
  },
  about: (output) => [
    { kind: "tour", id: output.tourId, label: output.tour },
    { kind: "artist", id: output.artistId, label: output.artist },
    ...aboutDates(output.dates),
  ],
});

function nothingTaken(rejected: Skipped[]) {
  const first = rejected.toSorted((a, b) => a.line - b.line)[0];
  return new ToolError(
    first?.reason === "artist_busy" ? "conflict" : "invalid_input",
    {
      fr: `Aucune date n’a été prise${first ? ` (ligne ${first.line} : ${rejectWords[first.reason].fr})` : ""}. Rien n’a été créé.`,
      en: `No date was taken${first ? ` (line ${first.line}: ${rejectWords[first.reason].en})` : ""}. Nothing was created.`,
    },
    { field: "text" },
  );
}

function placeOf(ctx: ToolContext, row: PastedRow) {
  if (row.place) return columnsOf(row.place);
  const text = row.city || row.venueName;
  if (!text || ctx.integrations.places.find(text, { limit: 1 }).length === 0) return undefined;
  return settlePlace(ctx, text);
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
const sameTown = (a: string | null, b: string) => a !== null && plain(a) === plain(b);

function timesOf(row: PastedRow) {
  const times: Record<string, string> = {};
  for (const item of row.schedule ?? []) times[item.kind] = item.time;
  if (row.time && !times["set_time"]) times["set_time"] = row.time;
  return times;
}
