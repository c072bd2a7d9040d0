import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { cents, choice, day, place, ref, time, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { settleJourney } from "./journey.ts";
import { readPerformances } from "./read-performances.ts";
import { dateName } from "./say-dates.ts";
import { instantOf } from "./times.ts";

export const transportKinds = [
  "train",
  "plane",
  "bus",
  "van",
  "truck",
  "car",
  "taxi",
  "ferry",
  "other",
] as const;
export const kindWords: Record<(typeof transportKinds)[number], { fr: string; en: string }> = {
  train: { fr: "Train", en: "Train" },
  plane: { fr: "Avion", en: "Plane" },
  bus: { fr: "Bus", en: "Bus" },
  van: { fr: "Van", en: "Van" },
  truck: { fr: "Camion", en: "Truck" },
  car: { fr: "Voiture", en: "Car" },
  taxi: { fr: "Taxi", en: "Taxi" },
  ferry: { fr: "Ferry", en: "Ferry" },
  other: { fr: "Trajet", en: "Transport" },
};

export const addTransport = defineTool({
  name: "tours_add_transport",
  title: { fr: "Ajouter un trajet", en: "Add transport" },
  description:
    "Notes a journey for a date (train, plane, van…): towns, day, departure and arrival times, reference, cost. Books nothing.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    transport_kind: choice("transport_kind", transportKinds),
    from_place: place(),
    to_place: place().optional(),
    day: day().optional(),
    departs: time().optional(),
    arrives: time().optional(),
    reference: words(120).optional(),
    cost: cents().optional(),
  }),
  output: z.object({
    id: z.uuid(),
    kind: z.enum(transportKinds),
    from: z.string(),
    to: z.string(),
    departsAt: z.string().nullable(),
    arrivesAt: z.string().nullable(),
    timeZone: z.string(),
    km: z.number().nullable(),
    performanceId: z.uuid(),
    performance: z.string(),
  }),
  examples: [
    {
      fr: "train Paris Lyon pour la date de Lyon, départ 9h04 arrivée 11h00",
      en: "train from Paris to Lyon for the Lyon date, leaving 9:04 arriving 11:00",
      input: {
        performance: "Lyon",
        transport_kind: "train",
        from_place: "Paris",
        to_place: "Lyon",
        departs: "09:04",
        arrives: "11:00",
      },
    },
    {
      fr: "ajoute le van depuis Paris pour Nantes, départ 8 h",
      en: "add the van from Paris for Nantes, leaving at 8",
      input: {
        performance: "Nantes",
        transport_kind: "van",
        from_place: "Paris",
        departs: "08:00",
      },
    },
    {
      fr: "note le camion de Rennes à Lille la veille, le 17 septembre 2027",
      en: "note the truck from Rennes to Lille the day before, 17 September 2027",
      input: {
        performance: "Lille",
        transport_kind: "truck",
        from_place: "Rennes",
        to_place: "Lille",
        day: "2027-09-17",
      },
    },
    {
      fr: "on prend l’avion Paris Berlin pour la date de Berlin",
      en: "we fly from Paris to Berlin for the Berlin date",
      input: {
        performance: "Berlin",
        transport_kind: "plane",
        from_place: "Paris",
        to_place: "Berlin",
      },
    },
    {
      fr: "transport pour Metz : bus depuis Nancy à 14 h",
      en: "transport for Metz: bus from Nancy at 2 pm",
      input: { performance: "Metz", transport_kind: "bus", from_place: "Nancy", departs: "14:00" },
    },
    {
      fr: "le trajet en voiture de Dijon vers Genève coûte 80 €",
      en: "the drive from Dijon to Geneva costs €80",
      input: { performance: "Genève", transport_kind: "car", from_place: "Dijon", cost: 8000 },
    },
    {
      fr: "on roule en van de Tours à Dijon à 6h30 pour la date de Dijon",
      en: "we drive the van from Tours to Dijon at 6:30 am for the Dijon date",
      input: {
        transport_kind: "van",
        from_place: "Tours",
        to_place: "Dijon",
        departs: "06:30",
        performance: "Dijon",
      },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "performance", input.performance);
    const [date] = await readPerformances(ctx, [id]);
    if (!date) throw new Error(`no performance ${id}`);
    const destination = input.to_place ?? date.city;
    if (!destination) {
      throw new ToolError(
        "invalid_input",
        { fr: "Pour aller où ?", en: "To where?" },
        { field: "to_place" },
      );
    }
    const on = input.day ?? date.day;
    const { departs, arrives } = input;
    const journey = settleJourney(
      ctx,
      { from_place: input.from_place, to_place: destination, day: on, departs, arrives },
      date.timeZone,
    );
    const { from, to, departsAt, arrivesAt, km } = journey;
    const row = await ctx.tx
      .insertInto("transports")
      .values({
        performance_id: id,
        kind: input.transport_kind,
        from_place: from,
        to_place: to,
        departs_at: departsAt ?? (input.day ? instantOf(on, "00:00", date.timeZone) : null),
        arrives_at: arrivesAt,
        reference: input.reference ?? null,
        cost_cents: input.cost ?? null,
        distance_km: km,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return {
      id: row.id,
      kind: input.transport_kind,
      from,
      to,
      departsAt: departsAt?.toISOString() ?? null,
      arrivesAt: arrivesAt?.toISOString() ?? null,
      timeZone: journey.timeZone,
      km,
      performanceId: id,
      performance: dateName(date, ctx.say),
    };
  },
  summary(output, say) {
    const departs = output.departsAt
      ? say({
          fr: `, départ ${say.time(output.departsAt, output.timeZone)}`,
          en: `, leaving ${say.time(output.departsAt, output.timeZone)}`,
        })
      : "";
    const kind = say(kindWords[output.kind]);
    return say({
      fr: `Trajet noté pour ${output.performance} : ${kind.toLowerCase()} ${output.from} – ${output.to}${departs}.`,
      en: `Journey noted for ${output.performance}: ${kind.toLowerCase()} ${output.from} – ${output.to}${departs}.`,
    });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
