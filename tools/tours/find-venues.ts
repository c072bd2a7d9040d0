import { sql } from "kysely";
import { z } from "zod";
import { choice, count, place, words } from "../core/fields.ts";
import { listing, orderBy } from "../core/listing.ts";
import { defineTool } from "../core/tool.ts";
import { venueKinds } from "./kinds.ts";
import { today } from "./times.ts";

const row = z.object({
  id: z.uuid(),
  name: z.string(),
  city: z.string().nullable(),
  country: z.string(),
  kind: z.enum(venueKinds),
  capacity: z.int().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  dates: z.int(),
  next: z.string().nullable(),
  contacts: z.array(z.string()),
});
type Row = z.infer<typeof row>;

const columns = {
  name: "search_name",
  city: "search_city",
  kind: "kind",
  capacity: "capacity",
  dates: "dates",
  next: "next",
};

export const findVenues = defineTool({
  name: "tours_find_venues",
  title: { fr: "Lieux", en: "Venues" },
  description:
    "Lists venues by name, town, kind or capacity, with contacts, number of dates and next date.",
  permission: "tours:read",
  effect: "read",
  input: z.object({
    text: words(200).optional(),
    city: place().optional(),
    kind: choice("venue_kind", venueKinds).optional(),
    min_capacity: count(0, 500_000).optional(),
    max_capacity: count(0, 500_000).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    ...listing(["name", "city", "kind", "capacity", "dates", "next"]),
  }),
  output: z.object({
    total: z.int(),
    /** Where there are venues at all, for choosing among them. */
    countries: z.array(z.string()),
    venues: z.array(row),
  }),
  examples: [
    {
      fr: "quelles salles avons-nous à Lyon ?",
      en: "which venues do we have in Lyon?",
      input: { city: "Lyon" },
    },
    { fr: "liste les lieux", en: "list the venues", input: {} },
    {
      fr: "les théâtres de plus de 800 places",
      en: "theatres with more than 800 seats",
      input: { kind: "theatre", min_capacity: 800 },
    },
    { fr: "montre-moi nos clubs", en: "show me our clubs", input: { kind: "club" } },
    {
      fr: "on a quoi comme salle à Nantes, 1 500 places maximum",
      en: "what venue do we have in Nantes, 1,500 seats at most",
      input: { city: "Nantes", max_capacity: 1500 },
    },
    { fr: "toutes les salles de la base", en: "all venues on file", input: {} },
    {
      fr: "quels lieux de 1 000 à 2 000 places ?",
      en: "which venues between 1,000 and 2,000 seats?",
      input: { min_capacity: 1000, max_capacity: 2000 },
    },
    {
      fr: "cherche une salle à Toulouse",
      en: "look for a venue in Toulouse",
      input: { city: "Toulouse" },
    },
    {
      fr: "affiche les lieux de Marseille",
      en: "display the venues in Marseille",
      input: { city: "Marseille" },
    },
    { fr: "nos zéniths et nos arènes", en: "our arenas", input: { kind: "arena" } },
  ],
  async run(ctx, input) {
    const text = input.text ?? input.search ?? null;
    const listed = sql<Row & { total: number }>`
      with now as (select ${today(ctx)} as day), listed as (
        select v.*, coalesce(p.dates, 0)::int as dates, p.next
        from now, venues v
        left join lateral (select count(*) as dates, min(p.day) filter (where p.day >= now.day) as next
          from performances p where p.venue_id = v.id and p.status <> 'cancelled') p on true
        where (${text}::text is null
            or v.search_text like '%' || (select koncert.normalize(${text})) || '%'
            or extensions.word_similarity((select koncert.normalize(${text})), v.search_text) > 0.5)
          and (${input.city ?? null}::text is null or v.search_city = (select koncert.normalize(${input.city ?? null}))
            or extensions.similarity(v.search_city, (select koncert.normalize(${input.city ?? null}))) > 0.6)
          and (${input.kind ?? null}::text is null or v.kind = ${input.kind ?? null})
          and (${input.country ?? null}::text is null or v.country = ${input.country ?? null})
          and (${input.min_capacity ?? null}::int is null or v.capacity >= ${input.min_capacity ?? null}::int)
          and (${input.max_capacity ?? null}::int is null or v.capacity <= ${input.max_capacity ?? null}::int)
      ), page as (
        select *, count(*) over ()::int as total, row_number() over (
          order by ${orderBy(columns, input, sql`search_city, search_name`)}) as place
        from listed order by place limit ${input.limit} offset ${input.offset}
      )
      select id, name, city, country, kind, capacity, address, phone, email, latitude, longitude,
        dates, next, total,
        (select coalesce(array_agg(c.display_name order by c.display_name), '{}') from venue_contacts k
          join contacts c on c.id = k.contact_id where k.venue_id = page.id) as contacts
      from page order by place`;
    const [{ rows }, { rows: countries }] = await Promise.all([
      listed.execute(ctx.tx),
      sql<{ country: string }>`select distinct country from venues order by country`.execute(
        ctx.tx,
      ),
    ]);
    return {
      total: rows[0]?.total ?? 0,
      countries: countries.map(({ country }) => country),
      venues: rows.map(({ total: _total, ...venue }) => venue),
    };
  },
  summary(output, say) {
    if (output.total === 0)
      return say({ fr: "Aucun lieu ne correspond.", en: "No venue matches." });
    const found = say.count(output.total, {
      fr: { one: "lieu", other: "lieux" },
      en: { one: "venue", other: "venues" },
    });
    const names = output.venues
      .slice(0, 4)
      .map((venue) => (venue.city ? `${venue.name} (${venue.city})` : venue.name));
    const more = output.total > 4 ? "…" : ".";
    return say({
      fr: `${found} : ${names.join(", ")}${more}`,
      en: `${found}: ${names.join(", ")}${more}`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Lieux", en: "Venues" }),
    columns: [
      { key: "name", label: say({ fr: "Lieu", en: "Venue" }), type: "text" },
      { key: "city", label: say({ fr: "Ville", en: "Town" }), type: "text" },
      { key: "capacity", label: say({ fr: "Jauge", en: "Capacity" }), type: "number" },
      { key: "dates", label: say({ fr: "Dates", en: "Dates" }), type: "number" },
      { key: "contact", label: say({ fr: "Contact", en: "Contact" }), type: "text" },
    ],
    rows: output.venues.map((venue) => ({
      name: venue.name,
      city: venue.city,
      capacity: venue.capacity,
      dates: venue.dates,
      contact: venue.contacts[0] ?? venue.phone ?? venue.email,
    })),
    total: output.total,
  }),
  about: (output) => output.venues.map(({ id, name }) => ({ kind: "venue", id, label: name })),
});
