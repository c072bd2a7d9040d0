import { z } from "zod";
import { readPastedList } from "#recognise/pasted-list.ts";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { choice, count, name, pasted, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { readPerformances } from "./read-performances.ts";
import { rejectWords } from "./reject-words.ts";
import { existingPerformance, storeRow, tourFor } from "./store-routing.ts";
import { theArtist } from "./the-artist.ts";

const mostDates = 400;

export const planTour = defineTool({
  name: "tours_plan_tour",
  title: { fr: "Monter une tournée depuis une liste", en: "Plan a tour from a list" },
  description:
    "Reads a pasted routing (days, towns, venues) and creates the tour, its venues and dates; dates already there are left. Shift fields move all days.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    list: pasted(),
    artist: ref("artist").optional(),
    production: ref("production").optional(),
    tour_name: name().optional(),
    default_status: choice("performance_status", ["option", "confirmed"]).default("confirmed"),
    shift_years: count(-20, 20).optional(),
    shift_months: count(-240, 240).optional(),
    shift_days: count(-3_650, 3_650).optional(),
  }),
  output: z.object({
    tourId: z.uuid(),
    tour: z.string(),
    artist: z.string(),
    created: z.int(),
    existing: z.array(z.string()),
    newVenues: z.int(),
    reusedVenues: z.int(),
    rejected: z.array(z.object({ line: z.int(), text: z.string(), reason: z.string() })),
    dates: z.array(dateRow),
  }),
  examples: [
    {
      fr: "voici la tournée :\n12/03/2027 – Lyon, Le Transbordeur\n13/03/2027 – Nice, Théâtre Lino Ventura",
      en: "here is the tour:\n12/03/2027 – Lyon, Le Transbordeur\n13/03/2027 – Nice, Théâtre Lino Ventura",
      input: {
        list: "12/03/2027 – Lyon, Le Transbordeur\n13/03/2027 – Nice, Théâtre Lino Ventura",
      },
    },
    {
      fr: "monte la tournée avec ce routing\n01/04/2027 Paris La Cigale\n02/04/2027 Lille Aéronef",
      en: "build the tour from this routing\n01/04/2027 Paris La Cigale\n02/04/2027 Lille Aéronef",
      input: { list: "01/04/2027 Paris La Cigale\n02/04/2027 Lille Aéronef" },
    },
    {
      fr: "importe ces dates en option\n05/05/2027 – Nantes, Stereolux\n06/05/2027 – Rennes, Le MeM",
      en: "import these dates as options\n05/05/2027 – Nantes, Stereolux\n06/05/2027 – Rennes, Le MeM",
      input: {
        list: "05/05/2027 – Nantes, Stereolux\n06/05/2027 – Rennes, Le MeM",
        default_status: "option",
      },
    },
    {
      fr: "décale tout de cinq ans\n12/02/2022 – Marseille, Le Silo\n13/02/2022 – Montpellier, Le Corum",
      en: "move everything five years on\n12/02/2022 – Marseille, Le Silo\n13/02/2022 – Montpellier, Le Corum",
      input: {
        list: "12/02/2022 – Marseille, Le Silo\n13/02/2022 – Montpellier, Le Corum",
        shift_years: 5,
      },
    },
    {
      fr: "crée la tournée « Grand Bal » pour Pomme\n08/06/2027 – Tours, Le Temps Machine\n09/06/2027 – Bourges, Le 22",
      en: "create the tour “Grand Bal” for Pomme\n08/06/2027 – Tours, Le Temps Machine\n09/06/2027 – Bourges, Le 22",
      input: {
        list: "08/06/2027 – Tours, Le Temps Machine\n09/06/2027 – Bourges, Le 22",
        artist: "Pomme",
        tour_name: "Grand Bal",
      },
    },
    {
      fr: "je colle les dates\n2027-09-10;Brest;La Carène\n2027-09-11;Quimper;Le Novomax",
      en: "pasting the dates\n2027-09-10;Brest;La Carène\n2027-09-11;Quimper;Le Novomax",
      input: { list: "2027-09-10;Brest;La Carène\n2027-09-11;Quimper;Le Novomax" },
    },
  ],
  async run(ctx, input) {
    const read = readPastedList(input.list, {
      today: ctx.now.toISOString().slice(0, 10),
      places: ctx.integrations.places,
      locale: ctx.locale,
      shift: {
        years: input.shift_years ?? 0,
        months: input.shift_months ?? 0,
        days: input.shift_days ?? 0,
      },
    });
    const rejected = read.rejected.slice(0, 50).map(({ line, text, reason }) => ({
      line,
      text: text.slice(0, 120),
      reason: ctx.say(rejectWords[reason]),
    }));
    if (read.rows.length === 0) {
      const why = read.rejected[0];
      throw new ToolError(
        "invalid_input",
        {
          fr: `Je n’ai lu aucune date dans ce texte${why ? ` (ligne ${why.line} : ${rejectWords[why.reason].fr})` : ""}. Une ligne par date : jour, ville, salle.`,
          en: `I read no date in this text${why ? ` (line ${why.line}: ${rejectWords[why.reason].en})` : ""}. One line a date: day, town, venue.`,
        },
        { field: "list" },
      );
    }
    if (read.rows.length > mostDates) {
      throw new ToolError("limit_reached", {
        fr: `Cette liste compte ${read.rows.length} dates ; une tournée en prend ${mostDates} au plus. Collez-la en plusieurs fois.`,
        en: `This list has ${read.rows.length} dates; a tour takes ${mostDates} at most. Paste it in parts.`,
      });
    }
    const artist = await theArtist(ctx, input.artist ?? (await knownArtist(ctx, read.artist)));
    const tour = await tourFor(ctx, {
      artist,
      production: input.production,
      name: input.tour_name ?? read.title,
      days: read.rows.map((row) => row.day),
    });
    const ids: string[] = [];
    const existing: string[] = [];
    const venues = { created: 0, reused: new Set<string>() };
    for (const row of read.rows) {
      const there = await existingPerformance(ctx, artist.id, row);
      if (there) {
        existing.push(`${ctx.say.day(row.day)}, ${row.city}`);
        ids.push(there);
        continue;
      }
      ids.push(await storeRow(ctx, { row, artist, tour, status: input.default_status, venues }));
    }
    return {
      tourId: tour.id,
      tour: tour.label,
      artist: artist.label,
      created: ids.length - existing.length,
      existing,
      newVenues: venues.created,
      reusedVenues: venues.reused.size,
      rejected,
      dates: await readPerformances(ctx, ids),
    };
  },
  summary: (output, say) => {
    const dates = say.count(output.created, {
      fr: { one: "date créée", other: "dates créées" },
      en: { one: "date created", other: "dates created" },
    });
    const venues = say.count(output.newVenues, {
      fr: { one: "nouveau lieu", other: "nouveaux lieux" },
      en: { one: "new venue", other: "new venues" },
    });
    const already =
      output.existing.length > 0
        ? say({
            fr: ` ${output.existing.length} y étaient déjà.`,
            en: ` ${output.existing.length} were already there.`,
          })
        : "";
    const left =
      output.rejected.length > 0
        ? say({
            fr: ` À revoir : ${output.rejected.map((row) => `ligne ${row.line} (${row.reason})`).join(", ")}.`,
            en: ` To check: ${output.rejected.map((row) => `line ${row.line} (${row.reason})`).join(", ")}.`,
          })
        : "";
    return say({
      fr: `${output.tour} : ${dates}, ${venues}.${already}${left}`,
      en: `${output.tour}: ${dates}, ${venues}.${already}${left}`,
    });
  },
  show: (output) => ({
    kind: "dates",
    title: output.tour,
    dates: output.dates,
    total: output.dates.length,
  }),
  about: (output) => [
    { kind: "tour", id: output.tourId, label: output.tour },
    ...output.dates.map((date) => ({
      kind: "performance" as const,
      id: date.id,
      label: `${date.day} · ${date.city ?? date.venue ?? ""}`,
    })),
  ],
});

/** The artist that the heading names, when the roster has one of that name. */
async function knownArtist(ctx: Parameters<typeof theArtist>[0], text: string | undefined) {
  if (!text) return undefined;
  const row = await ctx.tx
    .selectFrom("artists")
    .select("id")
    .where("search_name", "=", text.toLowerCase())
    .executeTakeFirst();
  return row?.id;
}
