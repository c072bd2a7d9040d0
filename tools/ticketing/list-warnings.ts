import { z } from "zod";
import { defineTool } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { readWarnings, sayWarning, warning } from "./platform-warnings.ts";

const { status: _, area: __, ...which } = selection;

export const listWarnings = defineTool({
  name: "ticketing_list_warnings",
  title: { fr: "Alertes de billetterie", en: "Ticketing warnings" },
  description:
    "Dates on which a platform sold beyond its allotment, more is taken than the capacity, or a report is missing before the show.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object(which),
  output: z.object({ warnings: z.array(warning) }),
  examples: [
    { fr: "des alertes en billetterie ?", en: "any ticketing warnings?", input: {} },
    { fr: "est-ce qu’on a survendu quelque part ?", en: "did we oversell anywhere?", input: {} },
    {
      fr: "quels relevés de billetterie manquent encore ?",
      en: "which ticketing reports are still missing?",
      input: {},
    },
    {
      fr: "alertes de vente sur la tournée Organique",
      en: "sales warnings on the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "survente à Lyon ou pas ?",
      en: "oversold in Lyon or not?",
      input: { performances: ["Lyon"] },
    },
    {
      fr: "qui ne nous a pas envoyé ses chiffres",
      en: "who has not sent us their figures",
      input: {},
    },
    {
      fr: "y a-t-il des alertes sur les plateformes de billetterie",
      en: "are there warnings about the ticketing platforms",
      input: {},
    },
    {
      fr: "des surventes quelque part en billetterie ?",
      en: "any overselling anywhere in ticketing?",
      input: {},
    },
    {
      fr: "quelles plateformes n’ont pas envoyé leur relevé",
      en: "which platforms have not sent their report",
      input: {},
    },
    {
      fr: "montre les alertes de billetterie de la tournée Organique",
      en: "show the ticketing warnings of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "il manque des relevés de ventes ?",
      en: "are any sales reports missing?",
      input: {},
    },
    {
      fr: "est-ce qu’on a de la survente sur les dates de mai 2027 ?",
      en: "did we oversell any of the May 2027 dates?",
      input: { from: "2027-05-01", to: "2027-05-31" },
    },
    {
      fr: "quelles billetteries ne nous ont pas envoyé leurs chiffres",
      en: "which ticketing sites have not sent their figures",
      input: {},
    },
    {
      fr: "les alertes de vente pour Lille",
      en: "the sales warnings for Lille",
      input: { performances: ["Lille"] },
    },
    {
      fr: "Bordeaux est en survente ?",
      en: "is Bordeaux oversold?",
      input: { performances: ["Bordeaux"] },
    },
    {
      fr: "quels relevés de plateformes manquent pour Metz",
      en: "which platform reports are missing for Metz",
      input: { performances: ["Metz"] },
    },
    {
      fr: "des alertes sur les ventes de Tours ?",
      en: "any warnings on the Tours sales?",
      input: { performances: ["Tours"] },
    },
    {
      fr: "y a-t-il de la survente sur la tournée Organique",
      en: "is there any overselling on the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "quelles plateformes n’ont pas envoyé leurs chiffres cette semaine",
      en: "which platforms have not sent their figures this week",
      input: {},
    },
    {
      fr: "a-t-on de la survente à Caen ?",
      en: "is there overselling in Caen?",
      input: { performances: ["Caen"] },
    },
    {
      fr: "montre où il y a survente en billetterie",
      en: "show where ticketing is oversold",
      input: {},
    },
  ],
  async run(ctx, input) {
    const given = Object.values(input).some((value) => value !== undefined);
    const ids = given ? (await selectPerformances(ctx, input)).map(({ id }) => id) : undefined;
    return { warnings: await readWarnings(ctx, ids) };
  },
  summary: (output, say) =>
    output.warnings.length === 0
      ? say({ fr: "Aucune alerte en billetterie.", en: "No ticketing warning." })
      : output.warnings
          .slice(0, 6)
          .map((one) => sayWarning(one, say))
          .join(" "),
  show: (output, say) =>
    output.warnings.length === 0
      ? []
      : {
          kind: "table",
          title: say({ fr: "Alertes de billetterie", en: "Ticketing warnings" }),
          columns: [
            { key: "day", label: say({ fr: "Jour", en: "Day" }), type: "day" },
            { key: "warning", label: say({ fr: "Alerte", en: "Warning" }), type: "text" },
          ],
          rows: output.warnings.map((one) => ({ day: one.day, warning: sayWarning(one, say) })),
          total: output.warnings.length,
        },
  about: (output) =>
    output.warnings.map((one) => ({
      kind: "performance" as const,
      id: one.performanceId,
      label: one.performance,
    })),
});
