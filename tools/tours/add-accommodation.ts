import { z } from "zod";
import { addDays } from "#recognise/index.ts";
import { cents, count, day, name, place, ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readPerformances } from "./read-performances.ts";
import { dateName } from "./say-dates.ts";
import { settlePlace } from "./settle-venue.ts";

export const addAccommodation = defineTool({
  name: "tours_add_accommodation",
  title: { fr: "Ajouter un hébergement", en: "Add accommodation" },
  description:
    "Notes a hotel for a date: name, rooms, nights, reference, cost. Default: one night from the day of the date. Books nothing.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    name: name().describe("hotel"),
    rooms: count(1, 500).optional(),
    nights: count(1, 60).default(1),
    check_in_on: day().optional(),
    city: place().optional(),
    address: words(300).optional(),
    reference: words(120).optional(),
    cost: cents().optional(),
  }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    checkInOn: z.string(),
    checkOutOn: z.string(),
    rooms: z.int().nullable(),
    performanceId: z.uuid(),
    performance: z.string(),
  }),
  examples: [
    {
      fr: "hôtel Ibis pour Lyon, 6 chambres",
      en: "hotel Ibis for Lyon, 6 rooms",
      input: { performance: "Lyon", name: "Ibis", rooms: 6 },
    },
    {
      fr: "on dort au Mercure à Nantes, deux nuits",
      en: "we sleep at the Mercure in Nantes, two nights",
      input: { performance: "Nantes", name: "Mercure", nights: 2 },
    },
    {
      fr: "ajoute l’hébergement « Gîte des Pins » pour la date de Metz",
      en: "add the accommodation “Gîte des Pins” for the Metz date",
      input: { performance: "Metz", name: "Gîte des Pins" },
    },
    {
      fr: "note l’hôtel Campanile pour Lille, 8 chambres, 640 €",
      en: "note the hotel Campanile for Lille, 8 rooms, €640",
      input: { performance: "Lille", name: "Campanile", rooms: 8, cost: 64000 },
    },
    {
      fr: "logement à Rennes : Hôtel de la Gare, arrivée le 19 mai 2027",
      en: "lodging in Rennes: Hôtel de la Gare, arriving on 19 May 2027",
      input: { performance: "Rennes", name: "Hôtel de la Gare", check_in_on: "2027-05-19" },
    },
    {
      fr: "pour Dijon l’équipe loge au Kyriad",
      en: "in Dijon the crew stays at the Kyriad",
      input: { performance: "Dijon", name: "Kyriad" },
    },
    {
      fr: "note une nuit à l’hôtel « Novotel Centre » pour Toulouse, 5 chambres",
      en: "note a night at the hotel “Novotel Centre” for Toulouse, 5 rooms",
      input: { performance: "Toulouse", name: "Novotel Centre", rooms: 5 },
    },
    {
      fr: "les chambres d’Angers sont au Best Western",
      en: "the rooms in Angers are at the Best Western",
      input: { performance: "Angers", name: "Best Western" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "performance", input.performance);
    const [date] = await readPerformances(ctx, [id]);
    if (!date) throw new Error(`no performance ${id}`);
    const checkIn = input.check_in_on ?? date.day;
    const row = await ctx.tx
      .insertInto("accommodations")
      .values({
        performance_id: id,
        name: input.name,
        city: input.city ? settlePlace(ctx, input.city).city : date.city,
        address: input.address ?? null,
        check_in_on: checkIn,
        check_out_on: addDays(checkIn, input.nights),
        rooms: input.rooms ?? null,
        reference: input.reference ?? null,
        cost_cents: input.cost ?? null,
      })
      .returning(["id", "name", "check_in_on as checkInOn", "check_out_on as checkOutOn", "rooms"])
      .executeTakeFirstOrThrow();
    return { ...row, performanceId: id, performance: dateName(date, ctx.say) };
  },
  summary(output, say) {
    const rooms =
      output.rooms === null
        ? ""
        : `, ${say.count(output.rooms, { fr: { one: "chambre", other: "chambres" }, en: { one: "room", other: "rooms" } })}`;
    return say({
      fr: `Hébergement noté pour ${output.performance} : ${output.name}${rooms}, du ${say.day(output.checkInOn)} au ${say.day(output.checkOutOn)}.`,
      en: `Accommodation noted for ${output.performance}: ${output.name}${rooms}, from ${say.day(output.checkInOn)} to ${say.day(output.checkOutOn)}.`,
    });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
