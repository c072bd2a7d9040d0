import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { notFound, resolveId } from "../find/resolve-ref.ts";
import { performanceDetails } from "./performance-details.ts";
import { readDetails } from "./read-details.ts";
import { readPerformances } from "./read-performances.ts";
import { missingWord } from "./rules.ts";
import { aboutDates, dateName, statusWords } from "./say-dates.ts";

export const getPerformance = defineTool({
  name: "tours_get_performance",
  title: { fr: "Une date", en: "A date" },
  description:
    "Everything about one date: schedule, venue, capacity, sales, guests, team, deal, transport, accommodation, documents, notes, what is missing.",
  permission: "tours:read",
  effect: "read",
  untrusted: true,
  input: z.object({ performance: ref("performance") }),
  output: performanceDetails.extend({ date: dateRow }),
  examples: [
    { fr: "montre la date de Lyon", en: "show the Lyon date", input: { performance: "Lyon" } },
    {
      fr: "c’est à quelle heure à Nantes ?",
      en: "what time is it in Nantes?",
      input: { performance: "Nantes" },
    },
    {
      fr: "tout sur Marseille",
      en: "everything about Marseille",
      input: { performance: "Marseille" },
    },
    {
      fr: "les horaires du 14 mai 2027",
      en: "the times on 14 May 2027",
      input: { performance: "2027-05-14" },
    },
    {
      fr: "ouvre la fiche de Lille",
      en: "open the page of Lille",
      input: { performance: "Lille" },
    },
    {
      fr: "on joue à quelle heure à Rennes et il y a quelle jauge",
      en: "what time do we play in Rennes and what is the capacity",
      input: { performance: "Rennes" },
    },
    {
      fr: "le détail de la date de Bordeaux stp",
      en: "details of the Bordeaux date please",
      input: { performance: "Bordeaux" },
    },
    { fr: "affiche Toulouse", en: "display Toulouse", input: { performance: "Toulouse" } },
    {
      fr: "à quelle heure ouvrent les portes à Caen ?",
      en: "what time do doors open in Caen?",
      input: { performance: "Caen" },
    },
    {
      fr: "c’est quoi la jauge de Bordeaux ?",
      en: "what is the capacity of Bordeaux?",
      input: { performance: "Bordeaux" },
    },
    {
      fr: "balances à quelle heure à Lyon",
      en: "sound check at what time in Lyon",
      input: { performance: "Lyon" },
    },
    {
      fr: "rappelle-moi les infos du concert de Strasbourg",
      en: "remind me of the details of the Strasbourg show",
      input: { performance: "Strasbourg" },
    },
    {
      fr: "dans quelle salle joue-t-on à Angers ?",
      en: "which venue do we play in Angers?",
      input: { performance: "Angers" },
    },
    {
      fr: "qui est l’organisateur à Nantes ?",
      en: "who is the promoter in Nantes?",
      input: { performance: "Nantes" },
    },
    {
      fr: "montre la fiche de la date de Caen",
      en: "show the page of the Caen date",
      input: { performance: "Caen" },
    },
    {
      fr: "quels sont les horaires de la date de Dijon",
      en: "what are the times of the Dijon date",
      input: { performance: "Dijon" },
    },
    {
      fr: "dans quelle salle est le concert de Brest ?",
      en: "which venue is the Brest show in?",
      input: { performance: "Brest" },
    },
    {
      fr: "dis-moi tout sur la date de Metz",
      en: "tell me everything about the Metz date",
      input: { performance: "Metz" },
    },
  ],
  async run(ctx, input) {
    const id = await resolveId(ctx, "performance", input.performance);
    const [[date], details] = await Promise.all([
      readPerformances(ctx, [id]),
      readDetails(ctx, id),
    ]);
    if (!date || !details) throw notFound("performance", input.performance);
    return { date, ...details };
  },
  summary({ date }, say) {
    const facts = [
      date.holdRank === null
        ? say(statusWords[date.status])
        : say({ fr: `option ${date.holdRank}`, en: `hold ${date.holdRank}` }),
      date.venue,
      date.doorsAt
        ? say({
            fr: `portes ${say.time(date.doorsAt, date.timeZone)}`,
            en: `doors ${say.time(date.doorsAt, date.timeZone)}`,
          })
        : null,
      date.showAt
        ? say({
            fr: `concert ${say.time(date.showAt, date.timeZone)}`,
            en: `show ${say.time(date.showAt, date.timeZone)}`,
          })
        : null,
      date.capacity === null
        ? null
        : say({
            fr: `${say.number(date.sold)} vendus sur ${say.number(date.capacity)}`,
            en: `${say.number(date.sold)} sold of ${say.number(date.capacity)}`,
          }),
    ].filter((fact) => fact !== null);
    const missing = date.missing.slice(0, 4).map((key) => say(missingWord(key)));
    const lack =
      missing.length > 0
        ? say({ fr: ` Il manque ${say.list(missing)}.`, en: ` Missing: ${say.list(missing)}.` })
        : "";
    return say({
      fr: `${dateName(date, say)} : ${facts.join(", ")}.${lack}`,
      en: `${dateName(date, say)}: ${facts.join(", ")}.${lack}`,
    });
  },
  show: (output) => ({
    kind: "performance",
    date: output.date,
    schedule: output.schedule.map(({ kind, label, startsAt, endsAt }) => ({
      kind,
      label,
      startsAt,
      endsAt,
    })),
    ticketTypes: output.ticketTypes.map(({ name, priceCents, currency, quota, sold }) => ({
      name,
      priceCents,
      currency,
      quota,
      sold,
    })),
    notes: output.notes,
  }),
  about: (output) => aboutDates([output.date]),
});
