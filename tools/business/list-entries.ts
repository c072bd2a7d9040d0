import { sql } from "kysely";
import { z } from "zod";
import { choice, day } from "../core/fields.ts";
import { listing, orderBy } from "../core/listing.ts";
import { defineTool } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { categoryName, expenseCategories, incomeCategories } from "./categories.ts";

const { from: _from, to: _to, status: _status, ...where } = selection;

const entry = z.object({
  id: z.uuid(),
  kind: z.enum(["expense", "income"]),
  label: z.string(),
  category: z.string(),
  amountCents: z.int(),
  vatRateBp: z.int(),
  on: z.string(),
  performance: z.string().nullable(),
  performanceId: z.uuid().nullable(),
  tour: z.string().nullable(),
  contact: z.string().nullable(),
});

type Row = z.infer<typeof entry> & {
  total: number;
  currency: string;
  incomeCents: number;
  expenseCents: number;
};

const columns = {
  on: "incurred_on",
  label: "label",
  category: "category",
  amount: "amount_cents",
};

export const listEntries = defineTool({
  name: "business_list_entries",
  title: { fr: "Recettes et dépenses", en: "Income and expenses" },
  description: "Recorded incomes and expenses, newest first, by date, tour, category or period.",
  permission: "business:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    ...where,
    entry_kind: choice("entry_kind", ["expense", "income"]).optional(),
    since: day().optional(),
    until: day().optional(),
    expense_category: choice("expense_category", expenseCategories).optional(),
    income_category: choice("income_category", incomeCategories).optional(),
    ...listing(["on", "label", "category", "amount"], 100),
  }),
  output: z.object({
    total: z.int(),
    incomeCents: z.int(),
    expenseCents: z.int(),
    currency: z.string(),
    entries: z.array(entry),
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
    const { entry_kind, since = null, until = null, search = null } = input;
    const kind =
      entry_kind ??
      (input.expense_category ? "expense" : input.income_category ? "income" : undefined) ??
      null;
    const category = input.expense_category ?? input.income_category ?? null;
    const { rows } = await sql<Row>`
      with kept as (
        select e.*, p.id is not null as dated, p.day, v.city, t.name as tour, x.display_name as contact
        from (
          select 'expense' as kind, id, label, category, amount_cents, vat_rate_bp, incurred_on, performance_id, tour_id,
            contact_id, currency from expenses
          union all
          select 'income', id, label, category, amount_cents, vat_rate_bp, incurred_on, performance_id, tour_id,
            contact_id, currency from incomes
        ) e
        left join performances p on p.id = e.performance_id
        left join venues v on v.id = p.venue_id
        left join tours t on t.id = coalesce(e.tour_id, p.tour_id)
        left join contacts x on x.id = e.contact_id
        where (${ids}::uuid[] is null or e.performance_id = any(${ids}::uuid[])
            or e.tour_id in (select tour_id from performances where ${input.tour ?? null}::text is not null and id = any(${ids}::uuid[])))
          and (${kind}::text is null or e.kind = ${kind})
          and (${category}::text is null or e.category = ${category})
          and (${since}::date is null or e.incurred_on >= ${since}::date)
          and (${until}::date is null or e.incurred_on <= ${until}::date)
          and (${search}::text is null or e.id = any ((select koncert.rows_with(${search}, 'entry'))::uuid[]))
      )
      select id, kind, label, category, amount_cents as "amountCents", vat_rate_bp as "vatRateBp", incurred_on as "on",
        case when dated then concat_ws(' · ', to_char(day, 'DD/MM/YYYY'), city) end as performance,
        performance_id as "performanceId", tour, contact, currency, (count(*) over ())::int as total,
        coalesce(sum(amount_cents) filter (where kind = 'income') over (), 0)::bigint as "incomeCents",
        coalesce(sum(amount_cents) filter (where kind = 'expense') over (), 0)::bigint as "expenseCents"
      from kept order by ${orderBy(columns, input, sql`incurred_on desc`)}
      limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    const { total = 0, currency = "EUR", incomeCents = 0, expenseCents = 0 } = rows[0] ?? {};
    return {
      total,
      currency,
      incomeCents,
      expenseCents,
      entries: rows.map(
        ({ total: _t, currency: _c, incomeCents: _i, expenseCents: _e, ...entry }) => entry,
      ),
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
