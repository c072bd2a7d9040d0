import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { registry } from "../registry.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";
import { semanticOf } from "./fields.ts";

let world: World;
let dates: Awaited<ReturnType<typeof plannedTour>>;
beforeAll(async () => {
  world = await openWorld();
  dates = await plannedTour(world);
  await world.done("contacts_create_contact", { name: "Anne Roux" });
  await world.done("tours_add_transport", {
    performance: dates.Lyon,
    transport_kind: "train",
    from_place: "Paris",
  });
  await world.done("tours_add_accommodation", { performance: dates.Lyon, name: "Ibis" });
  await world.done("ticketing_create_ticket_type", { performances: [dates.Lyon], price: 3_500 });
  await world.done("ticketing_record_sale", {
    performance: dates.Lyon,
    quantity: 1,
    payment: "cash",
    buyer: "Nina Roux",
  });
  await world.done("ticketing_set_guest_list", { performance: dates.Lyon, list: "Presse" });
  await world.done("business_add_expense", { label: "camion", amount: 45_000 });
  await world.done("business_set_deal", { performance: dates.Lyon, deal_kind: "versus" });
});
afterAll(() => world.close());

/** Each tool that empties: the row it is about, a value for each field, and the table that keeps them. */
const fills: Record<string, { of(): object; values: Record<string, unknown>; table: string }> = {
  tours_update_artist: {
    of: () => ({ artist: "Zaz" }),
    values: { genre: "chanson", bio: "b", website: "https://zaz.example", notes: "n" },
    table: "artists",
  },
  tours_update_production: {
    of: () => ({ production: "Organique" }),
    values: { duration_minutes: 90, first_performed_on: "2022-03-12", description: "d" },
    table: "productions",
  },
  tours_update_tour: {
    of: () => ({ tour: "Organique Tour" }),
    values: {
      production: "Organique",
      starts_on: "2027-02-01",
      ends_on: "2027-06-30",
      notes: "deux camions",
    },
    table: "tours",
  },
  tours_update_venue: {
    of: () => ({ venue: "L’Acropolis" }),
    values: {
      city: "Nice",
      capacity: 2_000,
      address: "1 esplanade Kennedy",
      phone: "04 93 92 83 00",
      email: "salle@acropolis.example",
      website: "https://acropolis.example",
      notes: "n",
    },
    table: "venues",
  },
  tours_update_performance: {
    of: () => ({ performances: [dates.Nice] }),
    values: {
      capacity: 900,
      venue: "L’Acropolis",
      title: "Clôture",
      promoter: "Anne Roux",
      tour: "Organique Tour",
      production: "Organique",
      notes: "n",
    },
    table: "performances",
  },
  tours_update_schedule: {
    of: () => ({ performances: [dates.Nice] }),
    values: {
      load_in: "10:00",
      line_check: "15:00",
      sound_check: "16:00",
      dinner: "18:00",
      doors: "19:00",
      support: "19:30",
      changeover: "20:15",
      set_time: "20:30",
      meet_and_greet: "22:15",
      curfew: "23:30",
      load_out: "23:45",
    },
    table: "schedule_items",
  },
  tours_update_transport: {
    of: () => ({ performance: dates.Lyon }),
    values: { departs: "09:04", arrives: "11:00", reference: "QX7P2L", cost: 8_900 },
    table: "transports",
  },
  tours_update_accommodation: {
    of: () => ({ performance: dates.Lyon }),
    values: {
      rooms: 6,
      city: "Lyon",
      address: "2 rue X",
      phone: "04 72 00 11 22",
      reference: "HB-1",
      cost: 64_000,
    },
    table: "accommodations",
  },
  contacts_update_contact: {
    of: () => ({ contact: "Anne Roux" }),
    values: {
      email: "anne@roux.example",
      phone: "06 12 34 56 78",
      company: "Le Silo",
      job_title: "programmatrice",
      city: "Lille",
      notes: "n",
    },
    table: "contacts",
  },
  organization_update_organization: {
    of: () => ({}),
    values: {
      legal_name: "Bleu Nuit SARL",
      siret: "73282932000074",
      vat_number: "FR40303265045",
      licences: ["PLATESV-D-2019-001172"],
      address: "12 rue des Lilas",
      postal_code: "44000",
      city: "Nantes",
      email: "bureau@bleunuit.example",
      phone: "02 40 11 22 33",
      website: "https://bleunuit.example",
    },
    table: "organizations",
  },
  ticketing_update_order: {
    of: () => ({ order: "Nina Roux" }),
    values: { email: "nina@exemple.fr", phone: "06 12 34 56 78", notes: "n" },
    table: "orders",
  },
  ticketing_set_guest_list: {
    of: () => ({ performance: dates.Lyon, list: "Presse" }),
    values: { quota: 12, deadline_on: "2027-05-12", person: "Sam", email: "sam@exemple.fr" },
    table: "guest_lists",
  },
  ticketing_update_ticket_type: {
    of: () => ({ performance: dates.Lyon, ticket_type: "Plein tarif" }),
    values: {
      description: "Placement libre",
      justification: "carte étudiant",
      access_code: "CE2027",
      access_code_limit: 50,
      opens_on: "2027-01-05",
      closes_on: "2027-01-31",
    },
    table: "ticket_types",
  },
  business_set_deal: {
    of: () => ({ performance: dates.Lyon }),
    values: {
      guarantee: 500_000,
      percentage: 7_000,
      split_point: 800_000,
      recoupable_cost: 10_000,
      deposit: 100_000,
      promoter: "Anne Roux",
      terms: "t",
    },
    table: "deals",
  },
  business_update_entry: {
    of: () => ({ entry: "camion" }),
    values: { performance: "Marseille", tour: "Organique Tour", paid_by: "Anne Roux" },
    table: "expenses",
  },
};

