import { z } from "zod";
import { choice } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { categoryName, expenseCategories } from "./categories.ts";
import { entryFields, entryOutput, readEntry } from "./entry.ts";

export const addExpense = defineTool({
  name: "business_add_expense",
  title: { fr: "Ajouter une dépense", en: "Add an expense" },
  description: "Records a cost before VAT on a date, a tour, or the organization.",
  permission: "business:write",
  effect: "write",
  input: z.object({
    ...entryFields,
    category: choice("expense_category", expenseCategories).default("other"),
  }),
  output: entryOutput,
  examples: [
    {
      fr: "ajoute une dépense de 450 € de camion pour Lyon",
      en: "add an expense of €450 for the truck in Lyon",
      input: { label: "camion", amount: 45000, performance: "Lyon", category: "transport" },
    },
    {
      fr: "hôtel Marseille 620 euros",
      en: "hotel Marseille 620 euros",
      input: { label: "hôtel", amount: 62000, performance: "Marseille", category: "accommodation" },
    },
    {
      fr: "note 1 200 € de son et lumière à Paris",
      en: "put down €1,200 of sound and light in Paris",
      input: {
        label: "son et lumière",
        amount: 120000,
        performance: "Paris",
        category: "technical",
      },
    },
    {
      fr: "on a payé 85,50 € de péage hier",
      en: "we paid €85.50 in tolls yesterday",
      input: { label: "péage", amount: 8550, on: "2026-11-25", category: "transport" },
    },
    {
      fr: "frais : catering Lille 340 €",
      en: "costs: catering Lille €340",
      input: { label: "catering", amount: 34000, performance: "Lille", category: "catering" },
    },
    {
      fr: "mets 3 000 € d’affichage sur la tournée Organique",
      en: "put €3,000 of posters on the Organique tour",
      input: { label: "affichage", amount: 300000, tour: "Organique", category: "promotion" },
    },
    {
      fr: "dépense sécurité 780 € pour Nantes, TVA 20 %",
      en: "security expense €780 for Nantes, VAT 20 %",
      input: {
        label: "sécurité",
        amount: 78000,
        performance: "Nantes",
        category: "security",
        vat: 2000,
      },
    },
    {
      fr: "95 € de carburant Dijon",
      en: "€95 of fuel Dijon",
      input: { label: "carburant", amount: 9500, performance: "Dijon", category: "transport" },
    },
    {
      fr: "dîner de l’équipe à Metz 163,20 €",
      en: "crew dinner in Metz €163.20",
      input: {
        label: "dîner de l’équipe",
        amount: 16320,
        performance: "Metz",
        category: "catering",
      },
    },
    {
      fr: "repas techniciens après Angers 88 euros",
      en: "technicians’ meal after Angers 88 euros",
      input: {
        label: "repas techniciens",
        amount: 8800,
        performance: "Angers",
        category: "catering",
      },
    },
  ],
  async run(ctx, input) {
    const { attachedTo, columns } = await readEntry(ctx, input);
    const row = await ctx.tx
      .insertInto("expenses")
      .values({ ...columns, label: input.label, category: input.category })
      .returning(["id", "label", "category", "amount_cents", "currency", "incurred_on"])
      .executeTakeFirstOrThrow();
    return {
      id: row.id,
      label: row.label,
      category: row.category,
      amountCents: row.amount_cents,
      currency: row.currency,
      on: row.incurred_on,
      attachedTo,
    };
  },
  summary: (output, say) =>
    say({
      fr: `Dépense notée : ${output.label}, ${say.money(output.amountCents, output.currency)} HT (${categoryName(output.category).fr.toLowerCase()})${output.attachedTo ? `, ${output.attachedTo.label}` : ""}.`,
      en: `Expense recorded: ${output.label}, ${say.money(output.amountCents, output.currency)} before VAT (${categoryName(output.category).en.toLowerCase()})${output.attachedTo ? `, ${output.attachedTo.label}` : ""}.`,
    }),
  about: (output) => [
    { kind: "expense", id: output.id, label: output.label },
    ...(output.attachedTo ? [output.attachedTo] : []),
  ],
});
