import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { defineTool } from "../core/tool.ts";
import { readPerformances } from "./read-performances.ts";
import { missingWord } from "./rules.ts";
import { aboutDates, countDates, dateName, datesCard } from "./say-dates.ts";
import { selection, selectPerformances } from "./select-performances.ts";
import { todayOf } from "./times.ts";

const { status: _, ...which } = selection;

export const listMissing = defineTool({
  name: "tours_list_missing",
  title: { fr: "Ce qu’il manque", en: "What is missing" },
  description:
    "What each date or tour still lacks: venue, times, ticket types, deal, contract, rider, transport, accommodation, advancing items. Default: dates to come.",
  permission: "tours:read",
  effect: "read",
  input: z.object(which),
  output: z.object({
    checked: z.int(),
    total: z.int(),
    dates: z.array(dateRow),
    counts: z.array(z.object({ what: z.string(), dates: z.int() })),
  }),
  examples: [
    {
      fr: "qu’est-ce qu’il manque pour Lyon ?",
      en: "what is missing for Lyon?",
      input: { performances: ["Lyon"] },
    },
    {
      fr: "il manque quoi sur la tournée Organique",
      en: "what is missing on the Organique tour",
      input: { tour: "Organique" },
    },
    { fr: "que reste-t-il à régler ?", en: "what is left to settle?", input: {} },
    {
      fr: "la checklist de Nantes",
      en: "the checklist for Nantes",
      input: { performances: ["Nantes"] },
    },
    {
      fr: "tout est prêt pour les dates de mai 2027 ?",
      en: "is everything ready for the May 2027 dates?",
      input: { from: "2027-05-01", to: "2027-05-31" },
    },
    {
      fr: "où en est la préparation de Lille",
      en: "how far is the advancing of Lille",
      input: { performances: ["Lille"] },
    },
    { fr: "les manques par date", en: "what each date lacks", input: {} },
    {
      fr: "que manque-t-il encore à Toulouse ?",
      en: "what does Toulouse still lack?",
      input: { performances: ["Toulouse"] },
    },
    {
      fr: "qu’est-ce qui n’est pas réglé sur Marée basse ?",
      en: "what is not settled on Marée basse?",
      input: { tour: "Marée basse" },
    },
  ],
  async run(ctx, input) {
    const given = Object.values(input).some((value) => value !== undefined);
    const selected = await selectPerformances(ctx, given ? input : { from: await todayOf(ctx) }, {
      orAll: !given,
    });
    const dates = await readPerformances(
      ctx,
      selected.map((row) => row.id),
    );
    const lacking = dates.filter((date) => date.missing.length > 0);
    const counts = new Map<string, number>();
    for (const date of lacking)
      for (const what of date.missing) counts.set(what, (counts.get(what) ?? 0) + 1);
    return {
      checked: dates.length,
      total: lacking.length,
      dates: lacking.slice(0, 200),
      counts: [...counts]
        .map(([what, count]) => ({ what, dates: count }))
        .toSorted((a, b) => b.dates - a.dates),
    };
  },
  summary(output, say) {
    if (output.checked === 0)
      return say({ fr: "Aucune date à vérifier.", en: "No date to check." });
    const [only] = output.dates;
    if (output.total === 0 || !only)
      return say({ fr: "Rien ne manque.", en: "Nothing is missing." });
    if (output.total === 1) {
      const missing = say.list(only.missing.map((what) => say(missingWord(what))));
      return say({
        fr: `${dateName(only, say)} : il manque ${missing}.`,
        en: `${dateName(only, say)}: missing ${missing}.`,
      });
    }
    const most = output.counts
      .slice(0, 4)
      .map((one) => `${say(missingWord(one.what))} (${one.dates})`);
    return say({
      fr: `${countDates(output.total, say)} sur ${output.checked} à compléter : il manque surtout ${say.list(most)}.`,
      en: `${countDates(output.total, say)} of ${output.checked} to complete; most often missing: ${say.list(most)}.`,
    });
  },
  show: (output, say) =>
    output.total === 0
      ? []
      : datesCard(say({ fr: "À compléter", en: "To complete" }), output.dates, output.total),
  about: (output) => aboutDates(output.dates),
});
