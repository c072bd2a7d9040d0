import { z } from "zod";
import { addDays, daysBetween } from "#recognise/index.ts";
import { emptied } from "../core/emptied.ts";
import { cents, clearing, count, day, name, phone, place, ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { nothingToChange } from "./nothing-to-change.ts";
import { pickOne } from "./pick-one.ts";
import { settlePlace } from "./settle-venue.ts";

const emptiable = {
  rooms: "rooms",
  city: "city",
  address: "address",
  phone: "phone",
  reference: "reference",
  cost: "cost_cents",
} as const;

export const updateAccommodation = defineTool({
  name: "tours_update_accommodation",
  title: { fr: "Modifier un hébergement", en: "Edit accommodation" },
  description:
    "Changes a hotel of a date: name, rooms, arrival, nights, address, phone, reference, cost. Changes nothing at the hotel.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    name: name().describe("which hotel: id or name").optional(),
    new_name: name().optional(),
    rooms: count(1, 500).optional(),
    check_in_on: day().optional(),
    nights: count(1, 60).optional(),
    city: place().optional(),
    address: words(300).optional(),
    phone: phone().optional(),
    reference: words(120).optional(),
    cost: cents().optional(),
    clear: clearing(emptiable).optional(),
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
      fr: "modifie l’hébergement de Lyon : 8 chambres",
      en: "change the accommodation of Lyon: 8 rooms",
      input: { performance: "Lyon", rooms: 8 },
    },
    {
      fr: "change l’hébergement de Nantes : trois nuits finalement",
      en: "change the accommodation of Nantes: three nights after all",
      input: { performance: "Nantes", nights: 3 },
    },
    {
      fr: "corrige la référence de l’hôtel de Metz : « HB-22817 »",
      en: "correct the reference of the Metz hotel: “HB-22817”",
      input: { performance: "Metz", reference: "HB-22817" },
    },
    {
      fr: "corrige le prix de l’hôtel de Lille : 720 €",
      en: "correct the price of the Lille hotel: €720",
      input: { performance: "Lille", cost: 72000 },
    },
    {
      fr: "modifie l’hébergement de Rennes : arrivée le 18 mai 2027",
      en: "change the accommodation of Rennes: arriving on 18 May 2027",
      input: { performance: "Rennes", check_in_on: "2027-05-18" },
    },
    {
      fr: "change le téléphone de l’hébergement de Dijon : 03 80 11 22 33",
      en: "change the phone of the accommodation in Dijon: 03 80 11 22 33",
      input: { performance: "Dijon", phone: "03 80 11 22 33" },
    },
    {
      fr: "corrige l’hôtel d’Angers : efface la référence",
      en: "correct the Angers hotel: erase the reference",
      input: { performance: "Angers", clear: ["reference"] },
    },
  ],
  async run(ctx, input) {
    const { id, label } = await resolveRef(ctx, "performance", input.performance);
    const rows = await ctx.tx
      .selectFrom("accommodations")
      .select(["id", "name as label", "check_in_on", "check_out_on"])
      .where("performance_id", "=", id)
      .orderBy("check_in_on")
      .execute();
    const wanted = input.name?.toLowerCase();
    const one = pickOne(
      rows.filter(
        (row) => !wanted || row.id === wanted || row.label.toLowerCase().includes(wanted),
      ),
      "name",
      {
        fr: `Aucun hébergement de ce nom pour ${label}.`,
        en: `No such accommodation for ${label}.`,
      },
    );
    const stay =
      input.check_in_on === undefined && input.nights === undefined
        ? {}
        : stayOf(
            input.check_in_on ?? one.check_in_on,
            input.nights ?? daysBetween(one.check_in_on, one.check_out_on),
          );
    const changes = {
      ...(input.new_name === undefined ? {} : { name: input.new_name }),
      ...stay,
      ...(input.rooms === undefined ? {} : { rooms: input.rooms }),
      ...(input.city === undefined ? {} : { city: settlePlace(ctx, input.city).city }),
      ...(input.address === undefined ? {} : { address: input.address }),
      ...(input.phone === undefined ? {} : { phone: input.phone }),
      ...(input.reference === undefined ? {} : { reference: input.reference }),
      ...(input.cost === undefined ? {} : { cost_cents: input.cost }),
      ...emptied(emptiable, input.clear, input),
    };
    if (Object.keys(changes).length === 0) throw nothingToChange();
    const row = await ctx.tx
      .updateTable("accommodations")
      .set(changes)
      .where("id", "=", one.id)
      .returning(["id", "name", "check_in_on as checkInOn", "check_out_on as checkOutOn", "rooms"])
      .executeTakeFirstOrThrow();
    return { ...row, performanceId: id, performance: label };
  },
  summary(output, say) {
    const rooms =
      output.rooms === null
        ? ""
        : `, ${say.count(output.rooms, { fr: { one: "chambre", other: "chambres" }, en: { one: "room", other: "rooms" } })}`;
    return say({
      fr: `Hébergement modifié pour ${output.performance} : ${output.name}${rooms}, du ${say.day(output.checkInOn)} au ${say.day(output.checkOutOn)}.`,
      en: `Accommodation changed for ${output.performance}: ${output.name}${rooms}, from ${say.day(output.checkInOn)} to ${say.day(output.checkOutOn)}.`,
    });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

const stayOf = (checkIn: string, nights: number) => ({
  check_in_on: checkIn,
  check_out_on: addDays(checkIn, nights),
});
