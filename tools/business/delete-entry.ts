import { z } from "zod";
import { cents, name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { findEntries, oneEntry } from "./find-entry.ts";

export const deleteEntry = defineTool({
  name: "business_delete_entry",
  title: { fr: "Supprimer une écriture", en: "Delete an entry" },
  description:
    "Deletes one recorded expense or income by id or label, and by amount or date where several are alike; can be undone.",
  permission: "business:write",
  effect: "write",
  input: z.object({
    entry: name().describe("id or label"),
    amount: cents().optional(),
    performance: ref("performance").optional(),
  }),
  output: z.object({
    id: z.uuid(),
    kind: z.enum(["expense", "income"]),
    label: z.string(),
    amountCents: z.int(),
    currency: z.string(),
  }),
  examples: [
    {
      fr: "supprime la dépense camion",
      en: "delete the truck expense",
      input: { entry: "camion" },
    },
    { fr: "enlève l’écriture hôtel", en: "remove the hotel entry", input: { entry: "hôtel" } },
    {
      fr: "la recette merch est en double, efface-la",
      en: "the merch income is a duplicate, erase it",
      input: { entry: "merch" },
    },
    { fr: "retire les frais de péage", en: "take out the toll costs", input: { entry: "péage" } },
    {
      fr: "efface la dépense catering",
      en: "erase the catering expense",
      input: { entry: "catering" },
    },
    { fr: "vire la ligne affichage", en: "drop the poster line", input: { entry: "affichage" } },
    {
      fr: "supprime les 80 € de taxi de Dijon",
      en: "delete the €80 of taxi in Dijon",
      input: { entry: "taxi", amount: 8000, performance: "Dijon" },
    },
    {
      fr: "l’hôtel de Metz n’a pas été payé, retire-le des dépenses",
      en: "the Metz hotel was not paid, take it off the expenses",
      input: { entry: "hôtel", performance: "Metz" },
    },
  ],
  async run(ctx, input) {
    const performance = input.performance
      ? (await resolveRef(ctx, "performance", input.performance)).id
      : undefined;
    const { amount } = input;
    const only = oneEntry(
      ctx,
      input.entry,
      await findEntries(ctx, input.entry, { performance, amount }),
    );
    await ctx.tx.deleteFrom(only.table).where("id", "=", only.id).execute();
    return {
      id: only.id,
      kind: only.kind,
      label: only.label,
      amountCents: only.amount_cents,
      currency: only.currency,
    };
  },
  summary: (output, say) =>
    say({
      fr: `${output.kind === "expense" ? "Dépense" : "Recette"} supprimée : ${output.label}, ${say.money(output.amountCents, output.currency)}.`,
      en: `${output.kind === "expense" ? "Expense" : "Income"} deleted: ${output.label}, ${say.money(output.amountCents, output.currency)}.`,
    }),
});
