import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { cents, centsChange, ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { resolveTicketType } from "./resolve-ticket-type.ts";
import { highestPrice, isTooCheapOnline, tooCheapOnline } from "./rules.ts";

const input = z.object({
  ...selection,
  ticket_type: ref("ticket_type").optional(),
  price: cents(highestPrice).optional(),
  by: centsChange().describe("cents added to the present price; negative lowers").optional(),
});

/** Prices of tickets already sold stay; only later sales take the new one. */
export const changePrice = defineTool({
  name: "ticketing_change_price",
  title: { fr: "Changer un prix", en: "Change a price" },
  description:
    "Changes the price of a ticket type on one or many dates, to a price or by an amount; asks approval where tickets are already sold.",
  permission: "ticketing:write",
  effect: "write",
  input,
  output: z.object({
    currency: z.string(),
    changed: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        performanceId: z.uuid(),
        performance: z.string(),
        beforeCents: z.int(),
        priceCents: z.int(),
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
    {
      fr: "baisse de 4 € le tarif réduit de Dijon",
      en: "lower the Dijon reduced price by €4",
      input: { performances: ["Dijon"], ticket_type: "tarif réduit", by: -400 },
    },
    {
      fr: "+3 € sur le plein tarif à Metz",
      en: "+€3 on the full price in Metz",
      input: { performances: ["Metz"], ticket_type: "plein tarif", by: 300 },
    },
    {
      fr: "augmente de 2 euros les places de Rennes",
      en: "raise the Rennes tickets by 2 euros",
      input: { performances: ["Rennes"], by: 200 },
    },
    {
      fr: "la prévente d’Angers, enlève-lui 5 €",
      en: "take €5 off the Angers early bird",
      input: { performances: ["Angers"], ticket_type: "prévente", by: -500 },
    },
    {
      fr: "Dijon : le groupe passe à 19",
      en: "Dijon: the group ticket goes to 19",
      input: { performances: ["Dijon"], ticket_type: "groupe", price: 1900 },
    },
    {
      fr: "à Caen le tarif réduit descend à 24 €",
      en: "in Caen the reduced price drops to €24",
      input: { performances: ["Caen"], ticket_type: "tarif réduit", price: 2400 },
    },
    {
      fr: "Nice : la prévente passe à 18 €",
      en: "Nice: the early bird goes to €18",
      input: { performances: ["Nice"], ticket_type: "prévente", price: 1800 },
    },
    {
      fr: "enlève 2 € à la prévente de Brest",
      en: "take €2 off the Brest early bird",
      input: { performances: ["Brest"], ticket_type: "prévente", by: -200 },
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
          fr: `${ctx.sayIn("fr").money(type.price_cents, type.currency)} → ${ctx.sayIn("fr").money(type.next, type.currency)}, ${type.sold} vendus`,
          en: `${ctx.sayIn("en").money(type.price_cents, type.currency)} → ${ctx.sayIn("en").money(type.next, type.currency)}, ${type.sold} sold`,
        },
      })),
      warnings: [
        {
          fr: "Les billets déjà vendus gardent leur prix.",
          en: "Tickets already sold keep their price.",
        },
        ...(types.some(({ next }) => isTooCheapOnline(next)) ? [tooCheapOnline] : []),
      ],
    };
  },
  async run(ctx, given) {
    const types = await targets(ctx, given);
    const changed = types.filter((type) => type.price_cents !== type.next);
    if (changed.length === 0) {
      throw new ToolError("conflict", {
        fr: "Ce tarif est déjà à ce prix.",
        en: "This ticket type already has that price.",
      });
    }
    for (const [next, alike] of Map.groupBy(changed, (type) => type.next)) {
      const ids = alike.map((type) => type.id);
      await ctx.tx
        .updateTable("ticket_types")
        .set({ price_cents: next })
        .where("id", "in", ids)
        .execute();
    }
    return {
      currency: changed[0]?.currency ?? "EUR",
      changed: changed.map((type) => ({
        id: type.id,
        name: type.name,
        performanceId: type.performanceId,
        performance: type.performance,
        beforeCents: type.price_cents,
        priceCents: type.next,
        sold: type.sold,
      })),
    };
  },
  summary(output, say) {
    const money = (cents: number) => say.money(cents, output.currency);
    const prices = new Set(output.changed.map((type) => type.priceCents));
    const [only] = prices;
    const each = output.changed.map((type) => {
      const before = say({
        fr: `avant : ${money(type.beforeCents)}`,
        en: `was ${money(type.beforeCents)}`,
      });
      const after = prices.size === 1 ? "" : `, ${money(type.priceCents)}`;
      return say({
        fr: `${type.name} à ${type.performance}${after} (${before})`,
        en: `${type.name} at ${type.performance}${after} (${before})`,
      });
    });
    const warned = [...prices].some(isTooCheapOnline) ? ` ${say(tooCheapOnline)}` : "";
    const told =
      prices.size === 1 && only !== undefined
        ? say({
            fr: `Nouveau prix : ${money(only)} pour ${say.list(each)}.`,
            en: `New price: ${money(only)} for ${say.list(each)}.`,
          })
        : say({ fr: `Nouveaux prix : ${say.list(each)}.`, en: `New prices: ${say.list(each)}.` });
    return `${told}${warned}`;
  },
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
    const next = priceAfter(type.price_cents, given);
    found.push({ ...type, next, performanceId: performance.id, performance: performance.label });
  }
  return found;
}

function priceAfter(before: number, { price, by }: z.output<typeof input>): number {
  if ((price === undefined) === (by === undefined)) {
    throw new ToolError(
      "invalid_input",
      { fr: "À quel prix, ou de combien ?", en: "To what price, or by how much?" },
      { field: "price" },
    );
  }
  const next = price ?? before + (by ?? 0);
  if (next >= 0 && next <= highestPrice) return next;
  throw new ToolError(
    "invalid_input",
    {
      fr: "Un prix ne peut ni descendre sous zéro ni dépasser 100 000 €.",
      en: "A price can neither go below zero nor above €100,000.",
    },
    { field: "by" },
  );
}
