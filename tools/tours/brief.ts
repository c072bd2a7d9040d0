import { z } from "zod";
import { addDays, daysBetween } from "#recognise/index.ts";
import { dateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readPerformances } from "./read-performances.ts";
import { isSlow, missingWord } from "./rules.ts";
import { aboutDates, countDates, dateName, datesCard, whereOf } from "./say-dates.ts";
import { readSelection } from "./select-performances.ts";
import { todayOf } from "./times.ts";

const horizonDays = 120;
const soonDays = 21;

export const brief = defineTool({
  name: "tours_brief",
  title: { fr: "Le point", en: "Briefing" },
  description:
    "The state of play: next dates, holds to decide, what is missing on the nearest dates, slow sales. Use for “where are we”.",
  permission: "tours:read",
  effect: "read",
  input: z.object({ tour: ref("tour").optional() }),
  output: z.object({
    today: z.string(),
    tour: z.string().nullable(),
    tourId: z.uuid().nullable(),
    upcoming: z.int(),
    next: z.array(dateRow),
    holdsToDecide: z.array(z.object({ date: dateRow, by: z.string().nullable() })),
    urgent: z.array(dateRow),
    slow: z.array(dateRow),
  }),
  examples: [
    { fr: "fais-moi le point", en: "give me a briefing", input: {} },
    {
      fr: "où en est-on sur la tournée Organique ?",
      en: "where are we with the Organique tour?",
      input: { tour: "Organique" },
    },
    { fr: "quoi de neuf ce matin", en: "what's up this morning", input: {} },
    { fr: "qu’est-ce qui est urgent ?", en: "what is urgent?", input: {} },
    { fr: "un résumé de la situation stp", en: "a summary of the situation please", input: {} },
    {
      fr: "comment va la tournée Grand Nord",
      en: "how is the Grand Nord tour doing",
      input: { tour: "Grand Nord" },
    },
    { fr: "qu’est-ce que je dois faire aujourd’hui ?", en: "what should I do today?", input: {} },
  ],
  async run(ctx, input) {
    const today = await todayOf(ctx);
    const tour = input.tour ? await resolveRef(ctx, "tour", input.tour) : null;
    const to = tour ? undefined : addDays(today, horizonDays);
    const dates = await readPerformances(
      ctx,
      await readSelection(ctx, { tour: tour?.id, from: today, to }),
    );
    const soon = addDays(today, soonDays);
    const toDecide = dates
      .filter((date) => date.status === "option")
      .map((date) => ({ date, by: date.holdExpiresOn }))
      .filter(({ date, by }) => (by ?? date.day) <= addDays(today, 2 * soonDays))
      .toSorted((a, b) => (a.by ?? a.date.day).localeCompare(b.by ?? b.date.day));
    return {
      today,
      tour: tour?.label ?? null,
      tourId: tour?.id ?? null,
      upcoming: dates.length,
      next: dates.filter((date) => date.status !== "option").slice(0, 5),
      holdsToDecide: toDecide.slice(0, 10),
      urgent: dates.filter((date) => date.day <= soon && date.missing.length > 0).slice(0, 10),
      slow: dates.filter((date) => isSlow(date, daysBetween(today, date.day))).slice(0, 10),
    };
  },
  summary(output, say) {
    const [next] = output.next;
    if (output.upcoming === 0) return say({ fr: "Aucune date à venir.", en: "No date to come." });
    const parts = [
      next
        ? say({
            fr: `${countDates(output.upcoming, say)} à venir, la prochaine : ${dateName(next, say)}.`,
            en: `${countDates(output.upcoming, say)} to come, the next: ${dateName(next, say)}.`,
          })
        : say({
            fr: `${countDates(output.upcoming, say)} à venir, toutes en option.`,
            en: `${countDates(output.upcoming, say)} to come, all on hold.`,
          }),
    ];
    const [hold] = output.holdsToDecide;
    if (hold) {
      const others = output.holdsToDecide
        .slice(0, 3)
        .map(({ date, by }) => `${whereOf(date)} (${say.shortDay(by ?? date.day)})`);
      parts.push(
        say({
          fr: `Options à lever : ${say.list(others)}.`,
          en: `Holds to decide: ${say.list(others)}.`,
        }),
      );
    }
    const [urgent] = output.urgent;
    if (urgent) {
      const missing = say.list(urgent.missing.slice(0, 3).map((what) => say(missingWord(what))));
      parts.push(
        say({
          fr: `Le plus pressé : ${dateName(urgent, say)}, il manque ${missing}.`,
          en: `Most pressing: ${dateName(urgent, say)}, missing ${missing}.`,
        }),
      );
    }
    if (output.slow.length > 0) {
      const slow = say.list(
        output.slow.slice(0, 3).map((date) => `${whereOf(date)} (${say.percent(fillOf(date))})`),
      );
      parts.push(say({ fr: `Ventes lentes : ${slow}.`, en: `Slow sales: ${slow}.` }));
    }
    return parts.join(" ");
  },
  show: (output, say) =>
    [
      datesCard(say({ fr: "Prochaines dates", en: "Next dates" }), output.next),
      datesCard(
        say({ fr: "Options à lever", en: "Holds to decide" }),
        output.holdsToDecide.map(({ date }) => date),
      ),
      datesCard(say({ fr: "À compléter", en: "To complete" }), output.urgent),
      datesCard(say({ fr: "Ventes lentes", en: "Slow sales" }), output.slow),
    ].filter((card) => card.kind === "dates" && card.dates.length > 0),
  about: (output) => {
    const rows = [
      ...output.next,
      ...output.holdsToDecide.map(({ date }) => date),
      ...output.urgent,
      ...output.slow,
    ];
    const dates = aboutDates([...new Map(rows.map((date) => [date.id, date])).values()]);
    return output.tourId && output.tour
      ? [{ kind: "tour", id: output.tourId, label: output.tour }, ...dates]
      : dates;
  },
});

function fillOf(date: { sold: number; capacity: number | null }): number {
  return date.capacity ? Math.round((date.sold * 10_000) / date.capacity) : 0;
}
