import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { choice, count, day, flag, name, place, ref, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { insertPerformance, keepDayFree, standingOn, widenTours } from "./insert-performance.ts";
import { readPerformances } from "./read-performances.ts";
import { onlyProduction, resolveArtist, resolveProduction, resolveTour } from "./resolve-artist.ts";
import { aboutDates, dateName, datesCard, statusWords } from "./say-dates.ts";
import { settlePlace, settleVenue } from "./settle-venue.ts";
import { scheduleFields, writeSchedule } from "./write-schedule.ts";

const { doors, set_time, curfew } = scheduleFields;

export const createPerformance = defineTool({
  name: "tours_create_performance",
  title: { fr: "Ajouter une date", en: "Add a date" },
  description:
    "Adds one date (show) in a town or venue: a hold with hold_rank or status option, else confirmed. Makes the venue if new.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    day: day(),
    city: place().optional(),
    venue: ref("venue")
      .describe("venue id or name; made when unknown and city is given")
      .optional(),
    status: choice("performance_status", ["option", "confirmed"]).optional(),
    hold_rank: count(1, 3).optional(),
    tour: ref("tour").optional(),
    artist: ref("artist").optional(),
    production: ref("production").optional(),
    title: name().optional(),
    capacity: count(2, 500_000).optional(),
    doors,
    set_time,
    curfew,
    notes: words().optional(),
    second_show: flag().describe("a second show of the artist that day").optional(),
  }),
  output: z.object({ performance: dateRow, venueCreated: z.boolean() }),
  examples: [
    {
      fr: "ajoute une date à Lyon le 14 mai 2027",
      en: "add a date in Lyon on 14 May 2027",
      input: { day: "2027-05-14", city: "Lyon" },
    },
    {
      fr: "pose une option 2 à Nantes le 3 juin 2027",
      en: "put a second hold on Nantes for 3 June 2027",
      input: { day: "2027-06-03", city: "Nantes", hold_rank: 2 },
    },
    {
      fr: "Zaz joue à l’Olympia le 12 mars 2027, portes 19 h, concert 20 h",
      en: "Zaz plays at the Olympia on 12 March 2027, doors 7 pm, show 8 pm",
      input: {
        day: "2027-03-12",
        venue: "Olympia",
        artist: "Zaz",
        doors: "19:00",
        set_time: "20:00",
      },
    },
    {
      fr: "on a un concert confirmé à Genève le 9 avril 2027 pour la tournée Organique",
      en: "we have a confirmed show in Geneva on 9 April 2027 for the Organique tour",
      input: { day: "2027-04-09", city: "Genève", status: "confirmed", tour: "Organique" },
    },
    {
      fr: "cale-moi Rennes le 20 mai 2027, jauge 900",
      en: "book me Rennes on 20 May 2027, capacity 900",
      input: { day: "2027-05-20", city: "Rennes", capacity: 900 },
    },
    {
      fr: "prends une première option au Corum le 5 mai 2027",
      en: "take a first hold at Le Corum on 5 May 2027",
      input: { day: "2027-05-05", venue: "Le Corum", hold_rank: 1 },
    },
    {
      fr: "rajoute Bruxelles le 2 juillet 2027",
      en: "also add Brussels on 2 July 2027",
      input: { day: "2027-07-02", city: "Bruxelles" },
    },
    {
      fr: "mets Lille en option pour le 18 septembre 2027",
      en: "pencil in Lille for 18 September 2027",
      input: { day: "2027-09-18", city: "Lille", status: "option" },
    },
    {
      fr: "on joue à Toulouse le 8 octobre 2027",
      en: "we play Toulouse on 8 October 2027",
      input: { day: "2027-10-08", city: "Toulouse" },
    },
    {
      fr: "nouvelle date : Bordeaux, 3 décembre 2027",
      en: "new date: Bordeaux, 3 December 2027",
      input: { day: "2027-12-03", city: "Bordeaux" },
    },
    {
      fr: "crée un concert à la Salle Pleyel le 28 janvier 2027",
      en: "create a show at Salle Pleyel on 28 January 2027",
      input: { day: "2027-01-28", venue: "Salle Pleyel" },
    },
    {
      fr: "option 3 sur Strasbourg le 2 novembre 2027",
      en: "third hold in Strasbourg on 2 November 2027",
      input: { day: "2027-11-02", city: "Strasbourg", hold_rank: 3 },
    },
    {
      fr: "inscris Angers au planning, le 11 mars 2027 à 20h30",
      en: "put Angers in the calendar, 11 March 2027 at 8:30 pm",
      input: { day: "2027-03-11", city: "Angers", set_time: "20:30" },
    },
    {
      fr: "il faut une date de plus à Caen le 6 mai 2027, jauge 1 400, portes 19h",
      en: "we need one more date in Caen on 6 May 2027, capacity 1,400, doors 7 pm",
      input: { day: "2027-05-06", city: "Caen", capacity: 1400, doors: "19:00" },
    },
    {
      fr: "une séance supplémentaire à Paris le 29 janvier 2027",
      en: "an extra show in Paris on 29 January 2027",
      input: { day: "2027-01-29", city: "Paris", second_show: true },
    },
  ],
  async run(ctx, input) {
    const status = input.status ?? (input.hold_rank ? "option" : "confirmed");
    if (status === "confirmed" && input.hold_rank) {
      throw new ToolError(
        "invalid_input",
        {
          fr: "Une date est en option ou confirmée, pas les deux.",
          en: "A date is on hold or confirmed, not both.",
        },
        { field: "hold_rank" },
      );
    }
    const tour = input.tour ? await resolveTour(ctx, input.tour) : undefined;
    const named = input.artist ? await resolveArtist(ctx, input.artist) : undefined;
    if (tour && named && tour.artist_id !== named.id) {
      throw new ToolError(
        "conflict",
        {
          fr: `La tournée ${tour.name} est celle de ${tour.artist}.`,
          en: `The tour ${tour.name} belongs to ${tour.artist}.`,
        },
        { field: "artist" },
      );
    }
    const artistId = named?.id ?? tour?.artist_id;
    const production = input.production
      ? await resolveProduction(ctx, input.production, artistId)
      : undefined;
    const artist = artistId ?? production?.artist_id ?? (await resolveArtist(ctx, undefined)).id;
    const venue = await venueFor(ctx, input);
    const session = input.second_show ? await nextSession(ctx, artist, input.day) : 1;
    if (status === "confirmed") await keepDayFree(ctx, artist, input.day, { session });
    if (status === "option") await refuseTwin(ctx, artist, input.day, venue?.id ?? null);
    const id = await insertPerformance(ctx, {
      day: input.day,
      artistId: artist,
      productionId:
        production?.id ?? tour?.production_id ?? (await onlyProduction(ctx, artist))?.id ?? null,
      tourId: tour?.id ?? null,
      venueId: venue?.id ?? null,
      status,
      holdRank: status === "option" ? (input.hold_rank ?? 1) : null,
      title: input.title,
      capacity: input.capacity,
      notes: input.notes,
      session,
    });
    await widenTours(ctx, [tour?.id ?? null]);
    const [made] = await readPerformances(ctx, [id]);
    if (!made) throw new Error(`the date ${id} was not written`);
    await writeSchedule(ctx, { ...made, label: dateName(made, ctx.say) }, input);
    const [performance] = await readPerformances(ctx, [id]);
    return { performance: performance ?? made, venueCreated: venue?.reused === false };
  },
  summary(output, say) {
    const { performance } = output;
    const rank = performance.holdRank;
    const where = dateName(performance, say);
    const venue = performance.venue && performance.city ? ` (${performance.venue})` : "";
    const status =
      rank === null
        ? say(statusWords[performance.status])
        : say({ fr: `option ${rank}`, en: `hold ${rank}` });
    return say({
      fr: `Date ajoutée : ${where}${venue}, ${status}.`,
      en: `Date added: ${where}${venue}, ${status}.`,
    });
  },
  show: (output, say) =>
    datesCard(say({ fr: "Nouvelle date", en: "New date" }), [output.performance]),
  about: (output) => aboutDates([output.performance]),
});

