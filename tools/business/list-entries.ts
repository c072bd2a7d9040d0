import { sql } from "kysely";
import { z } from "zod";
import { choice, day } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { categoryName } from "./categories.ts";

const { from: _from, to: _to, status: _status, ...where } = selection;

export const listEntries = defineTool({
  name: "business_list_entries",
  title: { fr: "Recettes et dépenses", en: "Income and expenses" },
  description: "Recorded incomes and expenses, newest first, by date, tour or period.",
  permission: "business:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    ...where,
    entry_kind: choice("entry_kind", ["expense", "income"]).optional(),
    since: day().optional(),
    until: day().optional(),
  }),
  output: z.object({
    total: z.int(),
    incomeCents: z.int(),
    expenseCents: z.int(),
    currency: z.string(),
    entries: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(["expense", "income"]),
        label: z.string(),
        category: z.string(),
        amountCents: z.int(),
        on: z.string(),
        performance: z.string().nullable(),
        tour: z.string().nullable(),
      }),
    ),
  }),
  examples: [
    {
      fr: "liste des dépenses de Lyon",
      en: "list the expenses of Lyon",
      input: { performances: ["Lyon"], entry_kind: "expense" },
    },
    {
      fr: "qu’est-ce qu’on a dépensé en novembre ?",
      en: "what did we spend in November?",
      input: { entry_kind: "expense", since: "2026-11-01", until: "2026-11-30" },
    },
    {
      fr: "toutes les recettes de la tournée Organique",
      en: "all incomes of the Organique tour",
      input: { tour: "Organique", entry_kind: "income" },
    },
    {
      fr: "montre les frais de Marseille",
      en: "show the costs of Marseille",
      input: { performances: ["Marseille"], entry_kind: "expense" },
    },
    {
      fr: "détail des écritures de Paris",
      en: "entries for Paris in detail",
      input: { performances: ["Paris"] },
    },
    {
      fr: "les rentrées d’argent depuis le 1er octobre",
      en: "money in since 1 October",
      input: { entry_kind: "income", since: "2026-10-01" },
    },
  ],
  async run(ctx, input) {
    const picked = input.performances ?? input.tour ?? input.city;
    const ids = picked ? (await selectPerformances(ctx, input)).map((row) => row.id) : null;
    const { rows } = await sql<{
      id: string;
      kind: "expense" | "income";
      label: string;
      category: string;
      amountCents: number;
      on: string;
      performance: string | null;
      tour: string | null;
      currency: string;
      total: number;
      incomeCents: number;
      expenseCents: number;
    }>`
      select e.id, e.kind, e.label, e.category, e.amount_cents as "amountCents", e.incurred_on as "on",
        case when p.id is null then null else concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), v.city) end as performance,
        t.name as tour, e.currency, count(*) over ()::int as total,
        coalesce(sum(e.amount_cents) filter (where e.kind = 'income') over (), 0)::bigint as "incomeCents",
        coalesce(sum(e.amount_cents) filter (where e.kind = 'expense') over (), 0)::bigint as "expenseCents"
      from (
        select 'expense' as kind, id, label, category, amount_cents, incurred_on, performance_id, tour_id, currency from expenses
        union all
        select 'income', id, label, category, amount_cents, incurred_on, performance_id, tour_id, currency from incomes
      ) e
      left join performances p on p.id = e.performance_id
      left join venues v on v.id = p.venue_id
      left join tours t on t.id = coalesce(e.tour_id, p.tour_id)
      where (${ids}::uuid[] is null or e.performance_id = any(${ids}::uuid[])
          or e.tour_id in (select tour_id from performances where ${input.tour ?? null}::text is not null and id = any(${ids}::uuid[])))
        and (${input.entry_kind ?? null}::text is null or e.kind = ${input.entry_kind ?? null})
        and (${input.since ?? null}::date is null or e.incurred_on >= ${input.since ?? null}::date)
        and (${input.until ?? null}::date is null or e.incurred_on <= ${input.until ?? null}::date)
      order by e.incurred_on desc, e.id limit 100`.execute(ctx.tx);
    return {
      total: rows[0]?.total ?? 0,
      currency: rows[0]?.currency ?? "EUR",
      incomeCents: rows[0]?.incomeCents ?? 0,
      expenseCents: rows[0]?.expenseCents ?? 0,
      entries: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        label: row.label,
        category: row.category,
        amountCents: row.amountCents,
        on: row.on,
        performance: row.performance,
        tour: row.tour,
      })),
    };
  },
  summary: (output, say) => {
    if (output.total === 0) return say({ fr: "Aucune écriture.", en: "No entry." });
    const income = say.money(output.incomeCents, output.currency);
    const expense = say.money(output.expenseCents, output.currency);
    return say({
      fr: `${say.count(output.total, { fr: { one: "écriture", other: "écritures" }, en: { one: "", other: "" } })} : ${income} de recettes, ${expense} de dépenses, hors TVA.`,
      en: `${say.count(output.total, { fr: { one: "", other: "" }, en: { one: "entry", other: "entries" } })}: ${income} in, ${expense} out, before VAT.`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Recettes et dépenses", en: "Income and expenses" }),
    columns: [
      { key: "on", label: say({ fr: "Le", en: "On" }), type: "day" },
      { key: "label", label: say({ fr: "Libellé", en: "Label" }), type: "text" },
      { key: "category", label: say({ fr: "Poste", en: "Category" }), type: "text" },
      { key: "performance", label: say({ fr: "Date", en: "Date" }), type: "text" },
      { key: "amount", label: say({ fr: "Montant HT", en: "Before VAT" }), type: "money" },
    ],
    rows: output.entries.map((entry) => ({
      on: entry.on,
      label: entry.label,
      category: say(categoryName(entry.category)),
      performance: entry.performance ?? entry.tour,
      amount: entry.kind === "income" ? entry.amountCents : -entry.amountCents,
    })),
    total: output.total,
    currency: output.currency,
  }),
  about: (output) => output.entries.map(({ kind, id, label }) => ({ kind, id, label })),
});
