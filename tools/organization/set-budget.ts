import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { cents } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

export const setBudget = defineTool({
  name: "organization_set_budget",
  title: { fr: "Fixer le budget de l’assistant", en: "Set the assistant's budget" },
  description: "Sets the monthly budget that stops model runs; without an amount, removes it.",
  permission: "organization:manage",
  effect: "write",
  input: z.object({ amount: cents().optional() }),
  output: z.object({ budgetCents: z.int().nullable(), currency: z.string() }),
  examples: [
    {
      fr: "limite l’assistant à 50 € par mois",
      en: "limit the assistant to €50 a month",
      input: { amount: 5000 },
    },
    { fr: "budget IA : 120 euros", en: "AI budget: 120 euros", input: { amount: 12000 } },
    {
      fr: "mets un plafond de 30 € sur l’agent",
      en: "put a cap of €30 on the agent",
      input: { amount: 3000 },
    },
    { fr: "enlève le budget de l’assistant", en: "remove the assistant's budget", input: {} },
    {
      fr: "pas plus de 200 € d’agent chaque mois",
      en: "no more than €200 of agent each month",
      input: { amount: 20000 },
    },
    {
      fr: "fixe le budget mensuel de l’assistant à 80 €",
      en: "set the monthly assistant budget to €80",
      input: { amount: 8000 },
    },
    {
      fr: "ne pas dépasser 25 € d’assistant par mois",
      en: "do not go over €25 of assistant a month",
      input: { amount: 2500 },
    },
  ],
  async run(ctx, input) {
    const row = await ctx.tx
      .updateTable("organizations")
      .set({ monthly_agent_budget_cents: input.amount ?? null })
      .returning(["monthly_agent_budget_cents", "currency"])
      .executeTakeFirst();
    if (!row) {
      throw new ToolError("forbidden", {
        fr: "Seul un propriétaire peut fixer le budget.",
        en: "Only an owner may set the budget.",
      });
    }
    return { budgetCents: row.monthly_agent_budget_cents, currency: row.currency };
  },
  summary: (output, say) =>
    output.budgetCents === null
      ? say({
          fr: "L’assistant n’a plus de budget limite.",
          en: "The assistant has no budget limit.",
        })
      : say({
          fr: `Budget de l’assistant : ${say.money(output.budgetCents, output.currency)} par mois.`,
          en: `Assistant budget: ${say.money(output.budgetCents, output.currency)} a month.`,
        }),
});
