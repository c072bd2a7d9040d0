import { z } from "zod";
import { choice, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { documentContent } from "../documents/content.ts";
import { readFacts } from "../documents/read-facts.ts";
import { writeContent } from "../documents/write-content.ts";
import { resolveRef } from "../find/resolve-ref.ts";

export const getDaySheet = defineTool({
  name: "tours_get_day_sheet",
  title: { fr: "Aperçu de la feuille de route", en: "Preview of the day sheet" },
  description:
    "Reads on screen what the day sheet of a date says now, in French or English; writes and stores no document.",
  permission: "tours:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    performance: ref("performance"),
    language: choice("language", ["fr", "en"]).optional(),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    timeZone: z.string(),
    content: documentContent,
  }),
  examples: [
    {
      fr: "aperçu à l’écran de la feuille de route de Lyon",
      en: "preview the Lyon day sheet on screen",
      input: { performance: "Lyon" },
    },
    {
      fr: "montre la feuille de route de Nantes à l’écran, sans la créer",
      en: "show the Nantes day sheet on screen, without making it",
      input: { performance: "Nantes" },
    },
    {
      fr: "que dit la feuille de route de Lille en ce moment ?",
      en: "what does the Lille day sheet say right now?",
      input: { performance: "Lille" },
    },
    {
      fr: "aperçu en anglais de la feuille de route de Nice",
      en: "preview in English of the Nice day sheet",
      input: { performance: "Nice", language: "en" },
    },
    {
      fr: "vérifier à l’écran la feuille de route de Rennes avant envoi",
      en: "check the Rennes day sheet on screen before sending",
      input: { performance: "Rennes" },
    },
    {
      fr: "qu’est-ce que dit la feuille de route du 14 mai 2027",
      en: "what does the day sheet of 14 May 2027 say",
      input: { performance: "2027-05-14" },
    },
  ],
  async run(ctx, input) {
    const { id, label } = await resolveRef(ctx, "performance", input.performance);
    const facts = await readFacts(ctx, id);
    const language = input.language ?? ctx.locale;
    const content = writeContent(
      facts,
      {
        kind: "day_sheet",
        language,
        title: undefined,
        notes: undefined,
        number: null,
        issuedOn: null,
        dueOn: null,
        price: undefined,
      },
      ctx.sayIn(language),
    );
    return {
      performanceId: id,
      performance: label,
      timeZone: facts.performance.timeZone,
      content,
    };
  },
  summary: (output, say) =>
    say({
      fr: `${output.content.title} : ${say.count(output.content.sections.length, { fr: { one: "rubrique", other: "rubriques" }, en: { one: "", other: "" } })}.`,
      en: `${output.content.title}: ${say.count(output.content.sections.length, { fr: { one: "", other: "" }, en: { one: "part", other: "parts" } })}.`,
    }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
