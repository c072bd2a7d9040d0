import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, count, email, name, phone, place, url, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { venueKinds } from "./kinds.ts";
import { settlePlace } from "./settle-venue.ts";

export const createVenue = defineTool({
  name: "tours_create_venue",
  title: { fr: "Ajouter un lieu", en: "Add a venue" },
  description: "Adds a venue in a town; postcode, coordinates and time zone come from the town.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    name: name(),
    city: place(),
    capacity: count(2, 500_000).optional(),
    kind: choice("venue_kind", venueKinds).default("other"),
    address: words(300).optional(),
    phone: phone().optional(),
    email: email().optional(),
    website: url().optional(),
  }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    city: z.string().nullable(),
    country: z.string(),
    postalCode: z.string().nullable(),
    inseeCode: z.string().nullable(),
    timeZone: z.string(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    capacity: z.int().nullable(),
  }),
  examples: [
    {
      fr: "ajoute la salle Le Corum à Montpellier, 2 000 places",
      en: "add the venue Le Corum in Montpellier, 2,000 seats",
      input: { name: "Le Corum", city: "Montpellier", capacity: 2000 },
    },
    {
      fr: "crée un lieu : L’Aéronef, Lille",
      en: "create a venue: L’Aéronef, Lille",
      input: { name: "L’Aéronef", city: "Lille" },
    },
    {
      fr: "nouvelle salle le Stereolux à Nantes jauge 1200",
      en: "new venue Stereolux in Nantes capacity 1200",
      input: { name: "Stereolux", city: "Nantes", capacity: 1200 },
    },
    {
      fr: "enregistre l’opéra « Grand Théâtre » à Genève",
      en: "register the opera house “Grand Théâtre” in Geneva",
      input: { name: "Grand Théâtre", city: "Genève", kind: "opera" },
    },
    {
      fr: "il me faut le club Le Moloco d’Audincourt dans les lieux",
      en: "I need the club Le Moloco from Audincourt in the venues",
      input: { name: "Le Moloco", city: "Audincourt", kind: "club" },
    },
    {
      fr: "rajoute un festival, Les Suds, ville Arles",
      en: "add a festival, Les Suds, town Arles",
      input: { name: "Les Suds", city: "Arles", kind: "festival" },
    },
    {
      fr: "crée la salle Le Bikini, Toulouse, jauge 1 500",
      en: "create the venue Le Bikini, Toulouse, capacity 1,500",
      input: { name: "Le Bikini", city: "Toulouse", capacity: 1500 },
    },
    {
      fr: "nouveau lieu « La Sirène » à La Rochelle",
      en: "new venue “La Sirène” in La Rochelle",
      input: { name: "La Sirène", city: "La Rochelle" },
    },
    {
      fr: "référence le théâtre « Les Célestins » de Lyon",
      en: "add the theatre “Les Célestins” in Lyon to our venues",
      input: { name: "Les Célestins", city: "Lyon", kind: "theatre" },
    },
  ],
  async run(ctx, { city, name, capacity, kind, ...details }) {
    const settled = settlePlace(ctx, city);
    const twin = await ctx.tx
      .selectFrom("venues")
      .select(["id", "name"])
      .where("search_name", "=", sql<string>`(select koncert.normalize(${name}))`)
      .where("search_city", "=", sql<string>`(select koncert.normalize(${settled.city}))`)
      .executeTakeFirst();
    if (twin) {
      throw new ToolError(
        "conflict",
        {
          fr: `« ${twin.name} » à ${settled.city} existe déjà.`,
          en: `“${twin.name}” in ${settled.city} already exists.`,
        },
        { field: "name", choices: [{ id: twin.id, label: `${twin.name}, ${settled.city}` }] },
      );
    }
    const row = await ctx.tx
      .insertInto("venues")
      .values({ name, kind, capacity: capacity ?? null, ...settled, ...details })
      .returning(venueColumns)
      .executeTakeFirstOrThrow();
    return row;
  },
  summary: (output, say) => {
    const capacity = output.capacity;
    return say({
      fr: `Lieu ajouté : ${output.name}, ${output.city}${capacity ? `, jauge ${say.number(capacity)}` : ""}.`,
      en: `Venue added: ${output.name}, ${output.city}${capacity ? `, capacity ${say.number(capacity)}` : ""}.`,
    });
  },
  about: (output) => [{ kind: "venue", id: output.id, label: output.name }],
});

const venueColumns = [
  "id",
  "name",
  "city",
  "country",
  "postal_code as postalCode",
  "insee_code as inseeCode",
  "time_zone as timeZone",
  "latitude",
  "longitude",
  "capacity",
] as const;
