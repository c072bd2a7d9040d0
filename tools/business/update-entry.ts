import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { ToolError } from "../core/errors.ts";
import { basisPoints, cents, choice, clearing, day, name, ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { nothingToChange } from "../tours/nothing-to-change.ts";
import { categoryName, expenseCategories, incomeCategories } from "./categories.ts";
import { zeroAmount } from "./entry.ts";
import { findEntries, type FoundEntry, oneEntry } from "./find-entry.ts";

const emptiable = {
  performance: "performance_id",
  tour: "tour_id",
  paid_by: "contact_id",
} as const;

export const updateEntry = defineTool({
  name: "business_update_entry",
  title: { fr: "Modifier une écriture", en: "Edit an entry" },
  description:
    "Changes a recorded expense or income: label, amount before VAT, category, day, VAT, date or tour it stands on, third party.",
  permission: "business:write",
  effect: "write",
  input: z.object({
    entry: name().describe("id or label"),
    new_label: name().optional(),
    amount: cents().describe("the new amount, integer cents").optional(),
    expense_category: choice("expense_category", expenseCategories).optional(),
    income_category: choice("income_category", incomeCategories).optional(),
    on: day().optional(),
    vat: basisPoints().optional(),
    performance: ref("performance").optional(),
    tour: ref("tour").optional(),
    paid_by: ref("contact").describe("supplier or payer").optional(),
    clear: clearing(emptiable).optional(),
  }),
  output: z.object({
    id: z.uuid(),
    kind: z.enum(["expense", "income"]),
    label: z.string(),
    category: z.string(),
    amountCents: z.int(),
    currency: z.string(),
    on: z.string(),
  }),
  examples: [
    {
      fr: "modifie l’écriture camion : 480 €",
      en: "change the truck entry: €480",
      input: { entry: "camion", amount: 48000 },
    },
    {
      fr: "corrige l’écriture hôtel de Metz : 612,50 €",
      en: "correct the hotel entry of Metz: €612.50",
      input: { entry: "hôtel", performance: "Metz", amount: 61250 },
    },
    {
      fr: "corrige l’écriture merch : le 12 novembre 2026",
      en: "correct the merch entry: 12 November 2026",
      input: { entry: "merch", on: "2026-11-12" },
    },
    {
      fr: "modifie l’écriture péage : poste transport",
      en: "change the toll entry: category transport",
      input: { entry: "péage", expense_category: "transport" },
    },
    {
      fr: "modifie l’écriture affichage, TVA 20 %",
      en: "edit the poster entry, VAT 20 %",
      input: { entry: "affichage", vat: 2000 },
    },
    {
      fr: "rattache l’écriture catering à la date de Lille",
      en: "attach the catering entry to the Lille date",
      input: { entry: "catering", performance: "Lille" },
    },
    {
      fr: "renomme l’écriture taxi en « taxi gare »",
      en: "rename the taxi entry to “taxi gare”",
      input: { entry: "taxi", new_label: "taxi gare" },
    },
    {
      fr: "finalement le camion était à 480 €, corrige l’écriture",
      en: "the truck was €480 after all, correct the entry",
      input: { entry: "camion", amount: 48000 },
    },
  ],
  async run(ctx, input) {
    if (input.amount === 0) throw zeroAmount();
    const performance = input.performance
      ? await resolveRef(ctx, "performance", input.performance)
      : undefined;
    const found = await findEntries(ctx, input.entry);
    // A date named may say which entry; where none stands on it, it is where the entry goes.
    const there = found.filter((row) => performance && row.performance_id === performance.id);
    const entry = oneEntry(ctx, input.entry, there.length > 0 ? there : found);
    const tour = input.tour ? await resolveRef(ctx, "tour", input.tour) : undefined;
    const contact = input.paid_by
      ? await resolveRef(ctx, "contact", input.paid_by, "paid_by")
      : undefined;
    const category = categoryFor(entry, input);
    const changes = {
      ...(input.new_label === undefined ? {} : { label: input.new_label }),
      ...(input.amount === undefined ? {} : { amount_cents: input.amount }),
      ...(category === undefined ? {} : { category }),
      ...(input.on === undefined ? {} : { incurred_on: input.on }),
      ...(input.vat === undefined ? {} : { vat_rate_bp: input.vat }),
      // An entry stands on a date or on a tour, as when it is recorded.
      ...(tour ? { tour_id: tour.id, performance_id: null } : {}),
      ...(performance && performance.id !== entry.performance_id
        ? { performance_id: performance.id, tour_id: null }
        : {}),
      ...(contact ? { contact_id: contact.id } : {}),
      ...emptied(emptiable, input.clear, input),
    };
    if (Object.keys(changes).length === 0) throw nothingToChange();
    return write(ctx, entry, changes);
  },
  summary: (output, say) =>
    say({
      fr: `${output.kind === "expense" ? "Dépense" : "Recette"} modifiée : ${output.label}, ${say.money(output.amountCents, output.currency)} HT (${categoryName(output.category).fr.toLowerCase()}), ${say.day(output.on)}.`,
      en: `${output.kind === "expense" ? "Expense" : "Income"} changed: ${output.label}, ${say.money(output.amountCents, output.currency)} before VAT (${categoryName(output.category).en.toLowerCase()}), ${say.day(output.on)}.`,
    }),
  about: (output) => [{ kind: output.kind, id: output.id, label: output.label }],
});

/** The category that fits what the entry is. */
function categoryFor(
  { kind, label }: FoundEntry,
  given: { expense_category?: string | undefined; income_category?: string | undefined },
): string | undefined {
  const [own, other] = kind === "expense" ? ["expense", "income"] : ["income", "expense"];
  if (given[`${other}_category` as keyof typeof given] !== undefined) {
    throw new ToolError(
      "invalid_input",
      kind === "expense"
        ? {
            fr: `« ${label} » est une dépense : son poste n’est pas celui d’une recette.`,
            en: `“${label}” is an expense: it has no income category.`,
          }
        : {
            fr: `« ${label} » est une recette : son poste n’est pas celui d’une dépense.`,
            en: `“${label}” is an income: it has no expense category.`,
          },
      { field: `${other}_category` },
    );
  }
  return given[`${own}_category` as keyof typeof given];
}

async function write(
  ctx: ToolContext,
  { id, table, kind }: FoundEntry,
  changes: Record<string, string | number | null>,
) {
  const row = await ctx.tx
    .updateTable(table)
    .set(changes)
    .where("id", "=", id)
    .returning(["id", "label", "category", "amount_cents", "currency", "incurred_on"])
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    kind,
    label: row.label,
    category: row.category,
    amountCents: row.amount_cents,
    currency: row.currency,
    on: row.incurred_on,
  };
}