const tools = registry.flatMap((tool) => {
  const clear = (tool.input.shape as Record<string, z.ZodType>)["clear"];
  return clear && semanticOf(clear)?.semantic.type === "clear" ? [{ tool, clear }] : [];
});

/** The names that a tool can empty. */
const namesOf = (clear: z.ZodType): string[] => {
  const known: string[] = [];
  const refused = clear.safeParse(["?"]);
  for (const issue of refused.error?.issues ?? [])
    if (issue.code === "invalid_value") known.push(...issue.values.map(String));
  return known;
};

const rowsOf = (table: string) => world.rows(`select * from ${table} order by id`);
/** Rows without what every write moves. */
const still = async (table: string) =>
  (await rowsOf(table)).map(({ updated_at: _at, id: _id, ...row }) => row);

describe.each(tools.map(({ tool, clear }) => [tool.name, namesOf(clear)] as const))(
  "%s",
  (name, fields) => {
    it.each(fields)("fills and empties %s, and nothing else", async (field) => {
      const fill = fills[name];
      if (!fill) throw new Error(`say how ${name} is filled`);
      const of = fill.of();
      // What the tool cannot do at once stands first.
      const known = await world.act(name, { ...of, clear: [field] });
      if (!known.ok && "error" in known) expect(known.error.code).not.toBe("internal");
      const before = await still(fill.table);
      await world.done(name, { ...of, [field]: fill.values[field] });
      expect(await still(fill.table)).not.toEqual(before);
      await world.done(name, { ...of, clear: [field] });
      expect(await still(fill.table)).toEqual(before);
    });

    it("refuses to fill and empty a field at once", async () => {
      const fill = fills[name];
      const [field = ""] = fields;
      const input = { ...fill?.of(), [field]: fill?.values[field], clear: [field] };
      expect(await world.failed(name, input)).toMatchObject({ code: "invalid_input", field });
      const english = await world.failed(name, input, { locale: "en" });
      expect(english.message).toContain("choose one");
    });
  },
);

it("keeps the venue of a date on sale", async () => {
  await world.rows("update performances set status = 'on_sale' where id = $1", [dates.Lille]);
  const input = { performances: [dates.Lille], clear: ["venue"] };
  expect(await world.failed("tours_update_performance", input)).toMatchObject({
    code: "conflict",
    field: "venue",
  });
});
