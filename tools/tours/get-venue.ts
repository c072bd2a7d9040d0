import { sql } from "kysely";
import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { roomKinds, venueKinds } from "./kinds.ts";
import { readDatesAround } from "./read-dates-around.ts";
import { aboutDates, datesCard, listDates } from "./say-dates.ts";

const configuration = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(roomKinds),
  capacity: z.int(),
  stage: z.string().nullable(),
});
const contact = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.string(),
  jobTitle: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});
const facts = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(venueKinds),
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  country: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  timeZone: z.string(),
  capacity: z.int().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  notes: z.string().nullable(),
  technical: z.record(z.string(), z.unknown()),
  configurations: z.array(configuration),
  contacts: z.array(contact),
});

export const getVenue = defineTool({
  name: "tours_get_venue",
  title: { fr: "Un lieu", en: "A venue" },
  description:
    "One venue: address, capacity and configurations, technical facts, contacts, notes, dates played and to come.",
  permission: "tours:read",
  effect: "read",
  untrusted: true,
  input: z.object({ venue: ref("venue") }),
  output: facts.extend({
    technical: z.array(z.object({ label: z.string(), value: z.string() })),
    next: z.array(dateRow),
    nextTotal: z.int(),
    past: z.array(dateRow),
    pastTotal: z.int(),
  }),
  examples: [
    {
      fr: "montre la fiche du Corum",
      en: "show the page of Le Corum",
      input: { venue: "Le Corum" },
    },
    {
      fr: "c’est quoi l’adresse de la salle L’Aéronef ?",
      en: "what is the address of the venue L’Aéronef?",
      input: { venue: "L’Aéronef" },
    },
    {
      fr: "quelle est la jauge du Stereolux",
      en: "what is the capacity of Stereolux",
      input: { venue: "Stereolux" },
    },
    {
      fr: "qui sont nos contacts au Moloco ?",
      en: "who are our contacts at Le Moloco?",
      input: { venue: "Le Moloco" },
    },
    {
      fr: "on a déjà joué au Silo ?",
      en: "have we played Le Silo before?",
      input: { venue: "Le Silo" },
    },
    {
      fr: "infos techniques du lieu Le Bikini",
      en: "technical facts of the venue Le Bikini",
      input: { venue: "Le Bikini" },
    },
    {
      fr: "montre la fiche de la salle Stereolux",
      en: "show the page of the venue Stereolux",
      input: { venue: "Stereolux" },
    },
    {
      fr: "la salle Le Silo a quelle jauge ?",
      en: "what capacity does the venue Le Silo have?",
      input: { venue: "Le Silo" },
    },
    {
      fr: "qui contacter à la salle Le Bikini",
      en: "whom to contact at the venue Le Bikini",
      input: { venue: "Le Bikini" },
    },
    {
      fr: "fiche technique et adresse de la salle L’Aéronef",
      en: "technical facts and address of the venue L’Aéronef",
      input: { venue: "L’Aéronef" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "venue", input.venue);
    const { rows } = await sql<z.infer<typeof facts>>`
      select v.id, v.name, v.kind, v.address, v.postal_code as "postalCode", v.city, v.region,
        v.country, v.latitude, v.longitude, v.time_zone as "timeZone", v.capacity, v.phone, v.email,
        v.website, v.notes, v.technical,
        (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'kind', c.kind,
            'capacity', c.capacity, 'stage', s.name) order by c.capacity desc, c.id), '[]')
          from configurations c left join stages s on s.id = c.stage_id where c.venue_id = v.id) as configurations,
        (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.display_name, 'role', k.role,
            'jobTitle', c.job_title, 'email', c.email, 'phone', c.phone) order by c.search_name, c.id), '[]')
          from venue_contacts k join contacts c on c.id = k.contact_id where k.venue_id = v.id) as contacts
      from venues v where v.id = ${id}::uuid`.execute(ctx.tx);
    const venue = facts.parse(rows[0]);
    return {
      ...venue,
      technical: Object.entries(venue.technical)
        .filter(([label]) => label !== "to_be_named")
        .map(([label, value]) => ({
          label: label.replaceAll("_", " "),
          value: typeof value === "string" ? value : JSON.stringify(value),
        })),
      ...(await readDatesAround(ctx, sql`p.venue_id = ${id}::uuid`)),
    };
  },
  summary(output, say) {
    const parts = [
      output.address,
      output.city,
      output.capacity === null
        ? null
        : say({
            fr: `jauge ${say.number(output.capacity)}`,
            en: `capacity ${say.number(output.capacity)}`,
          }),
      output.phone,
    ].filter((part) => part !== null);
    const dates =
      output.next.length > 0
        ? say({
            fr: ` À venir : ${listDates(output.next, say, output.nextTotal)}.`,
            en: ` To come: ${listDates(output.next, say, output.nextTotal)}.`,
          })
        : output.pastTotal > 0
          ? say({
              fr: ` Dernier passage : ${listDates(output.past.slice(0, 1), say)}.`,
              en: ` Last played: ${listDates(output.past.slice(0, 1), say)}.`,
            })
          : "";
    return `${output.name}${parts.length > 0 ? `${say({ fr: " : ", en: ": " })}${parts.join(", ")}` : ""}.${dates}`;
  },
  show: (output, say) => {
    const text = (label: { fr: string; en: string }, value: string | null) => ({
      label: say(label),
      value,
      type: "text" as const,
    });
    return [
      {
        kind: "facts" as const,
        title: output.name,
        subtitle: output.city,
        link: { kind: "venue", id: output.id },
        facts: [
          text({ fr: "Adresse", en: "Address" }, output.address),
          {
            label: say({ fr: "Jauge", en: "Capacity" }),
            value: output.capacity,
            type: "number" as const,
          },
          text({ fr: "Téléphone", en: "Phone" }, output.phone),
          text({ fr: "E-mail", en: "E-mail" }, output.email),
          text(
            { fr: "Contacts", en: "Contacts" },
            output.contacts.map(({ name }) => name).join(", ") || null,
          ),
          text({ fr: "Notes", en: "Notes" }, output.notes),
        ].filter((fact) => fact.value !== null),
      },
      ...(output.next.length > 0
        ? [
            datesCard(
              say({ fr: "Dates à venir", en: "Dates to come" }),
              output.next,
              output.nextTotal,
            ),
          ]
        : []),
    ];
  },
  about: (output) => [
    { kind: "venue", id: output.id, label: output.name },
    ...output.contacts.map(({ id, name }) => ({ kind: "contact" as const, id, label: name })),
    ...aboutDates([...output.next, ...output.past]),
  ],
});
