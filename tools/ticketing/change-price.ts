import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { cents, ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { resolveTicketType } from "./resolve-ticket-type.ts";

const input = z.object({
  ...selection,
  ticket_type: ref("ticket_type").optional(),
  price: cents(),
});

/** Prices of tickets already sold stay; only later sales take the new one. */
export const changePrice = defineTool({
  name: "ticketing_change_price",
  title: { fr: "Changer un prix", en: "Change a price" },
  description:
    "Changes the price of a ticket type on one or many dates; asks approval where tickets are already sold.",
  permission: "ticketing:write",
  effect: "write",
  input,
  output: z.object({
    priceCents: z.int(),
    currency: z.string(),
    changed: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        performanceId: z.uuid(),
        performance: z.string(),
        beforeCents: z.int(),
        sold: z.int(),
      }),
    ),
  }),
  examples: [
    {
      fr: "passe le plein tarif de Lyon à 38 €",
      en: "raise the Lyon full price to €38",
      input: { performances: ["Lyon"], ticket_type: "Plein tarif", price: 3800 },
    },
    {
      fr: "baisse le tarif réduit à 25 euros pour Marseille",
      en: "lower the reduced price to 25 euros for Marseille",
      input: { performances: ["Marseille"], ticket_type: "Tarif réduit", price: 2500 },
    },
    {
      fr: "change le prix des billets de Nantes : 30 €",
      en: "change the ticket price for Nantes: €30",
      input: { performances: ["Nantes"], price: 3000 },
    },
    {
      fr: "la prévente sur toute la tournée Organique, mets-la à 22",
      en: "early bird on the whole Organique tour, make it 22",
      input: { tour: "Organique", ticket_type: "Prévente", price: 2200 },
    },
    {
      fr: "finalement le billet à Lille c’est 29 €",
      en: "the Lille ticket is €29 after all",
      input: { performances: ["Lille"], price: 2900 },
    },
    {
      fr: "augmente le carré or de Paris à 75 €",
      en: "increase the Paris golden circle to €75",
      input: { performances: ["Paris"], ticket_type: "Carré or", price: 7500 },
    },
  ],
  escalate: async (ctx, given) => (await targets(ctx, given)).some((type) => type.sold > 0),
  escalateUndo: async (ctx, stored) =>
    (await targets(ctx, input.parse(stored))).some((type) => type.sold > 0),
  async preview(ctx, given) {
    const types = await targets(ctx, given);
    return {
      title: {
        fr: "Changer le prix de billets déjà en vente",
        en: "Change the price of tickets on sale",
      },
      lines: types.map((type) => ({
        label: {
          fr: `${type.performance} — ${type.name}`,
          en: `${type.performance} — ${type.name}`,
        },
        value: {
          fr: `${ctx.sayIn("fr").money(type.price_cents, type.currency)} → ${ctx.sayIn("fr").money(given.price, type.currency)}, ${type.sold} vendus`,
          en: `${ctx.sayIn("en").money(type.price_cents, type.currency)} → ${ctx.sayIn("en").money(given.price, type.currency)}, ${type.sold} sold`,
        },
      })),
      warnings: [
        {
          fr: "Les billets déjà vendus gardent leur prix.",
          en: "Tickets already sold keep their price.",
        },
      ],
    };
  },
  async run(ctx, given) {
    const types = await targets(ctx, given);
    const changed = types.filter((type) => type.price_cents !== given.price);
    if (changed.length === 0) {
      throw new ToolError("conflict", {
        fr: "Ce tarif est déjà à ce prix.",
        en: "This ticket type already has that price.",
      });
    }
    await ctx.tx
      .updateTable("ticket_types")
      .set({ price_cents: given.price })
      .where(
        "id",
        "in",
        changed.map((type) => type.id),
      )
      .execute();
    return {
      priceCents: given.price,
      currency: changed[0]?.currency ?? "EUR",
      changed: changed.map((type) => ({
        id: type.id,
        name: type.name,
        performanceId: type.performanceId,
        performance: type.performance,
        beforeCents: type.price_cents,
        sold: type.sold,
      })),
    };
  },
  summary: (output, say) =>
    say({
      fr: `Nouveau prix : ${say.money(output.priceCents, output.currency)} pour ${say.list(output.changed.map((type) => `${type.name} à ${type.performance} (avant : ${say.money(type.beforeCents, output.currency)})`))}.`,
      en: `New price: ${say.money(output.priceCents, output.currency)} for ${say.list(output.changed.map((type) => `${type.name} at ${type.performance} (was ${say.money(type.beforeCents, output.currency)})`))}.`,
    }),
  about: (output) =>
    output.changed.map((type) => ({
      kind: "performance" as const,
      id: type.performanceId,
      label: type.performance,
    })),
});

async function targets(ctx: ToolContext, given: z.output<typeof input>) {
  const found = [];
  for (const performance of await selectPerformances(ctx, given)) {
    const type = await resolveTicketType(ctx, performance, given.ticket_type);
    found.push({ ...type, performanceId: performance.id, performance: performance.label });
  }
  return found;
}
