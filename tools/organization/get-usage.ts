import { sql } from "kysely";
import { z } from "zod";
import { day } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

export const getUsage = defineTool({
  name: "organization_get_usage",
  title: { fr: "Consommation de l’assistant", en: "Assistant usage" },
  description:
    "Runs, tokens, cost and budget of one calendar month, per member; `month` is any day in it.",
  permission: "organization:read",
  effect: "read",
  input: z.object({ month: day().optional() }),
  output: z.object({
    month: z.string(),
    budgetCents: z.int().nullable(),
    costCents: z.number(),
    currency: z.string(),
    runs: z.int(),
    toolCalls: z.int(),
    members: z.array(
      z.object({
        name: z.string(),
        runs: z.int(),
        toolCalls: z.int(),
        inputTokens: z.int(),
        cachedTokens: z.int(),
        outputTokens: z.int(),
        costCents: z.number(),
      }),
    ),
  }),
  examples: [
    {
      fr: "combien l’assistant a coûté ce mois-ci ?",
      en: "what did the assistant cost this month?",
      input: {},
    },
    { fr: "consommation de l’agent", en: "agent usage", input: {} },
    { fr: "où en est le budget IA ?", en: "where is the AI budget?", input: {} },
    {
      fr: "combien de tokens en octobre 2026 ?",
      en: "how many tokens in October 2026?",
      input: { month: "2026-10-01" },
    },
    { fr: "qui utilise le plus l’assistant", en: "who uses the assistant most", input: {} },
    {
      fr: "l’usage du mois de septembre 2026",
      en: "usage for September 2026",
      input: { month: "2026-09-01" },
    },
  ],
  async run(ctx, input) {
    const month = (input.month ?? ctx.now.toISOString()).slice(0, 7);
    const { rows } = await sql<{
      name: string;
      runs: number;
      toolCalls: number;
      inputTokens: number;
      cachedTokens: number;
      outputTokens: number;
      costMicrocents: number;
    }>`
      select coalesce(m.name, 'KONCERT') as name, count(*)::int as runs,
        sum(r.tool_calls)::bigint as "toolCalls", sum(r.input_tokens)::bigint as "inputTokens",
        sum(r.cached_tokens)::bigint as "cachedTokens", sum(r.output_tokens)::bigint as "outputTokens",
        sum(r.cost_microcents)::bigint as "costMicrocents"
      from runs r join organizations g on g.id = r.organization_id
      left join members m on m.id = r.member_id
      where r.created_at >= ${`${month}-01`}::timestamp at time zone g.time_zone
        and r.created_at < (${`${month}-01`}::timestamp + interval '1 month') at time zone g.time_zone
      group by m.id, m.name order by "costMicrocents" desc, name`.execute(ctx.tx);
    const { monthly_agent_budget_cents: budgetCents, currency } = await ctx.tx
      .selectFrom("organizations")
      .select(["monthly_agent_budget_cents", "currency"])
      .executeTakeFirstOrThrow();
    const members = rows.map(({ costMicrocents, ...row }) => ({
      ...row,
      costCents: Math.round(costMicrocents / 10_000) / 100,
    }));
    const sum = (of: (row: (typeof members)[number]) => number) =>
      members.reduce((total, row) => total + of(row), 0);
    return {
      month: `${month}-01`,
      budgetCents,
      costCents: Math.round(sum((row) => row.costCents) * 100) / 100,
      currency,
      runs: sum((row) => row.runs),
      toolCalls: sum((row) => row.toolCalls),
      members,
    };
  },
  summary: (output, say) => {
    const runs = say.count(output.runs, {
      fr: { one: "échange", other: "échanges" },
      en: { one: "run", other: "runs" },
    });
    const cost = say.money(Math.round(output.costCents), output.currency);
    const budget =
      output.budgetCents === null
        ? say({ fr: "aucun budget fixé", en: "no budget set" })
        : say({
            fr: `budget de ${say.money(output.budgetCents, output.currency)}`,
            en: `budget of ${say.money(output.budgetCents, output.currency)}`,
          });
    return say({
      fr: `${runs} sur le mois, ${cost} dépensés, ${budget}.`,
      en: `${runs} this month, ${cost} spent, ${budget}.`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Consommation de l’assistant", en: "Assistant usage" }),
    columns: [
      { key: "name", label: say({ fr: "Membre", en: "Member" }), type: "text" },
      { key: "runs", label: say({ fr: "Échanges", en: "Runs" }), type: "number" },
      { key: "toolCalls", label: say({ fr: "Actions", en: "Calls" }), type: "number" },
      { key: "tokens", label: say({ fr: "Jetons", en: "Tokens" }), type: "number" },
      { key: "cost", label: say({ fr: "Coût", en: "Cost" }), type: "money" },
    ],
    rows: output.members.map((row) => ({
      name: row.name,
      runs: row.runs,
      toolCalls: row.toolCalls,
      tokens: row.inputTokens + row.outputTokens,
      cost: Math.round(row.costCents),
    })),
    total: output.members.length,
    currency: output.currency,
  }),
});
