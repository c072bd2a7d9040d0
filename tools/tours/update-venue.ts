import { sql } from "kysely";
import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { ToolError } from "../core/errors.ts";
import {
  choice,
  clearing,
  count,
  email,
  name,
  phone,
  place,
  ref,
  url,
  words,
} from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { venueKinds } from "./kinds.ts";
import { nothingToChange } from "./nothing-to-change.ts";
import { settlePlace } from "./settle-venue.ts";

const emptiable = {
  city: ["city", "postal_code", "region", "insee_code", "latitude", "longitude"],
  capacity: "capacity",
  address: "address",
  phone: "phone",
  email: "email",
  website: "website",
  notes: "notes",
} as const;

export const updateVenue = defineTool({
  name: "tours_update_venue",
  title: { fr: "Modifier un lieu", en: "Edit a venue" },
  description:
    "Changes or empties a venue's name, town, capacity, kind, address, phone, e-mail, website or notes; adds a contact.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    venue: ref("venue"),
    name: name().optional(),
    city: place().describe("new town").optional(),
    capacity: count(2, 500_000).optional(),
    kind: choice("venue_kind", venueKinds).optional(),
    address: words(300).optional(),
    phone: phone().optional(),
    email: email().optional(),
    website: url().optional(),
    notes: words().optional(),
    contact: ref("contact").optional(),
    clear: clearing(emptiable).optional(),
  }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    city: z.string().nullable(),
    capacity: z.int().nullable(),
    contact: z.string().nullable(),
  }),
  examples: [
    {
      fr: "la jauge du Corum passe à 1 800",
      en: "the capacity of Le Corum becomes 1,800",
      input: { venue: "Le Corum", capacity: 1800 },
    },
    {
      fr: "le téléphone de L’Aéronef, c’est le 03 20 13 50 00",
      en: "L’Aéronef's phone number is 03 20 13 50 00",
      input: { venue: "L’Aéronef", phone: "03 20 13 50 00" },
    },
    {
      fr: "l’adresse de la salle Stereolux : « 4 boulevard Léon-Bureau »",
      en: "the address of the venue Stereolux: “4 boulevard Léon-Bureau”",
      input: { venue: "Stereolux", address: "4 boulevard Léon-Bureau" },
    },
    {
      fr: "renomme la salle Le Moloco en « Moloco »",
      en: "rename the venue Le Moloco to “Moloco”",
      input: { venue: "Le Moloco", name: "Moloco" },
    },
    {
      fr: "Anne Roux est notre contact au Stereolux",
      en: "Anne Roux is our contact at Stereolux",
      input: { venue: "Stereolux", contact: "Anne Roux" },
    },
    {
      fr: "mail du lieu L’Aéronef : technique@aeronef.example",
      en: "e-mail of the venue L’Aéronef: technique@aeronef.example",
      input: { venue: "L’Aéronef", email: "technique@aeronef.example" },
    },
    {
      fr: "le Grand Théâtre est un opéra",
      en: "the Grand Théâtre is an opera house",
      input: { venue: "Grand Théâtre", kind: "opera" },
    },
    {
      fr: "Le Corum fait 2 000 places de jauge",
      en: "Le Corum holds a capacity of 2,000",
      input: { venue: "Le Corum", capacity: 2000 },
    },
    {
      fr: "nouveau numéro pour le Stereolux : 02 40 43 20 43",
      en: "new number for the Stereolux: 02 40 43 20 43",
      input: { venue: "Stereolux", phone: "02 40 43 20 43" },
    },
    {
      fr: "le mail du Moloco : regie@moloco.example",
      en: "the Moloco’s mail: regie@moloco.example",
      input: { venue: "Moloco", email: "regie@moloco.example" },
    },
    {
      fr: "le numéro du Stereolux ne répond plus, efface-le",
      en: "the Stereolux number no longer answers, erase it",
      input: { venue: "Stereolux", clear: ["phone"] },
    },
    {
      fr: "la capacité du Stereolux passe à 1 200",
      en: "the capacity of the venue Stereolux goes to 1,200",
      input: { venue: "Stereolux", capacity: 1200 },
    },
    {
      fr: "mets à jour le numéro de la salle Le Silo : 04 91 90 00 00",
      en: "update the number of the venue Le Silo: 04 91 90 00 00",
      input: { venue: "Le Silo", phone: "04 91 90 00 00" },
    },
  ],
  async run(ctx, { venue, contact, city, clear, ...given }) {
    const { id } = await resolveRef(ctx, "venue", venue);
    const moved = city ? settlePlace(ctx, city) : {};
    const person = contact ? await resolveRef(ctx, "contact", contact) : undefined;
    const changes = { ...given, ...emptied(emptiable, clear, { ...given, city }) };
    const set = {
      ...changes,
      ...moved,
      ...(changes.name ? { technical: sql<string>`technical - 'to_be_named'` } : {}),
    };
    const changed = Object.values(set).some((value) => value !== undefined);
    if (!changed && !person) throw nothingToChange();
    if (given.capacity !== undefined) await keepSold(ctx, id, given.capacity);
    if (changed) await ctx.tx.updateTable("venues").set(set).where("id", "=", id).execute();
    if (person) {
      await ctx.tx
        .insertInto("venue_contacts")
        .values({ venue_id: id, contact_id: person.id })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const row = await ctx.tx
      .selectFrom("venues")
      .select(["id", "name", "city", "capacity"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return { ...row, contact: person?.label ?? null };
  },
  summary: (output, say) => {
    const where = output.city ? `${output.name}, ${output.city}` : output.name;
    const contact = output.contact;
    return contact
      ? say({
          fr: `${where} mis à jour, contact : ${contact}.`,
          en: `${where} updated, contact: ${contact}.`,
        })
      : say({ fr: `Lieu mis à jour : ${where}.`, en: `Venue updated: ${where}.` });
  },
  about: (output) => [{ kind: "venue", id: output.id, label: output.name }],
});

/** Dates without a capacity of their own take the venue's: it can't fall below what they sold. */
async function keepSold(ctx: ToolContext, venueId: string, capacity: number) {
  const { rows } = await sql<{ day: string; sold: number }>`
    select p.day, sum(t.held + t.sold)::int as sold
    from performances p join ticket_types t on t.performance_id = p.id
    where p.venue_id = ${venueId} and p.capacity is null and p.configuration_id is null
      and p.status not in ('played', 'settled', 'cancelled')
    group by p.id, p.day having sum(t.held + t.sold) > ${capacity} order by 2 desc limit 1`.execute(
    ctx.tx,
  );
  const [full] = rows;
  if (!full) return;
  throw new ToolError(
    "conflict",
    {
      fr: `Impossible : ${full.sold} places sont déjà vendues ou retenues le ${ctx.sayIn("fr").day(full.day)}.`,
      en: `Not possible: ${full.sold} places are already sold or held on ${ctx.sayIn("en").day(full.day)}.`,
    },
    { field: "capacity" },
  );
}
