import { z } from "zod";
import { choice } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { categoryName, incomeCategories } from "./categories.ts";
import { entryFields, entryOutput, readEntry } from "./entry.ts";

export const addIncome = defineTool({
  name: "business_add_income",
  title: { fr: "Ajouter une recette", en: "Add an income" },
  description:
    "Records income before VAT on a date, a tour, or the organization; ticket sales count by themselves.",
  permission: "business:write",
  effect: "write",
  input: z.object({
    ...entryFields,
    category: choice("income_category", incomeCategories).default("other"),
  }),
  output: entryOutput,
  examples: [
    {
      fr: "ajoute une recette de 8 000 € de cession pour Lyon",
      en: "add an income of €8,000 fixed fee for Lyon",
      input: { label: "cession", amount: 800000, performance: "Lyon", category: "cession" },
    },
    {
      fr: "merch Marseille 1 240 €",
      en: "merch Marseille €1,240",
      input: {
        label: "merch",
        amount: 124000,
        performance: "Marseille",
        category: "merchandising",
      },
    },
    {
      fr: "on a touché 5 000 euros de subvention pour la tournée Organique",
      en: "we got a 5,000 euro grant for the Organique tour",
      input: { label: "subvention", amount: 500000, tour: "Organique", category: "grant" },
    },
    {
      fr: "recette bar à Lille : 670 €",
      en: "bar income in Lille: €670",
      input: { label: "bar", amount: 67000, performance: "Lille", category: "bar" },
    },
    {
      fr: "encaisse 2 500 € de sponsor",
      en: "book €2,500 from a sponsor",
      input: { label: "sponsor", amount: 250000, category: "sponsorship" },
    },
    {
      fr: "note l’entrée d’argent : minimum garanti 6 000 € Paris",
      en: "note income: guarantee €6,000 Paris",
      input: {
        label: "minimum garanti",
        amount: 600000,
        performance: "Paris",
        category: "guarantee",
      },
    },
    {
      fr: "ajoute en recette une subvention de 3 000 euros pour la tournée Organique",
      en: "add a grant of 3,000 euros as income for the Organique tour",
      input: { label: "subvention", amount: 300_000, tour: "Organique", category: "grant" },
    },
  ],
  async run(ctx, input) {
    const { attachedTo, columns } = await readEntry(ctx, input);
    const row = await ctx.tx
      .insertInto("incomes")
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
      fr: `Recette notée : ${output.label}, ${say.money(output.amountCents, output.currency)} HT (${categoryName(output.category).fr.toLowerCase()})${output.attachedTo ? `, ${output.attachedTo.label}` : ""}.`,
      en: `Income recorded: ${output.label}, ${say.money(output.amountCents, output.currency)} before VAT (${categoryName(output.category).en.toLowerCase()})${output.attachedTo ? `, ${output.attachedTo.label}` : ""}.`,
    }),
  about: (output) => [
    { kind: "income", id: output.id, label: output.label },
    ...(output.attachedTo ? [output.attachedTo] : []),
  ],
});
