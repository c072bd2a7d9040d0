import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { choice, count, day, name, place, ref, time } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { createdPerformance } from "./new-performance.ts";
import { readPerformances } from "./read-performances.ts";
import { localInstant } from "./local-time.ts";

export const createPerformance = defineTool({
  name: "tours_create_performance",
  title: { fr: "Ajouter une date", en: "Add a date" },
  description:
    "Adds a date on a day in a town or venue, confirmed or as a hold of rank 1 to 3, with doors and show times if known.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    day: day(),
    city: place().optional(),
    venue: name().describe("name or id; created in the town when unknown").optional(),
    hold_rank: count(1, 3).optional(),
    status: choice("performance_status", ["option", "confirmed"]).optional(),
    tour: ref("tour").optional(),
    artist: ref("artist").optional(),
    production: ref("production").optional(),
    capacity: count(1, 500_000).optional(),
    doors: time().optional(),
    set_time: time().optional(),
  }),
  output: z.object({ date: dateRow, newVenue: z.boolean() }),
  examples: [
    {
      fr: "ajoute l’Olympia à Paris le 12 mars 2027, ouverture des portes 19 h, option 2",
      en: "add the Olympia in Paris on 12 March 2027, doors 7 pm, hold 2",
      input: { day: "2027-03-12", city: "Paris", venue: "Olympia", doors: "19:00", hold_rank: 2 },
    },
    {
      fr: "pose une option 2 à Lyon le 15 mai 2027",
      en: "put a second hold in Lyon on 15 May 2027",
      input: { day: "2027-05-15", city: "Lyon", hold_rank: 2 },
    },
    {
      fr: "cale une date à Brest le 3 avril 2027",
      en: "book a date in Brest on 3 April 2027",
      input: { day: "2027-04-03", city: "Brest" },
    },
    {
      fr: "on a une option 1 sur le Zénith de Toulouse le 20 juin 2027",
      en: "we have a first hold on the Zénith in Toulouse on 20 June 2027",
      input: { day: "2027-06-20", city: "Toulouse", venue: "Zénith", hold_rank: 1 },
    },
    {
      fr: "date confirmée à Genève, L’Usine, 8 octobre 2027, show 21h",
      en: "confirmed date in Geneva, L’Usine, 8 October 2027, show 9 pm",
      input: {
        day: "2027-10-08",
        city: "Genève",
        venue: "L’Usine",
        status: "confirmed",
        set_time: "21:00",
      },
    },
    {
      fr: "réserve-nous le 2 juillet 2027 aux Vieilles Charrues à Carhaix en option",
      en: "hold 2 July 2027 at Vieilles Charrues in Carhaix for us",
      input: { day: "2027-07-02", city: "Carhaix", venue: "Vieilles Charrues", status: "option" },
    },
    {
      fr: "nouvelle date tournée Organique : Dijon, 9 mars 2027, jauge 800",
      en: "new date on the Organique tour: Dijon, 9 March 2027, capacity 800",
      input: { day: "2027-03-09", city: "Dijon", tour: "Organique", capacity: 800 },
    },
  ],
  async run(ctx, input) {
    if (!input.city && !input.venue) {
      throw new ToolError(
        "invalid_input",
        { fr: "Dans quelle ville ou quelle salle ?", en: "In which town or venue?" },
        { field: "city" },
      );
    }
    const { id, newVenue } = await createdPerformance(ctx, input);
    const [placed] = await readPerformances(ctx, [id]);
    for (const kind of ["doors", "set_time"] as const) {
      const at = input[kind];
      if (at === undefined || !placed) continue;
      await ctx.tx
        .insertInto("schedule_items")
        .values({
          performance_id: id,
          kind,
          starts_at: localInstant(input.day, at, placed.timeZone),
        })
        .execute();
    }
    const [date] = await readPerformances(ctx, [id]);
    if (!date) throw new Error(`performance ${id} is not readable`);
    if (date.doorsAt && date.showAt && date.showAt < date.doorsAt) {
      throw new ToolError(
        "invalid_input",
        {
          fr: "Le passage ne peut pas précéder l’ouverture des portes.",
          en: "The show cannot start before doors.",
        },
        { field: "set_time" },
      );
    }
    return { date, newVenue };
  },
  summary: ({ date, newVenue }, say) => {
    const state =
      date.holdRank === null
        ? say({ fr: "date confirmée", en: "confirmed" })
        : say({ fr: `option ${date.holdRank}`, en: `hold ${date.holdRank}` });
    const venue = date.venue ?? date.city ?? "";
    const fresh = newVenue ? say({ fr: " Nouveau lieu créé.", en: " New venue created." }) : "";
    return say({
      fr: `${say.day(date.day)}, ${venue}${date.city && date.city !== venue ? `, ${date.city}` : ""} : ${state}.${fresh}`,
      en: `${say.day(date.day)}, ${venue}${date.city && date.city !== venue ? `, ${date.city}` : ""}: ${state}.${fresh}`,
    });
  },
  show: ({ date }, say) => ({
    kind: "dates",
    title: say({ fr: "Nouvelle date", en: "New date" }),
    dates: [date],
    total: 1,
  }),
  about: ({ date }) => [
    { kind: "performance", id: date.id, label: `${date.day} · ${date.city ?? date.venue ?? ""}` },
    ...(date.venueId && date.venue
      ? [{ kind: "venue" as const, id: date.venueId, label: date.venue }]
      : []),
  ],
});
