import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { basisPoints, cents, choice, count, name, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { placesLeft, venueFacts } from "./read-capacity.ts";
import { highestPrice, isTooCheapOnline, proposeVat, tooCheapOnline } from "./rules.ts";
import { ticketKinds, ticketKindWords } from "./ticket-kinds.ts";

const defaultVatBp = 550;

export const createTicketType = defineTool({
  name: "ticketing_create_ticket_type",
  title: { fr: "Créer un tarif", en: "Create a ticket type" },
  description:
    "Adds one ticket type (name, kind, price, quota) to one or many dates; VAT is proposed by rule when not given.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    ...selection,
    kind: choice("ticket_kind", ticketKinds).default("full"),
    name: name().optional(),
    price: cents(highestPrice),
    quota: count(1, 500_000).optional(),
    vat: basisPoints().optional(),
    min_per_order: count(1, 1_000).optional(),
    max_per_order: count(1, 1_000).optional(),
    access_code: words(60).describe("only buyers who have it see this type").optional(),
    access_code_limit: count(1, 500_000).describe("orders that the code opens").optional(),
    justification: words(300)
      .describe("proof shown at the door, such as a student card")
      .optional(),
  }),
  output: z.object({
    name: z.string(),
    priceCents: z.int(),
    currency: z.string(),
    quota: z.int().nullable(),
    created: z.array(
      z.object({
        id: z.uuid(),
        performanceId: z.uuid(),
        performance: z.string(),
        vatRateBp: z.int(),
      }),
    ),
    existing: z.array(z.string()),
  }),
  examples: [
    {
      fr: "ajoute un plein tarif à 35 € sur Lyon",
      en: "add a full price at €35 for Lyon",
      input: { performances: ["Lyon"], kind: "full", price: 3500 },
    },
    {
      fr: "tarif réduit 28 euros pour Marseille, 200 places",
      en: "reduced ticket 28 euros for Marseille, 200 seats",
      input: { performances: ["Marseille"], kind: "reduced", price: 2800, quota: 200 },
    },
    {
      fr: "mets une prévente à 25 € sur toutes les dates de la tournée Organique",
      en: "set an early bird at €25 on all dates of the Organique tour",
      input: { tour: "Organique", kind: "early", price: 2500 },
    },
    {
      fr: "crée un tarif carré or à 60 € pour Lille, quota 80",
      en: "create a golden circle ticket at €60 for Lille, quota 80",
      input: { performances: ["Lille"], name: "Carré or", price: 6000, quota: 80 },
    },
    {
      fr: "Nantes : 500 billets plein tarif à 32",
      en: "Nantes: 500 full price tickets at 32",
      input: { performances: ["Nantes"], kind: "full", price: 3200, quota: 500 },
    },
    {
      fr: "il faut des billets groupe à 20 € à Tours et à Rennes",
      en: "we need group tickets at €20 in Tours and Rennes",
      input: { performances: ["Tours", "Rennes"], kind: "group", price: 2000 },
    },
    {
      fr: "ouvre un pass à 90 € TVA 5,5 % pour Bourges",
      en: "open a pass at €90 with 5.5 % VAT for Bourges",
      input: { performances: ["Bourges"], kind: "pass", price: 9000, vat: 550 },
    },
    {
      fr: "tarif réduit à 18 € pour Angers sur présentation de la carte étudiant",
      en: "reduced ticket at €18 for Angers on showing a student card",
      input: {
        performances: ["Angers"],
        kind: "reduced",
        price: 1800,
        justification: "carte étudiant",
      },
    },
    {
      fr: "à Metz, tarif CE à 22 € avec le code DUPONT, 50 commandes au plus",
      en: "in Metz, company ticket at €22 with the code DUPONT, 50 orders at most",
      input: {
        performances: ["Metz"],
        name: "CE",
        price: 2200,
        access_code: "DUPONT",
        access_code_limit: 50,
      },
    },
    {
      fr: "billet gratuit pour les scolaires à Dijon, 40 places",
      en: "free school ticket in Dijon, 40 places",
      input: { performances: ["Dijon"], name: "scolaires", price: 0, quota: 40 },
    },
  ],
  async run(ctx, input) {
    const performances = await selectPerformances(ctx, input);
    const typeName = input.name ?? ticketKindWords[input.kind][ctx.locale];
    const created = [];
    const existing = [];
    let currency = "EUR";
    for (const performance of performances) {
      if (["cancelled", "played", "settled"].includes(performance.status)) {
        throw new ToolError("conflict", {
          fr: `La date ${performance.label} est passée ou annulée : on n’y ajoute pas de tarif.`,
          en: `The date ${performance.label} is over or cancelled: no ticket type can be added.`,
        });
      }
      const facts = await venueFacts(ctx, performance.id);
      currency = facts.currency;
      if (facts.names.includes(typeName)) {
        existing.push(performance.label);
        continue;
      }
      const left = await placesLeft(ctx, performance.id);
      if (input.quota !== undefined && left !== null && input.quota > left) {
        throw new ToolError(
          "invalid_input",
          {
            fr: `À ${performance.label}, il reste ${left} places dans la jauge pour ce tarif, pas ${input.quota}.`,
            en: `At ${performance.label} the capacity leaves ${left} places for this type, not ${input.quota}.`,
          },
          { field: "quota" },
        );
      }
      const vatRateBp =
        input.vat ?? proposeVat(facts.country, facts.day, facts.paidBefore)?.rateBp ?? defaultVatBp;
      const row = await ctx.tx
        .insertInto("ticket_types")
        .values({
          performance_id: performance.id,
          name: typeName,
          kind: input.kind,
          price_cents: input.price,
          currency: facts.currency,
          vat_rate_bp: vatRateBp,
          quota: input.quota ?? null,
          position: facts.names.length,
          ...(input.min_per_order ? { min_per_order: input.min_per_order } : {}),
          ...(input.max_per_order || input.min_per_order
            ? { max_per_order: input.max_per_order ?? Math.max(10, input.min_per_order ?? 1) }
            : {}),
          access_code: input.access_code ?? null,
          access_code_limit: input.access_code_limit ?? null,
          justification: input.justification ?? null,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      created.push({
        id: row.id,
        performanceId: performance.id,
        performance: performance.label,
        vatRateBp,
      });
    }
    if (created.length === 0) {
      throw new ToolError("conflict", {
        fr: `Le tarif « ${typeName} » existe déjà : ${existing.join(", ")}. Changez son prix ou son quota.`,
        en: `The ticket type “${typeName}” already exists: ${existing.join(", ")}. Change its price or quota.`,
      });
    }
    return {
      name: typeName,
      priceCents: input.price,
      currency,
      quota: input.quota ?? null,
      created,
      existing,
    };
  },
  summary: (output, say) => {
    const where =
      output.created.length <= 3
        ? say.list(output.created.map((row) => row.performance))
        : say.count(output.created.length, {
            fr: { one: "date", other: "dates" },
            en: { one: "date", other: "dates" },
          });
    const quota =
      output.quota === null
        ? ""
        : say({
            fr: `, ${say.number(output.quota)} places`,
            en: `, ${say.number(output.quota)} places`,
          });
    const warned = isTooCheapOnline(output.priceCents) ? ` ${say(tooCheapOnline)}` : "";
    return say({
      fr: `Tarif « ${output.name} » à ${say.money(output.priceCents, output.currency)}${quota} : ${where}.${warned}`,
      en: `Ticket type “${output.name}” at ${say.money(output.priceCents, output.currency)}${quota}: ${where}.${warned}`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: `Tarif ${output.name}`, en: `Ticket type ${output.name}` }),
    columns: [
      { key: "performance", label: say({ fr: "Date", en: "Date" }), type: "text" },
      { key: "price", label: say({ fr: "Prix TTC", en: "Price incl. VAT" }), type: "money" },
      { key: "quota", label: say({ fr: "Quota", en: "Quota" }), type: "number" },
      { key: "vat", label: say({ fr: "TVA", en: "VAT" }), type: "percent" },
    ],
    rows: output.created.map((row) => ({
      performance: row.performance,
      price: output.priceCents,
      quota: output.quota,
      vat: row.vatRateBp,
    })),
    total: output.created.length,
    currency: output.currency,
  }),
  about: (output) => [
    ...output.created.map((row) => ({
      kind: "performance" as const,
      id: row.performanceId,
      label: row.performance,
    })),
    ...output.created.map((row) => ({
      kind: "ticket_type" as const,
      id: row.id,
      label: output.name,
    })),
  ],
});
