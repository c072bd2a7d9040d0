import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readPaymentAccount } from "../organization/payment-account.ts";
import { fixCapacity } from "./read-capacity.ts";
import { isTooCheapOnline, tooCheapOnline } from "./rules.ts";

export const publishPerformance = defineTool({
  name: "ticketing_publish_performance",
  title: { fr: "Mettre en vente", en: "Put on sale" },
  description:
    "Opens the public sale of a confirmed date with ticket types; needs a person's approval.",
  permission: "ticketing:publish",
  effect: "irreversible",
  input: z.object({ performance: ref("performance") }),
  output: z.object({ performanceId: z.uuid(), performance: z.string(), ticketTypes: z.int() }),
  examples: [
    { fr: "mets Lyon en vente", en: "put Lyon on sale", input: { performance: "Lyon" } },
    {
      fr: "ouvre la billetterie de Marseille",
      en: "open ticketing for Marseille",
      input: { performance: "Marseille" },
    },
    {
      fr: "lance les ventes pour Paris",
      en: "start the sales for Paris",
      input: { performance: "Paris" },
    },
    {
      fr: "on peut mettre en vente Lille maintenant",
      en: "we can put Lille on sale now",
      input: { performance: "Lille" },
    },
    {
      fr: "publie la date de Nantes",
      en: "publish the Nantes date",
      input: { performance: "Nantes" },
    },
    {
      fr: "ouverture des ventes à Bordeaux stp",
      en: "open sales in Bordeaux please",
      input: { performance: "Bordeaux" },
    },
  ],
  async preview(ctx, input) {
    const facts = await ready(ctx, input.performance);
    return {
      title: { fr: `Mettre en vente : ${facts.label}`, en: `Put on sale: ${facts.label}` },
      lines: [
        ...facts.types.map((type) => ({
          label: { fr: type.name, en: type.name },
          value: {
            fr: `${ctx.sayIn("fr").money(type.price_cents, type.currency)} × ${type.quota ?? "jauge"}`,
            en: `${ctx.sayIn("en").money(type.price_cents, type.currency)} × ${type.quota ?? "capacity"}`,
          },
        })),
        { label: { fr: "Jauge", en: "Capacity" }, value: String(facts.capacity) },
      ],
      warnings: [
        ...(await paymentWarnings(ctx, facts.types)),
        ...(facts.types.some(({ price_cents }) => isTooCheapOnline(price_cents))
          ? [tooCheapOnline]
          : []),
        ...(facts.licensed
          ? []
          : [
              {
                fr: "Aucun numéro de licence d’entrepreneur de spectacles n’est renseigné : il doit figurer sur les billets.",
                en: "No promoter's licence number is on file: tickets must bear it.",
              },
            ]),
      ],
    };
  },
  async run(ctx, input) {
    const facts = await ready(ctx, input.performance);
    await fixCapacity(ctx, facts.id);
    await ctx.tx
      .updateTable("performances")
      .set({ status: "on_sale", published_at: sql<Date>`now()` })
      .where("id", "=", facts.id)
      .execute();
    return { performanceId: facts.id, performance: facts.label, ticketTypes: facts.types.length };
  },
  summary: (output, say) =>
    say({ fr: `${output.performance} est en vente.`, en: `${output.performance} is on sale.` }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

/** A sale that nobody can pay is told before it opens. */
async function paymentWarnings(ctx: ToolContext, types: { price_cents: number }[]) {
  const { state } = await readPaymentAccount(ctx);
  const canPay = state === "ready" || state === "not_needed";
  if (canPay || types.every(({ price_cents }) => price_cents === 0)) return [];
  return [
    {
      fr: "Aucun compte Stripe n’est prêt à encaisser : les acheteurs ne pourront pas payer. À relier dans Structure, Connexions.",
      en: "No Stripe account is ready to take money: buyers will not be able to pay. Connect one under Organization, Integrations.",
    },
  ];
}

async function ready(ctx: ToolContext, text: string) {
  const { id, label } = await resolveRef(ctx, "performance", text);
  const performance = await ctx.tx
    .selectFrom("performances")
    .leftJoin("configurations", "configurations.id", "performances.configuration_id")
    .leftJoin("venues", "venues.id", "performances.venue_id")
    .select([
      "performances.status",
      "performances.day",
      sql<
        number | null
      >`coalesce(performances.capacity, configurations.capacity, venues.capacity)`.as("capacity"),
    ])
    .where("performances.id", "=", id)
    .executeTakeFirstOrThrow();
  if (performance.status === "on_sale") {
    throw new ToolError("conflict", {
      fr: `${label} est déjà en vente.`,
      en: `${label} is already on sale.`,
    });
  }
  if (performance.status !== "confirmed") {
    throw new ToolError("conflict", {
      fr: `${label} n’est pas confirmée : confirmez la date avant de la mettre en vente.`,
      en: `${label} is not confirmed: confirm the date before putting it on sale.`,
    });
  }
  if (performance.day < ctx.now.toISOString().slice(0, 10)) {
    throw new ToolError("conflict", {
      fr: `${label} est passée : elle ne peut plus être mise en vente.`,
      en: `${label} is over: it can no longer go on sale.`,
    });
  }
  const types = await ctx.tx
    .selectFrom("ticket_types")
    .select(["name", "price_cents", "currency", "quota"])
    .where("performance_id", "=", id)
    .where("kind", "not in", ["comp", "staff"])
    .orderBy("position")
    .execute();
  if (types.length === 0) {
    throw new ToolError("conflict", {
      fr: `${label} n’a pas de tarif : ajoutez-en un avant la mise en vente.`,
      en: `${label} has no ticket type: add one first.`,
    });
  }
  const { capacity } = performance;
  if (capacity === null) {
    throw new ToolError("conflict", {
      fr: `La jauge de ${label} n’est pas renseignée : donnez-la avant la mise en vente.`,
      en: `The capacity of ${label} is not set: give it first.`,
    });
  }
  const organization = await ctx.tx
    .selectFrom("organizations")
    .select("licence_numbers")
    .executeTakeFirstOrThrow();
  return { id, label, types, capacity, licensed: organization.licence_numbers.length > 0 };
}
