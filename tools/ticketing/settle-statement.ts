import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { fileStatement, readFiledStatement } from "./file-statement.ts";
import { readStatement } from "./read-statement.ts";

export const settleStatement = defineTool({
  name: "ticketing_settle_statement",
  title: { fr: "Arrêter le bordereau", en: "Settle the statement" },
  description:
    "Closes the box office of a date that took place: freezes its statement as a document version and marks the date as settled. Figures moved since: a new version.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({ performance: ref("performance") }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    documentId: z.uuid(),
    title: z.string(),
    version: z.int(),
    unchanged: z.boolean(),
    grossCents: z.int(),
    netCents: z.int(),
    currency: z.string(),
    testTickets: z.int(),
  }),
  examples: [
    {
      fr: "arrête le bordereau de Lyon",
      en: "settle the statement of Lyon",
      input: { performance: "Lyon" },
    },
    {
      fr: "clôture la billetterie de Marseille",
      en: "close the box office of Marseille",
      input: { performance: "Marseille" },
    },
    {
      fr: "fige le relevé de recettes de Lille",
      en: "freeze the statement of takings of Lille",
      input: { performance: "Lille" },
    },
    {
      fr: "le concert de Nantes est fini, on arrête les comptes de billetterie",
      en: "the Nantes show is over, close the ticketing accounts",
      input: { performance: "Nantes" },
    },
    {
      fr: "bordereau définitif Rennes",
      en: "final statement Rennes",
      input: { performance: "Rennes" },
    },
    {
      fr: "il est 2 h du mat, arrête juste le bordereau de Tours",
      en: "it's 2 am, just settle the Tours statement",
      input: { performance: "Tours" },
    },
    {
      fr: "clôture le bordereau de Strasbourg",
      en: "close the statement of Strasbourg",
      input: { performance: "Strasbourg" },
    },
    {
      fr: "fige définitivement le bordereau de Toulouse",
      en: "freeze the statement of Toulouse for good",
      input: { performance: "Toulouse" },
    },
    {
      fr: "arrête les comptes de billetterie de Caen, c’est fini",
      en: "close the ticketing accounts of Caen, it is over",
      input: { performance: "Caen" },
    },
    {
      fr: "on clôture la billetterie d’Angers",
      en: "we close the box office of Angers",
      input: { performance: "Angers" },
    },
    {
      fr: "le bordereau de Dijon est bon, on le fige",
      en: "the Dijon statement is right, freeze it",
      input: { performance: "Dijon" },
    },
    {
      fr: "fige le bordereau de Metz, les comptes sont justes",
      en: "freeze the Metz statement, the figures are right",
      input: { performance: "Metz" },
    },
    {
      fr: "rends définitif le bordereau de Bordeaux",
      en: "make the Bordeaux statement final",
      input: { performance: "Bordeaux" },
    },
    {
      fr: "bordereau définitif pour Nice, on arrête là",
      en: "final statement for Nice, we stop there",
      input: { performance: "Nice" },
    },
    {
      fr: "fige le relevé de recettes de Brest, la salle a signé",
      en: "freeze the statement of takings of Brest, the venue has signed",
      input: { performance: "Brest" },
    },
    {
      fr: "clôture définitivement la billetterie de Lille",
      en: "close the Lille box office for good",
      input: { performance: "Lille" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const facts = await ctx.tx
      .selectFrom("performances")
      .select("status")
      .where("id", "=", performance.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const read = await readStatement(ctx, performance.id);
    if (facts.status === "cancelled" || facts.status === "option") {
      throw new ToolError("conflict", {
        fr: `La date ${performance.label} n’a pas eu lieu : elle n’a pas de bordereau à arrêter.`,
        en: `The date ${performance.label} did not take place: there is no statement to settle.`,
      });
    }
    if (!read.over) {
      throw new ToolError("conflict", {
        fr: `${performance.label} n’a pas encore eu lieu : le bordereau reste provisoire jusqu’à la représentation.`,
        en: `${performance.label} has not taken place yet: the statement stays provisional until then.`,
      });
    }
    const earlier = await readFiledStatement(ctx, read);
    const filed = earlier?.same ? null : await fileStatement(ctx, read);
    if (facts.status !== "settled") {
      await ctx.tx
        .updateTable("performances")
        .set({ status: "settled" })
        .where("id", "=", performance.id)
        .execute();
    }
    const kept = filed ?? (await titled(earlier));
    return {
      performanceId: performance.id,
      performance: performance.label,
      documentId: kept.id,
      title: kept.title,
      version: kept.version,
      unchanged: filed === null,
      grossCents: read.grossCents,
      netCents: read.netCents,
      currency: read.currency,
      testTickets: read.testTickets,
    };

    async function titled(document: { id: string; version: number } | null) {
      if (!document) throw new Error("neither filed nor found");
      const { title } = await ctx.tx
        .selectFrom("documents")
        .select("title")
        .where("id", "=", document.id)
        .executeTakeFirstOrThrow();
      return { ...document, title };
    }
  },
  summary: (output, say) => {
    const money = say.money(output.grossCents, output.currency);
    if (output.unchanged) {
      return say({
        fr: `${output.title} : déjà arrêté, les chiffres n’ont pas bougé.`,
        en: `${output.title}: settled already, the figures have not moved.`,
      });
    }
    const version = output.version > 1 ? `, version ${output.version}` : "";
    return say({
      fr: `${output.title} arrêté${version} : recette brute ${money}.`,
      en: `${output.title} settled${version}: gross ${money}.`,
    });
  },
  about: (output) => [
    { kind: "document", id: output.documentId, label: output.title },
    { kind: "performance", id: output.performanceId, label: output.performance },
  ],
});
