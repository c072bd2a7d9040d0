import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { flag, name, ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { resolveTicketType } from "./resolve-ticket-type.ts";

export const setDoorGate = defineTool({
  name: "ticketing_set_door_gate",
  title: { fr: "Décrire une porte", en: "Describe a gate" },
  description:
    "A gate of a date: its zone and the ticket types that come in there (all when none is named); others are refused at it. Can remove it too.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    gate: name().describe("label of the gate"),
    zone: name().describe("where it leads, such as fosse").optional(),
    ticket_types: z.array(words(120)).max(50).describe("names of ticket types").optional(),
    guests: flag().describe("whether guests without a ticket come in here").optional(),
    remove: flag().describe("the gate is no more").default(false),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    gate: z.string(),
    zone: z.string().nullable(),
    types: z.array(z.string()),
    guests: z.boolean(),
    removed: z.boolean(),
  }),
  examples: [
    {
      fr: "à Lyon, la porte B mène au balcon et n’accepte que le tarif Balcon",
      en: "in Lyon, gate B leads to the balcony and takes the Balcony type only",
      input: { performance: "Lyon", gate: "B", zone: "balcon", ticket_types: ["Balcon"] },
    },
    {
      fr: "ajoute une porte Nord pour la zone fosse à Marseille",
      en: "add a gate North for the pit zone in Marseille",
      input: { performance: "Marseille", gate: "Nord", zone: "fosse" },
    },
    {
      fr: "porte A à Lille : plein tarif et tarif réduit",
      en: "gate A in Lille: full and reduced price",
      input: { performance: "Lille", gate: "A", ticket_types: ["Plein tarif", "Tarif réduit"] },
    },
    {
      fr: "la porte VIP de Nantes est réservée au tarif Pass",
      en: "the VIP gate in Nantes is for the Pass type only",
      input: { performance: "Nantes", gate: "VIP", ticket_types: ["Pass"] },
    },
    {
      fr: "les invités n’entrent pas par la porte C à Rennes",
      en: "guests do not come in by gate C in Rennes",
      input: { performance: "Rennes", gate: "C", guests: false },
    },
    {
      fr: "supprime la porte Sud à Paris",
      en: "remove the gate South in Paris",
      input: { performance: "Paris", gate: "Sud", remove: true },
    },
    {
      fr: "la porte B de Strasbourg laisse entrer le plein tarif",
      en: "gate B of Strasbourg lets the full price in",
      input: { performance: "Strasbourg", gate: "B", ticket_types: ["Plein tarif"] },
    },
    {
      fr: "crée une porte Est à Toulouse pour la zone balcon",
      en: "make a gate East in Toulouse for the zone balcony",
      input: { performance: "Toulouse", gate: "Est", zone: "balcon" },
    },
    {
      fr: "la porte VIP de Caen est réservée au tarif Pass",
      en: "the VIP gate of Caen is kept for the Pass type",
      input: { performance: "Caen", gate: "VIP", ticket_types: ["Pass"] },
    },
    {
      fr: "la porte A de Dijon prend le plein tarif et le tarif réduit",
      en: "gate A of Dijon takes the full and the reduced price",
      input: { performance: "Dijon", gate: "A", ticket_types: ["Plein tarif", "Tarif réduit"] },
    },
    {
      fr: "pas d’invités par la porte B à Brest",
      en: "no guests through gate B in Brest",
      input: { performance: "Brest", gate: "B", guests: false },
    },
    {
      fr: "à Metz, la porte C n’accepte que le tarif Pass",
      en: "in Metz, gate C takes the Pass type only",
      input: { performance: "Metz", gate: "C", ticket_types: ["Pass"] },
    },
    {
      fr: "les invités entrent par la porte A à Bordeaux",
      en: "guests come in by gate A in Bordeaux",
      input: { performance: "Bordeaux", gate: "A", guests: true },
    },
    {
      fr: "supprime la porte B à Metz, on ne l’ouvre pas",
      en: "remove gate B in Metz, we are not opening it",
      input: { performance: "Metz", gate: "B", remove: true },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const gate = input.gate.slice(0, 40);
    const known = await ctx.tx
      .selectFrom("door_gates")
      .select(["id", "zone", "ticket_type_ids", "admits_guests"])
      .where("performance_id", "=", performance.id)
      .where("name", "=", gate)
      .executeTakeFirst();
    const types = await Promise.all(
      (input.ticket_types ?? []).map((type) => resolveTicketType(ctx, performance, type)),
    );
    const about = { performanceId: performance.id, performance: performance.label, gate };
    if (input.remove) {
      if (!known) {
        throw new ToolError(
          "not_found",
          {
            fr: `${performance.label} n’a pas de porte « ${gate} ».`,
            en: `${performance.label} has no gate “${gate}”.`,
          },
          { field: "gate" },
        );
      }
      await ctx.tx.deleteFrom("door_gates").where("id", "=", known.id).execute();
      return { ...about, zone: known.zone, types: [], guests: known.admits_guests, removed: true };
    }
    const values = {
      zone: input.zone?.slice(0, 40) ?? known?.zone ?? null,
      ticket_type_ids: input.ticket_types
        ? types.map(({ id }) => id)
        : (known?.ticket_type_ids ?? []),
      admits_guests: input.guests ?? known?.admits_guests ?? true,
    };
    await (
      known
        ? ctx.tx.updateTable("door_gates").set(values).where("id", "=", known.id)
        : ctx.tx
            .insertInto("door_gates")
            .values({ performance_id: performance.id, name: gate, ...values })
    ).execute();
    const named = await ctx.tx
      .selectFrom("ticket_types")
      .select(["id", "name"])
      .where("performance_id", "=", performance.id)
      .orderBy("position")
      .execute();
    return {
      ...about,
      zone: values.zone,
      types: named.filter(({ id }) => values.ticket_type_ids.includes(id)).map((type) => type.name),
      guests: values.admits_guests,
      removed: false,
    };
  },
  summary: (output, say) => {
    if (output.removed) {
      return say({
        fr: `Porte ${output.gate} supprimée : ${output.performance}.`,
        en: `Gate ${output.gate} removed: ${output.performance}.`,
      });
    }
    const types = output.types.length > 0 ? say.list(output.types) : null;
    return say({
      fr: `Porte ${output.gate}${output.zone ? ` (${output.zone})` : ""} : ${types ?? "tous les tarifs"}, ${output.performance}.`,
      en: `Gate ${output.gate}${output.zone ? ` (${output.zone})` : ""}: ${types ?? "all ticket types"}, ${output.performance}.`,
    });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
