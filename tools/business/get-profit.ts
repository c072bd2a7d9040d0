import { sql } from "kysely";
import { z } from "zod";
import { defineTool } from "../core/tool.ts";
import { cnmTax, splitVat } from "../ticketing/rules.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { categoryName } from "./categories.ts";

const line = z.object({
  kind: z.enum(["income", "expense"]),
  category: z.string(),
  cents: z.int(),
});

export const getProfit = defineTool({
  name: "business_get_profit",
  title: { fr: "Résultat", en: "Profit" },
  description:
    "Income minus expenses before VAT, by date: box office net of VAT, CNM tax estimated by rule, incomes, expenses. No selection: everything.",
  permission: "business:read",
  effect: "read",
  input: z.object({ ...selection }),
  output: z.object({
    scope: z.string(),
    currency: z.string(),
    incomeCents: z.int(),
    expenseCents: z.int(),
    profitCents: z.int(),
    lines: z.array(line),
    performances: z.array(
      z.object({
        id: z.uuid(),
        label: z.string(),
        incomeCents: z.int(),
        expenseCents: z.int(),
        profitCents: z.int(),
      }),
    ),
  }),
  examples: [
    {
      fr: "quel est le bénéfice de Lyon ?",
      en: "what is the profit of Lyon?",
      input: { performances: ["Lyon"] },
    },
    {
      fr: "combien on gagne sur la tournée Organique",
      en: "how much do we make on the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "on est dans le rouge à Marseille ?",
      en: "are we in the red in Marseille?",
      input: { performances: ["Marseille"] },
    },
    { fr: "le résultat de toutes les dates", en: "the result of all dates", input: {} },
    {
      fr: "marge sur Paris et Lille",
      en: "margin on Paris and Lille",
      input: { performances: ["Paris", "Lille"] },
    },
    {
      fr: "fais-moi le point recettes et dépenses de Nantes",
      en: "give me income and costs for Nantes",
      input: { performances: ["Nantes"] },
    },
    {
      fr: "rentabilité de mars 2027",
      en: "profitability of March 2027",
      input: { from: "2027-03-01", to: "2027-03-31" },
    },
  ],
  async run(ctx, input) {
    const chosen = await selectPerformances(ctx, input, { orAll: true });
    const ids = chosen.map((row) => row.id);
    const everything =
      !input.performances && !input.city && !input.status && !input.from && !input.to;
    const entries = await sql<{
      kind: "income" | "expense";
      performanceId: string | null;
      category: string;
      cents: number;
    }>`
      select 'income' as kind, performance_id as "performanceId", category, sum(amount_cents)::bigint as cents
      from incomes where performance_id = any(${ids}::uuid[])
        or (${everything} and performance_id is null and (${input.tour ?? null}::text is null
          or tour_id in (select tour_id from performances where id = any(${ids}::uuid[]))))
      group by 2, 3
      union all
      select 'expense', performance_id, category, sum(amount_cents)::bigint
      from expenses where performance_id = any(${ids}::uuid[])
        or (${everything} and performance_id is null and (${input.tour ?? null}::text is null
          or tour_id in (select tour_id from performances where id = any(${ids}::uuid[]))))
      group by 2, 3`.execute(ctx.tx);
    const sales = await sql<{
      performanceId: string;
      rateBp: number;
      priceCents: number;
      tickets: number;
      country: string;
      day: string;
    }>`
      select k.performance_id as "performanceId", k.vat_rate_bp as "rateBp", k.price_cents as "priceCents",
        count(*)::int as tickets, coalesce(v.country, 'FR') as country, p.day
      from tickets k join performances p on p.id = k.performance_id
      left join venues v on v.id = p.venue_id
      where k.performance_id = any(${ids}::uuid[]) and k.status = 'issued'
      group by 1, 2, 3, 5, 6`.execute(ctx.tx);
    const refunds = await sql<{ performanceId: string; cents: number }>`
      select performance_id as "performanceId", sum(refunded_cents)::bigint as cents
      from orders where performance_id = any(${ids}::uuid[]) and status = 'partially_refunded'
      group by 1`.execute(ctx.tx);
    const { currency } = await ctx.tx
      .selectFrom("organizations")
      .select("currency")
      .executeTakeFirstOrThrow();

    const booked: {
      kind: "income" | "expense";
      performanceId: string | null;
      category: string;
      cents: number;
    }[] = [...entries.rows];
    for (const performance of chosen) {
      const own = sales.rows.filter((row) => row.performanceId === performance.id);
      const gross = own.reduce((sum, row) => sum + row.priceCents * row.tickets, 0);
      if (gross === 0) continue;
      const net =
        own.reduce(
          (sum, row) => sum + splitVat(row.priceCents, row.rateBp).netCents * row.tickets,
          0,
        ) - Number(refunds.rows.find((row) => row.performanceId === performance.id)?.cents ?? 0);
      const { country, day } = own[0] ?? { country: "FR", day: performance.day };
      booked.push({
        kind: "income",
        performanceId: performance.id,
        category: "box_office",
        cents: net,
      });
      const tax = cnmTax(net, country, day);
      if (tax > 0)
        booked.push({
          kind: "expense",
          performanceId: performance.id,
          category: "taxes",
          cents: tax,
        });
    }
    const total = (kind: "income" | "expense", performanceId?: string) =>
      booked
        .filter(
          (row) =>
            row.kind === kind &&
            (performanceId === undefined || row.performanceId === performanceId),
        )
        .reduce((sum, row) => sum + Number(row.cents), 0);
    const lines = new Map<string, z.infer<typeof line>>();
    for (const row of booked) {
      const key = `${row.kind} ${row.category}`;
      const kept = lines.get(key) ?? { kind: row.kind, category: row.category, cents: 0 };
      kept.cents += Number(row.cents);
      lines.set(key, kept);
    }
    const figures = (id?: string) => ({
      incomeCents: total("income", id),
      expenseCents: total("expense", id),
      profitCents: total("income", id) - total("expense", id),
    });
    return {
      scope: chosen.length === 1 ? (chosen[0]?.label ?? "") : "",
      currency,
      ...figures(),
      lines: [...lines.values()].toSorted((a, b) => b.cents - a.cents),
      performances: chosen
        .map(({ id, label }) => ({ id, label, ...figures(id) }))
        .filter((row) => chosen.length === 1 || row.incomeCents > 0 || row.expenseCents > 0),
    };
  },
  summary: (output, say) => {
    const money = (cents: number) => say.money(cents, output.currency);
    const where = output.scope ? `${output.scope}${say({ fr: " : ", en: ": " })}` : "";
    return say({
      fr: `${where}${output.profitCents >= 0 ? "bénéfice" : "perte"} de ${money(Math.abs(output.profitCents))} (recettes ${money(output.incomeCents)}, dépenses ${money(output.expenseCents)}), hors TVA.`,
      en: `${where}${output.profitCents >= 0 ? "profit" : "loss"} of ${money(Math.abs(output.profitCents))} (income ${money(output.incomeCents)}, expenses ${money(output.expenseCents)}), before VAT.`,
    });
  },
  show: (output, say) => {
    const facts = {
      kind: "facts" as const,
      title: output.scope || say({ fr: "Résultat", en: "Profit" }),
      subtitle: say({ fr: "Hors TVA ; taxe CNM estimée", en: "Before VAT; CNM tax estimated" }),
      link: null,
      facts: [
        ...output.lines.map((row) => ({
          label: say(categoryName(row.category)),
          value: row.kind === "income" ? row.cents : -row.cents,
          type: "money" as const,
          currency: output.currency,
        })),
        {
          label: say({ fr: "Résultat", en: "Profit" }),
          value: output.profitCents,
          type: "money" as const,
          currency: output.currency,
        },
      ],
    };
    if (output.performances.length < 2) return facts;
    return [
      facts,
      {
        kind: "table" as const,
        title: say({ fr: "Par date", en: "By date" }),
        columns: [
          { key: "label", label: say({ fr: "Date", en: "Date" }), type: "text" as const },
          { key: "income", label: say({ fr: "Recettes", en: "Income" }), type: "money" as const },
          {
            key: "expense",
            label: say({ fr: "Dépenses", en: "Expenses" }),
            type: "money" as const,
          },
          { key: "profit", label: say({ fr: "Résultat", en: "Profit" }), type: "money" as const },
        ],
        rows: output.performances.map((row) => ({
          label: row.label,
          income: row.incomeCents,
          expense: row.expenseCents,
          profit: row.profitCents,
        })),
        total: output.performances.length,
        currency: output.currency,
      },
    ];
  },
  about: (output) =>
    output.performances.map(({ id, label }) => ({ kind: "performance" as const, id, label })),
});
