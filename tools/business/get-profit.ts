import { z } from "zod";
import { defineTool } from "../core/tool.ts";
import { resolveId } from "../find/resolve-ref.ts";
import {
  performanceStatuses,
  selection,
  selectPerformances,
} from "../tours/select-performances.ts";
import { categoryName } from "./categories.ts";
import { type Figure, readFigures } from "./read-figures.ts";

const amounts = { incomeCents: z.int(), expenseCents: z.int(), profitCents: z.int() };

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
    ...amounts,
    lines: z.array(line),
    performances: z.array(
      z.object({
        id: z.uuid(),
        label: z.string(),
        day: z.string(),
        status: z.enum(performanceStatuses),
        tourId: z.uuid().nullable(),
        ...amounts,
      }),
    ),
    /** With what belongs to a tour and to none of its dates; the last line is of no tour. */
    tours: z.array(z.object({ id: z.uuid().nullable(), name: z.string().nullable(), ...amounts })),
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
    {
      fr: "est-ce que Caen nous rapporte quelque chose, une fois tout payé ?",
      en: "does Caen bring us anything, once all is paid?",
      input: { performances: ["Caen"] },
    },
  ],
  async run(ctx, input) {
    const chosen = await selectPerformances(ctx, input, { orAll: true });
    const ids = chosen.map((row) => row.id);
    const unattached =
      input.performances || input.city || input.status || input.from || input.to
        ? "none"
        : input.tour
          ? await resolveId(ctx, "tour", input.tour)
          : "all";
    const { currency, tours, booked } = await readFigures(ctx, ids, unattached);
    const lines = new Map<string, z.infer<typeof line>>();
    for (const row of booked) {
      const key = `${row.kind} ${row.category}`;
      const kept = lines.get(key) ?? { kind: row.kind, category: row.category, cents: 0 };
      kept.cents += row.cents;
      lines.set(key, kept);
    }
    const byDate = Map.groupBy(booked, (row) => row.performanceId);
    const byTour = Map.groupBy(booked, (row) => row.tourId);
    return {
      scope: chosen.length === 1 ? (chosen[0]?.label ?? "") : "",
      currency,
      ...addUp(booked),
      lines: [...lines.values()].toSorted((a, b) => b.cents - a.cents),
      performances: chosen
        .map(({ id, label, day, status }) => ({
          id,
          label,
          day,
          status,
          tourId: byDate.get(id)?.[0]?.tourId ?? null,
          ...addUp(byDate.get(id) ?? []),
        }))
        .filter((row) => chosen.length === 1 || row.incomeCents > 0 || row.expenseCents > 0),
      tours: [...byTour]
        .map(([id, rows]) => ({ id, name: id && (tours[id] ?? null), ...addUp(rows) }))
        .toSorted(
          (a, b) => Number(a.id === null) - Number(b.id === null) || b.profitCents - a.profitCents,
        ),
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

function addUp(rows: Figure[]) {
  const total = (kind: Figure["kind"]) =>
    rows.reduce((sum, row) => (row.kind === kind ? sum + row.cents : sum), 0);
  const [incomeCents, expenseCents] = [total("income"), total("expense")];
  return { incomeCents, expenseCents, profitCents: incomeCents - expenseCents };
}
