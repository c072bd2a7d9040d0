import { z } from "zod";
import { ref } from "../core/fields.ts";
import type { Say } from "../core/text.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readFiledStatement } from "./file-statement.ts";
import { platformName } from "./platforms.ts";
import { readStatement } from "./read-statement.ts";
import { type Statement, statement } from "./statement-shape.ts";

export const getStatement = defineTool({
  name: "ticketing_get_statement",
  title: { fr: "Bordereau de recettes", en: "Box-office statement" },
  description:
    "Reads the box-office statement of a date: numbers, count, price and total by category, comps, VAT by rate, fees, CNM tax, net, platforms. As a file: ticketing_export_statement.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object({ performance: ref("performance") }),
  output: statement,
  examples: [
    {
      fr: "fais le bordereau de Lyon",
      en: "make the box-office statement of Lyon",
      input: { performance: "Lyon" },
    },
    {
      fr: "le relevé de recettes de Marseille stp",
      en: "the statement of takings of Marseille please",
      input: { performance: "Marseille" },
    },
    {
      fr: "combien de TVA sur la billetterie de Lille ?",
      en: "how much VAT on the Lille box office?",
      input: { performance: "Lille" },
    },
    {
      fr: "bordereau Nantes",
      en: "Nantes statement",
      input: { performance: "Nantes" },
    },
    {
      fr: "du premier au dernier numéro, qu’est-ce qu’on a délivré à Rennes",
      en: "from the first to the last number, what did we issue in Rennes",
      input: { performance: "Rennes" },
    },
    {
      fr: "recette nette et taxe CNM de Bordeaux",
      en: "net takings and CNM tax of Bordeaux",
      input: { performance: "Bordeaux" },
    },
    {
      fr: "je suis crevé, sors-moi juste le bordereau de ce soir à Tours",
      en: "I'm knackered, just give me tonight's statement for Tours",
      input: { performance: "Tours" },
    },
    {
      fr: "montre-moi le bordereau de recettes de Strasbourg",
      en: "show me the statement of takings of Strasbourg",
      input: { performance: "Strasbourg" },
    },
    {
      fr: "le bordereau de Toulouse, sans le clôturer",
      en: "the statement of Toulouse, without closing it",
      input: { performance: "Toulouse" },
    },
    {
      fr: "recette brute et recette nette du concert de Caen",
      en: "gross and net takings of the Caen show",
      input: { performance: "Caen" },
    },
    {
      fr: "numéros du premier au dernier billet délivrés à Angers",
      en: "first and last ticket numbers issued in Angers",
      input: { performance: "Angers" },
    },
    {
      fr: "la TVA et la taxe CNM sur la recette de Dijon",
      en: "VAT and CNM tax on the takings of Dijon",
      input: { performance: "Dijon" },
    },
    {
      fr: "je voudrais voir le relevé de recettes de Brest",
      en: "I would like to see the statement of takings of Brest",
      input: { performance: "Brest" },
    },
    {
      fr: "montre le bordereau de Metz",
      en: "show the statement of Metz",
      input: { performance: "Metz" },
    },
    {
      fr: "affiche le bordereau de Lyon à l’écran",
      en: "display the statement of Lyon on screen",
      input: { performance: "Lyon" },
    },
    {
      fr: "c’est quoi la recette nette de Lille après TVA et taxe CNM",
      en: "what are the net takings of Lille after VAT and CNM tax",
      input: { performance: "Lille" },
    },
    {
      fr: "combien de TVA sur la recette de billetterie de Nantes ?",
      en: "how much VAT on the box-office takings of Nantes?",
      input: { performance: "Nantes" },
    },
    {
      fr: "qu’est-ce qu’on lit sur le bordereau de Nice",
      en: "what does the statement of Nice say",
      input: { performance: "Nice" },
    },
    {
      fr: "je veux voir les chiffres du bordereau de Marseille avant de clôturer",
      en: "I want to see the figures of the Marseille statement before closing",
      input: { performance: "Marseille" },
    },
    {
      fr: "quels numéros de billets a-t-on délivrés à Lille, du premier au dernier",
      en: "which ticket numbers did we issue in Lille, first to last",
      input: { performance: "Lille" },
    },
    {
      fr: "quelle TVA sur la recette de Caen ?",
      en: "how much VAT on the takings of Caen?",
      input: { performance: "Caen" },
    },
    {
      fr: "lis-moi le bordereau de Brest",
      en: "read me the statement of Brest",
      input: { performance: "Brest" },
    },
    {
      fr: "qu’est-ce que donne le bordereau de Bordeaux : brut, TVA, net",
      en: "what does the Bordeaux statement give: gross, VAT, net",
      input: { performance: "Bordeaux" },
    },
    {
      fr: "donne-moi le bordereau de Dijon stp",
      en: "give me the statement of Dijon please",
      input: { performance: "Dijon" },
    },
    {
      fr: "combien de TVA à payer sur la billetterie de Metz ?",
      en: "how much VAT to pay on the Metz box office?",
      input: { performance: "Metz" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "performance", input.performance);
    const read = await readStatement(ctx, id);
    return { ...read, document: await readFiledStatement(ctx, read) };
  },
  summary: (output, say) => {
    const tickets = say.count(output.sold, {
      fr: { one: "billet payant", other: "billets payants" },
      en: { one: "paid ticket", other: "paid tickets" },
    });
    const money = (cents: number) => say.money(cents, output.currency);
    const test =
      output.testTickets > 0
        ? say({
            fr: ` ${say.count(output.testTickets, { fr: { one: "billet", other: "billets" }, en: { one: "", other: "" } })} de test : à ne pas déclarer.`,
            en: ` ${say.count(output.testTickets, { fr: { one: "", other: "" }, en: { one: "test ticket", other: "test tickets" } })}: not to be declared.`,
          })
        : "";
    return say({
      fr: `${output.label} : ${tickets}, recette brute ${money(output.grossCents)}, ${money(output.netCents)} HT, TVA ${money(output.vatCents)}.${test}`,
      en: `${output.label}: ${tickets}, gross ${money(output.grossCents)}, ${money(output.netCents)} before VAT, VAT ${money(output.vatCents)}.${test}`,
    });
  },
  show: (output, say) => [linesCard(output, say), sumsCard(output, say)],
  about: (output) => [
    { kind: "performance", id: output.performanceId, label: output.label },
    ...(output.document
      ? [{ kind: "document" as const, id: output.document.id, label: output.label }]
      : []),
  ],
});

function linesCard(output: Statement, say: Say) {
  const own = [...output.categories, ...output.comps].map((line) => ({
    category: `${line.mark} · ${line.name}`,
    first: line.first,
    last: line.last,
    count: line.count,
    price: line.priceCents,
    total: line.totalCents,
  }));
  const others = output.platforms.map((line) => ({
    category: [platformName(line.platform, say), line.category].filter(Boolean).join(" · "),
    first: null,
    last: null,
    count: line.count,
    price: line.priceCents,
    total: line.totalCents,
  }));
  return {
    kind: "table" as const,
    title: say({
      fr: `Bordereau de recettes · ${output.label}`,
      en: `Box-office statement · ${output.label}`,
    }),
    columns: [
      { key: "category", label: say({ fr: "Catégorie", en: "Category" }), type: "text" as const },
      { key: "first", label: say({ fr: "Premier n°", en: "First no." }), type: "number" as const },
      { key: "last", label: say({ fr: "Dernier n°", en: "Last no." }), type: "number" as const },
      { key: "count", label: say({ fr: "Billets", en: "Tickets" }), type: "number" as const },
      { key: "price", label: say({ fr: "Prix TTC", en: "Price" }), type: "money" as const },
      { key: "total", label: say({ fr: "Total TTC", en: "Total" }), type: "money" as const },
    ],
    rows: [...own, ...others],
    total: own.length + others.length,
    currency: output.currency,
  };
}

function sumsCard(output: Statement, say: Say) {
  const money = (label: string, value: number) => ({
    label,
    value,
    type: "money" as const,
    currency: output.currency,
  });
  return {
    kind: "facts" as const,
    title: say({ fr: "Recette", en: "Takings" }),
    subtitle: output.label,
    link: { kind: "performance", id: output.performanceId },
    facts: [
      money(say({ fr: "Recette brute TTC", en: "Gross" }), output.grossCents),
      ...output.rates.map((rate) =>
        money(
          say({
            fr: `TVA ${say.percent(rate.rateBp)}`,
            en: `VAT ${say.percent(rate.rateBp)}`,
          }),
          rate.vatCents,
        ),
      ),
      money(say({ fr: "Recette HT", en: "Before VAT" }), output.netCents),
      ...(output.levy
        ? [
            money(
              say({
                fr: `Taxe CNM ${say.percent(output.levy.rateBp)}`,
                en: `CNM tax ${say.percent(output.levy.rateBp)}`,
              }),
              output.levy.cents,
            ),
          ]
        : []),
      money(say({ fr: "Frais de billetterie", en: "Ticketing fees" }), output.organizerFeeCents),
      money(say({ fr: "Net", en: "Net" }), output.dueCents),
    ],
  };
}
