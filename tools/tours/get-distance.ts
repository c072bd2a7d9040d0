import { z } from "zod";
import type { Point } from "#integrations/places/index.ts";
import { ToolError } from "../core/errors.ts";
import { place, ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { pointOf, readLegs, spokenDuration } from "./read-legs.ts";
import { readPerformances } from "./read-performances.ts";
import { resolveTour } from "./resolve-artist.ts";
import { selectPerformances } from "./select-performances.ts";

const where = (what: string) => place().describe(`${what}: town, venue or date`);

export const getDistance = defineTool({
  name: "tours_get_distance",
  title: { fr: "Distances", en: "Distances" },
  description:
    "Kilometres and road time, estimated, between two towns, venues or dates; or from date to date along a tour.",
  permission: "tours:read",
  effect: "read",
  input: z.object({
    from_place: where("from").optional(),
    to_place: where("to").optional(),
    tour: ref("tour").optional(),
  }),
  output: z.object({
    km: z.int(),
    minutes: z.int(),
    estimated: z.literal(true),
    tour: z.string().nullable(),
    tourId: z.uuid().nullable(),
    legs: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        toDay: z.string().nullable(),
        km: z.number(),
        minutes: z.number(),
      }),
    ),
  }),
  examples: [
    {
      fr: "combien de kilomètres entre Lille et Strasbourg ?",
      en: "how many kilometres between Lille and Strasbourg?",
      input: { from_place: "Lille", to_place: "Strasbourg" },
    },
    {
      fr: "distance de Lyon à Nantes",
      en: "distance from Lyon to Nantes",
      input: { from_place: "Lyon", to_place: "Nantes" },
    },
    {
      fr: "il y a combien de route entre Genève et Milan",
      en: "how long is the drive between Geneva and Milan",
      input: { from_place: "Genève", to_place: "Milan" },
    },
    {
      fr: "kilométrage de la tournée Organique",
      en: "mileage of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "temps de trajet Paris Bruxelles",
      en: "travel time Paris Brussels",
      input: { from_place: "Paris", to_place: "Bruxelles" },
    },
    {
      fr: "combien de bornes on fait sur Grand Nord",
      en: "how many kilometres do we drive on Grand Nord",
      input: { tour: "Grand Nord" },
    },
    {
      fr: "c’est loin, Rennes, depuis Dijon ?",
      en: "is Rennes far from Dijon?",
      input: { from_place: "Dijon", to_place: "Rennes" },
    },
    {
      fr: "de Toulouse à Bordeaux, combien de temps de route ?",
      en: "from Toulouse to Bordeaux, how long by road?",
      input: { from_place: "Toulouse", to_place: "Bordeaux" },
    },
    {
      fr: "à quelle distance est Angers de Caen",
      en: "how far is Angers from Caen",
      input: { from_place: "Caen", to_place: "Angers" },
    },
    {
      fr: "la distance totale de la tournée Marée basse",
      en: "the total distance of the Marée basse tour",
      input: { tour: "Marée basse" },
    },
    {
      fr: "ça fait combien de km Paris Marseille",
      en: "how many km is Paris to Marseille",
      input: { from_place: "Paris", to_place: "Marseille" },
    },
  ],
  async run(ctx, input) {
    if (input.tour) {
      const tour = await resolveTour(ctx, input.tour);
      const selected = await selectPerformances(ctx, { tour: tour.id }, { orAll: true });
      const legs = readLegs(
        ctx,
        await readPerformances(
          ctx,
          selected.map((row) => row.id),
        ),
      );
      return {
        km: legs.reduce((sum, leg) => sum + leg.km, 0),
        minutes: legs.reduce((sum, leg) => sum + leg.minutes, 0),
        estimated: true as const,
        tour: tour.name,
        tourId: tour.id,
        legs: legs.map(({ from, to, toDay, km, minutes }) => ({ from, to, toDay, km, minutes })),
      };
    }
    for (const field of ["from_place", "to_place"] as const) {
      if (input[field]) continue;
      const question =
        field === "from_place"
          ? { fr: "D’où part-on ?", en: "From where?" }
          : { fr: "Pour aller où ?", en: "To where?" };
      throw new ToolError("invalid_input", question, { field });
    }
    const from = await spotOf(ctx, input.from_place ?? "", "from_place");
    const to = await spotOf(ctx, input.to_place ?? "", "to_place");
    const { km, minutes } = ctx.integrations.places.road(from.point, to.point);
    return {
      km,
      minutes,
      estimated: true as const,
      tour: null,
      tourId: null,
      legs: [{ from: from.name, to: to.name, toDay: null, km, minutes }],
    };
  },
  summary(output, say) {
    const [leg] = output.legs;
    if (output.tour !== null) {
      return say({
        fr: `${output.tour} : environ ${say.number(output.km)} km de route, ${spokenDuration(output.minutes)} en ${output.legs.length} ${output.legs.length > 1 ? "trajets" : "trajet"} (estimation).`,
        en: `${output.tour}: about ${say.number(output.km)} km by road, ${spokenDuration(output.minutes)} in ${output.legs.length} ${output.legs.length === 1 ? "leg" : "legs"} (estimate).`,
      });
    }
    return say({
      fr: `De ${leg?.from ?? ""} à ${leg?.to ?? ""} : environ ${say.number(output.km)} km, ${spokenDuration(output.minutes)} de route (estimation).`,
      en: `From ${leg?.from ?? ""} to ${leg?.to ?? ""}: about ${say.number(output.km)} km, ${spokenDuration(output.minutes)} by road (estimate).`,
    });
  },
  show: (output, say) =>
    output.tour === null
      ? []
      : {
          kind: "table",
          title: say({ fr: "Trajets", en: "Legs" }),
          columns: [
            { key: "toDay", label: say({ fr: "Jour", en: "Day" }), type: "day" },
            { key: "from", label: say({ fr: "De", en: "From" }), type: "text" },
            { key: "to", label: say({ fr: "À", en: "To" }), type: "text" },
            { key: "km", label: "km", type: "km" },
          ],
          rows: output.legs
            .slice(0, 200)
            .map(({ from, to, toDay, km }) => ({ from, to, toDay, km })),
          total: output.legs.length,
        },
  about: (output) =>
    output.tourId && output.tour ? [{ kind: "tour", id: output.tourId, label: output.tour }] : [],
});

