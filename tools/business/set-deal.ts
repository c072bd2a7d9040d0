import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { ToolError } from "../core/errors.ts";
import { basisPoints, cents, choice, clearing, ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { dealKinds, dealWords } from "./deal-kinds.ts";

const emptiable = {
  guarantee: "guarantee_cents",
  percentage: "percentage_bp",
  split_point: "split_point_cents",
  recoupable_cost: "recoupable_cost_cents",
  deposit: "deposit_cents",
  promoter: "promoter_contact_id",
  terms: "terms",
} as const;

export const setDeal = defineTool({
  name: "business_set_deal",
  title: { fr: "Saisir un deal", en: "Set a deal" },
  description:
    "Sets the terms of a date: kind, guarantee, percentage, split point, deductible costs, deposit; given fields replace earlier ones, others can be emptied.",
  permission: "business:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    deal_kind: choice("deal_kind", dealKinds).optional(),
    guarantee: cents().describe("fixed price or guarantee, integer cents").optional(),
    percentage: basisPoints().optional(),
    split_point: cents().optional(),
    recoupable_cost: cents().optional(),
    deposit: cents().optional(),
    promoter: ref("contact").optional(),
    terms: words(4_000).optional(),
    clear: clearing(emptiable).optional(),
  }),
  output: z.object({
    dealId: z.uuid(),
    performanceId: z.uuid(),
    performance: z.string(),
    kind: z.enum(dealKinds),
    guaranteeCents: z.int().nullable(),
    percentageBp: z.int().nullable(),
    currency: z.string(),
  }),
  examples: [
    {
      fr: "Lyon est en cession à 8 000 €",
      en: "Lyon is a fixed fee at €8,000",
      input: { performance: "Lyon", deal_kind: "cession", guarantee: 800000 },
    },
    {
      fr: "deal Marseille : versus 5 000 € ou 70 %",
      en: "Marseille deal: versus €5,000 or 70 %",
      input: { performance: "Marseille", deal_kind: "versus", guarantee: 500000, percentage: 7000 },
    },
    {
      fr: "coréalisation 60 % à Lille",
      en: "shared box office at 60 % in Lille",
      input: { performance: "Lille", deal_kind: "co_realisation", percentage: 6000 },
    },
    {
      fr: "minimum garanti de 4 500 euros pour Nantes",
      en: "guarantee of 4,500 euros for Nantes",
      input: { performance: "Nantes", deal_kind: "guarantee", guarantee: 450000 },
    },
    {
      fr: "l’acompte pour Paris est de 2 000 €",
      en: "the deposit for Paris is €2,000",
      input: { performance: "Paris", deposit: 200000 },
    },
    {
      fr: "on vend le concert de Tours 6 500 € HT",
      en: "we sell the Tours show for €6,500 before VAT",
      input: { performance: "Tours", deal_kind: "cession", guarantee: 650000 },
    },
    {
      fr: "à Dijon on touche 70 % de la billetterie",
      en: "in Dijon we get 70 % of the box office",
      input: { performance: "Dijon", percentage: 7000 },
    },
    {
      fr: "Metz : on est à 65 % des recettes nettes",
      en: "Metz: we are on 65 % of net receipts",
      input: { performance: "Metz", percentage: 6500 },
    },
    {
      fr: "Angers part à un prix fixe de 7 200 euros",
      en: "Angers goes for a fixed price of 7,200 euros",
      input: { performance: "Angers", deal_kind: "cession", guarantee: 720000 },
    },
    {
      fr: "vide l’acompte du deal de Dijon",
      en: "empty the deposit of the Dijon deal",
      input: { performance: "Dijon", clear: ["deposit"] },
    },
    {
      fr: "à Rennes on touche 65 % de la billetterie",
      en: "in Rennes we get 65 % of the box office",
      input: { performance: "Rennes", percentage: 6500 },
    },
    {
      fr: "Bordeaux part en cession à un prix fixe de 5 400 euros",
      en: "Bordeaux goes for a fixed fee of 5,400 euros",
      input: { performance: "Bordeaux", deal_kind: "cession", guarantee: 540000 },
    },
    {
      fr: "Nice : on prend 75 % des recettes nettes",
      en: "Nice: we take 75 % of net receipts",
      input: { performance: "Nice", percentage: 7500 },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const promoter = input.promoter
      ? await resolveRef(ctx, "contact", input.promoter, "promoter")
      : undefined;
    const known = await ctx.tx
      .selectFrom("deals")
      .select(["id", "kind", "status"])
      .where("performance_id", "=", performance.id)
      .where("status", "<>", "cancelled")
      .executeTakeFirst();
    if (known?.status === "signed") {
      throw new ToolError("conflict", {
        fr: `Le deal de ${performance.label} est signé : il ne change plus ici.`,
        en: `The deal of ${performance.label} is signed: it no longer changes here.`,
      });
    }
    const kind = input.deal_kind ?? (known ? z.enum(dealKinds).parse(known.kind) : undefined);
    if (!kind) {
      throw new ToolError(
        "invalid_input",
        {
          fr: "Quel type de deal : cession, minimum garanti, versus, coréalisation ?",
          en: "Which kind of deal: fixed price, guarantee, versus, shared box office?",
        },
        { field: "deal_kind" },
      );
    }
    const columns = {
      kind,
      ...(input.guarantee === undefined ? {} : { guarantee_cents: input.guarantee }),
      ...(input.percentage === undefined ? {} : { percentage_bp: input.percentage }),
      ...(input.split_point === undefined ? {} : { split_point_cents: input.split_point }),
      ...(input.recoupable_cost === undefined
        ? {}
        : { recoupable_cost_cents: input.recoupable_cost }),
      ...(input.deposit === undefined ? {} : { deposit_cents: input.deposit }),
      ...(input.terms === undefined ? {} : { terms: input.terms }),
      ...(promoter ? { promoter_contact_id: promoter.id } : {}),
      ...emptied(emptiable, input.clear, input),
    };
    const returned = ["id", "guarantee_cents", "percentage_bp", "currency"] as const;
    const row = known
      ? await ctx.tx
          .updateTable("deals")
          .set(columns)
          .where("id", "=", known.id)
          .returning(returned)
          .executeTakeFirstOrThrow()
      : await ctx.tx
          .insertInto("deals")
          .values({
            performance_id: performance.id,
            ...columns,
            ...(await ctx.tx
              .selectFrom("organizations")
              .select("currency")
              .executeTakeFirstOrThrow()),
          })
          .returning(returned)
          .executeTakeFirstOrThrow();
    return {
      dealId: row.id,
      performanceId: performance.id,
      performance: performance.label,
      kind,
      guaranteeCents: row.guarantee_cents,
      percentageBp: row.percentage_bp,
      currency: row.currency,
    };
  },
  summary: (output, say) => {
    const parts = [
      output.guaranteeCents === null
        ? undefined
        : say.money(output.guaranteeCents, output.currency),
      output.percentageBp === null ? undefined : say.percent(output.percentageBp),
    ].filter((part) => part !== undefined);
    return `${output.performance}${say({ fr: " : ", en: ": " })}${say(dealWords[output.kind]).toLowerCase()}${parts.length > 0 ? `, ${parts.join(" / ")}` : ""}.`;
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
