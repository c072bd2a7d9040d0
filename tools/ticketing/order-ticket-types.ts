import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { resolveTicketType } from "./resolve-ticket-type.ts";

export const orderTicketTypes = defineTool({
  name: "ticketing_order_ticket_types",
  title: { fr: "Ranger les tarifs", en: "Arrange ticket types" },
  description:
    "Sets the order in which the public sees the ticket types of a date; those not named follow.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    ticket_types: z.array(ref("ticket_type")).min(1).max(100).describe("in their new order"),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    names: z.array(z.string()),
  }),
  examples: [
    {
      fr: "mets le tarif réduit avant le plein tarif à Lyon",
      en: "put the reduced ticket before the full price in Lyon",
      input: { performance: "Lyon", ticket_types: ["Tarif réduit", "Plein tarif"] },
    },
    {
      fr: "range les tarifs de Paris : carré or, plein tarif, réduit",
      en: "arrange the Paris ticket types: golden circle, full price, reduced",
      input: { performance: "Paris", ticket_types: ["carré or", "plein tarif", "réduit"] },
    },
    {
      fr: "la prévente en premier sur la page de Lille",
      en: "the early bird first on the Lille page",
      input: { performance: "Lille", ticket_types: ["prévente"] },
    },
    {
      fr: "change l’ordre d’affichage des tarifs de Nantes : pass puis plein tarif",
      en: "change the display order of the Nantes ticket types: pass then full price",
      input: { performance: "Nantes", ticket_types: ["pass", "plein tarif"] },
    },
    {
      fr: "remonte le tarif groupe tout en haut à Tours",
      en: "move the group ticket to the top in Tours",
      input: { performance: "Tours", ticket_types: ["tarif groupe"] },
    },
    {
      fr: "à Metz affiche d’abord le plein tarif",
      en: "in Metz show the full price first",
      input: { performance: "Metz", ticket_types: ["plein tarif"] },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const first = [];
    for (const type of input.ticket_types) {
      first.push(await resolveTicketType(ctx, performance, type));
    }
    const all = await ctx.tx
      .selectFrom("ticket_types")
      .select(["id", "name", "position"])
      .where("performance_id", "=", performance.id)
      .orderBy("position")
      .orderBy("name")
      .execute();
    const wanted = [...new Set(first.map(({ id }) => id))];
    const ordered = [
      ...wanted.flatMap((id) => all.find((type) => type.id === id) ?? []),
      ...all.filter((type) => !wanted.includes(type.id)),
    ];
    for (const [position, type] of ordered.entries()) {
      if (type.position === position) continue;
      await ctx.tx
        .updateTable("ticket_types")
        .set({ position })
        .where("id", "=", type.id)
        .execute();
    }
    return {
      performanceId: performance.id,
      performance: performance.label,
      names: ordered.map(({ name }) => name),
    };
  },
  summary: (output, say) =>
    say({
      fr: `Tarifs de ${output.performance} dans cet ordre : ${output.names.join(", ")}.`,
      en: `Ticket types of ${output.performance} in this order: ${output.names.join(", ")}.`,
    }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