/** A town of that name, else a venue, else a date. */
async function spotOf(
  ctx: ToolContext,
  text: string,
  field: string,
): Promise<{ name: string; point: Point }> {
  const [town] = ctx.integrations.places.find(text, { limit: 1 });
  if (town && town.score >= 0.95) return { name: town.name, point: town };
  const venue = await venueOf(ctx, text);
  if (venue) return venue;
  if (town) return { name: town.name, point: town };
  const { id } = await resolveRef(ctx, "performance", text, field);
  const [date] = await readPerformances(ctx, [id]);
  if (!date || date.latitude === null) {
    throw new ToolError(
      "not_found",
      { fr: "Cette date n’a pas encore de ville.", en: "This date has no town yet." },
      { field },
    );
  }
  return { name: date.city ?? date.title, point: pointOf(date) };
}

async function venueOf(ctx: ToolContext, text: string) {
  const venue = await ctx.call("find_anything", { text, kind: "venue" });
  const hits = (venue as { hits: { id: string; score: number }[] }).hits;
  const [best] = hits;
  const id = z.uuid().safeParse(text).success
    ? text
    : best && best.score > 0.8
      ? best.id
      : undefined;
  if (!id) return undefined;
  const row = await ctx.tx
    .selectFrom("venues")
    .select(["name", "city", "latitude", "longitude"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row || row.latitude === null || row.longitude === null) return undefined;
  const name = row.city ? `${row.name} (${row.city})` : row.name;
  return { name, point: { latitude: row.latitude, longitude: row.longitude } };
}
