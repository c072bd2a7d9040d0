import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { dealKinds } from "./deal-kinds.ts";
import { getProfit } from "./get-profit.ts";
import { settle } from "./rules.ts";

const stepWords = {
  net_box_office: { fr: "Recette nette", en: "Net box office" },
  recoupable: { fr: "Frais déductibles", en: "Deductible costs" },
  base: { fr: "Base de partage", en: "Base of the split" },
  share: { fr: "Part artiste", en: "Artist's share" },
  guarantee: { fr: "Minimum garanti", en: "Guarantee" },
  due: { fr: "Dû", en: "Due" },
  deposit: { fr: "Acompte", en: "Deposit" },
  balance: { fr: "Solde", en: "Balance" },
} as const;

export const settlePerformance = defineTool({
  name: "business_settle_performance",
  title: { fr: "Établir le décompte", en: "Settle a date" },
  description:
    "Computes what is due for a date from its deal and its net box office, and keeps it as a draft settlement.",
  permission: "business:write",
  effect: "write",
  input: z.object({ performance: ref("performance") }),
  output: z.object({
    settlementId: z.uuid(),
    performanceId: z.uuid(),
    performance: z.string(),
    dueCents: z.int(),
    currency: z.string(),
    steps: z.array(
      z.object({
        label: z.enum(Object.keys(stepWords) as [keyof typeof stepWords]),
        cents: z.int(),
      }),
    ),
  }),
  examples: [
    {
      fr: "fais le décompte de Lyon",
      en: "do the settlement of Lyon",
      input: { performance: "Lyon" },
    },
    {
      fr: "combien on doit nous payer pour Marseille selon le deal",
      en: "how much are we owed for Marseille under the deal",
      input: { performance: "Marseille" },
    },
    { fr: "solde la date de Paris", en: "settle the Paris date", input: { performance: "Paris" } },
    {
      fr: "calcule ce qui est dû à l’artiste pour Lille",
      en: "work out what the artist is due for Lille",
      input: { performance: "Lille" },
    },
    {
      fr: "établis le décompte de recettes de Nantes",
      en: "draw up the settlement for Nantes",
      input: { performance: "Nantes" },
    },
    {
      fr: "décompte de fin de soirée pour Tours",
      en: "end of night settlement for Tours",
      input: { performance: "Tours" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const deal = await ctx.tx
      .selectFrom("deals")
      .selectAll()
      .where("performance_id", "=", performance.id)
      .where("status", "<>", "cancelled")
      .executeTakeFirst();
    if (!deal) {
      throw new ToolError("conflict", {
        fr: `${performance.label} n’a pas de deal : saisissez ses conditions d’abord.`,
        en: `${performance.label} has no deal: set its terms first.`,
      });
    }
    const profit = getProfit.output.parse(
      await ctx.call("business_get_profit", { performances: [performance.id] }),
    );
    const net = profit.lines.find((row) => row.category === "box_office")?.cents ?? 0;
    const { dueCents, steps } = settle(
      {
        kind: z.enum(dealKinds).parse(deal.kind),
        guaranteeCents: deal.guarantee_cents ?? 0,
        percentageBp: deal.percentage_bp ?? 0,
        splitPointCents: deal.split_point_cents ?? 0,
        recoupableCostCents: deal.recoupable_cost_cents ?? 0,
        depositCents: deal.deposit_cents ?? 0,
      },
      net,
    );
    const columns = {
      deal_id: deal.id,
      computed: JSON.stringify({ steps }),
      due_cents: dueCents,
      currency: deal.currency,
    };
    const alive = await ctx.tx
      .selectFrom("settlements")
      .select(["id", "status"])
      .where("performance_id", "=", performance.id)
      .where("status", "<>", "cancelled")
      .executeTakeFirst();
    if (alive && alive.status !== "draft") {
      throw new ToolError("conflict", {
        fr: `Le décompte de ${performance.label} est déjà arrêté.`,
        en: `The settlement of ${performance.label} is already agreed.`,
      });
    }
    const row = alive
      ? await ctx.tx
          .updateTable("settlements")
          .set(columns)
          .where("id", "=", alive.id)
          .returning("id")
          .executeTakeFirstOrThrow()
      : await ctx.tx
          .insertInto("settlements")
          .values({ performance_id: performance.id, ...columns })
          .returning("id")
          .executeTakeFirstOrThrow();
    return {
      settlementId: row.id,
      performanceId: performance.id,
      performance: performance.label,
      dueCents,
      currency: deal.currency,
      steps,
    };
  },
  summary: (output, say) =>
    say({
      fr: `Décompte de ${output.performance} : ${say.money(output.dueCents, output.currency)} dus, solde ${say.money(output.steps.at(-1)?.cents ?? 0, output.currency)}.`,
      en: `Settlement of ${output.performance}: ${say.money(output.dueCents, output.currency)} due, balance ${say.money(output.steps.at(-1)?.cents ?? 0, output.currency)}.`,
    }),
  show: (output, say) => ({
    kind: "facts",
    title: say({
      fr: `Décompte · ${output.performance}`,
      en: `Settlement · ${output.performance}`,
    }),
    subtitle: say({ fr: "Hors TVA", en: "Before VAT" }),
    link: { kind: "performance", id: output.performanceId },
    facts: output.steps.map((step) => ({
      label: say(stepWords[step.label]),
      value: step.cents,
      type: "money",
      currency: output.currency,
    })),
  }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
