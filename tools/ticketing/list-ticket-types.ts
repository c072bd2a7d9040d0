import { z } from "zod";
import { defineTool } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";

export const listTicketTypes = defineTool({
  name: "ticketing_list_ticket_types",
  title: { fr: "Tarifs", en: "Ticket types" },
  description: "Ticket types of one or many dates: price, VAT, quota, held and sold.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object({ ...selection }),
  output: z.object({
    total: z.int(),
    ticketTypes: z.array(
      z.object({
        id: z.uuid(),
        performanceId: z.uuid(),
        performance: z.string(),
        name: z.string(),
        kind: z.string(),
        priceCents: z.int(),
        currency: z.string(),
        vatRateBp: z.int(),
        quota: z.int().nullable(),
        held: z.int(),
        sold: z.int(),
        hidden: z.boolean(),
      }),
    ),
  }),
  examples: [
    {
      fr: "quels sont les tarifs de Lyon ?",
      en: "what are the ticket types in Lyon?",
      input: { performances: ["Lyon"] },
    },
    {
      fr: "c’est combien la place à Marseille",
      en: "how much is a ticket in Marseille",
      input: { performances: ["Marseille"] },
    },
    {
      fr: "la grille tarifaire de la tournée Organique",
      en: "the price list of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "montre les prix des billets à Nantes",
      en: "show ticket prices in Nantes",
      input: { performances: ["Nantes"] },
    },
    {
      fr: "liste des billets de Paris avec les quotas",
      en: "tickets for Paris with quotas",
      input: { performances: ["Paris"] },
    },
    {
      fr: "on a quoi comme tarifs à Lille et à Tours ?",
      en: "which prices do we have in Lille and Tours?",
      input: { performances: ["Lille", "Tours"] },
    },
    {
      fr: "combien on paie sa place à Dijon",
      en: "what does a seat cost in Dijon",
      input: { performances: ["Dijon"] },
    },
    {
      fr: "les gens paient combien à Metz ?",
      en: "how much do people pay in Metz?",
      input: { performances: ["Metz"] },
    },
    {
      fr: "c’est à combien l’entrée sur Angers",
      en: "how much is it to get in at Angers",
      input: { performances: ["Angers"] },
    },
  ],
  async run(ctx, input) {
    const performances = await selectPerformances(ctx, input);
    const labels = new Map(performances.map((row) => [row.id, row.label]));
    const rows = await ctx.tx
      .selectFrom("ticket_types")
      .selectAll()
      .where("performance_id", "in", [...labels.keys()])
      .orderBy("performance_id")
      .orderBy("position")
      .orderBy("name")
      .limit(200)
      .execute();
    return {
      total: rows.length,
      ticketTypes: rows.map((row) => ({
        id: row.id,
        performanceId: row.performance_id,
        performance: labels.get(row.performance_id) ?? "",
        name: row.name,
        kind: row.kind,
        priceCents: row.price_cents,
        currency: row.currency,
        vatRateBp: row.vat_rate_bp,
        quota: row.quota,
        held: row.held,
        sold: row.sold,
        hidden: row.hidden,
      })),
    };
  },
  summary: (output, say) =>
    output.total === 0
      ? say({ fr: "Aucun tarif sur ces dates.", en: "No ticket type on these dates." })
      : output.total <= 4
        ? `${say.list(output.ticketTypes.map((type) => `${type.name} ${say.money(type.priceCents, type.currency)}`))}.`
        : `${say.count(output.total, { fr: { one: "tarif", other: "tarifs" }, en: { one: "ticket type", other: "ticket types" } })}.`,
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Tarifs", en: "Ticket types" }),
    columns: [
      { key: "performance", label: say({ fr: "Date", en: "Date" }), type: "text" },
      { key: "name", label: say({ fr: "Tarif", en: "Ticket type" }), type: "text" },
      { key: "price", label: say({ fr: "Prix TTC", en: "Price incl. VAT" }), type: "money" },
      { key: "quota", label: say({ fr: "Quota", en: "Quota" }), type: "number" },
      { key: "sold", label: say({ fr: "Vendus", en: "Sold" }), type: "number" },
    ],
    rows: output.ticketTypes.map((type) => ({
      performance: type.performance,
      name: type.name,
      price: type.priceCents,
      quota: type.quota,
      sold: type.sold,
    })),
    total: output.total,
    currency: output.ticketTypes[0]?.currency ?? "EUR",
  }),
  about: (output) => [
    ...new Map(
      output.ticketTypes.map((type) => [
        type.performanceId,
        { kind: "performance" as const, id: type.performanceId, label: type.performance },
      ]),
    ).values(),
    ...output.ticketTypes.map((type) => ({
      kind: "ticket_type" as const,
      id: type.id,
      label: type.name,
    })),
  ],
});