async function venueFor(
  ctx: ToolContext,
  input: { city?: string | undefined; venue?: string | undefined },
) {
  const { city, venue } = input;
  if (!city && !venue) {
    throw new ToolError(
      "invalid_input",
      { fr: "Dans quelle ville ?", en: "In which town?" },
      { field: "city" },
    );
  }
  if (!city) return { ...(await resolveRef(ctx, "venue", venue ?? "")), reused: true };
  const settled = settlePlace(ctx, city);
  if (!venue) return settleVenue(ctx, { place: settled });
  if (z.uuid().safeParse(venue).success)
    return { ...(await resolveRef(ctx, "venue", venue)), reused: true };
  return settleVenue(ctx, { name: venue, place: settled });
}

async function nextSession(ctx: ToolContext, artistId: string, day: string): Promise<number> {
  const standing = await standingOn(ctx, artistId, day);
  const firm = standing.filter((row) => row.status !== "option").map((row) => row.session);
  return Math.max(0, ...firm) + 1;
}

async function refuseTwin(ctx: ToolContext, artistId: string, day: string, venueId: string | null) {
  const twin = (await standingOn(ctx, artistId, day)).find((row) => row.venue_id === venueId);
  if (!twin) return;
  const where = twin.city ?? twin.venue ?? "";
  throw new ToolError(
    "conflict",
    {
      fr: `Cette date existe déjà : ${where}, ${ctx.sayIn("fr").day(day)}.`,
      en: `This date already exists: ${where}, ${ctx.sayIn("en").day(day)}.`,
    },
    { field: "day", choices: [{ id: twin.id, label: `${day} · ${where}` }] },
  );
}
