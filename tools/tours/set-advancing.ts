import { z } from "zod";
import { choice, day, name, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { selection, selectPerformances } from "./select-performances.ts";

const statuses = ["missing", "asked", "received", "confirmed", "not_needed"] as const;
const statusWords = {
  missing: { fr: "à demander", en: "to ask for" },
  asked: { fr: "demandé", en: "asked for" },
  received: { fr: "reçu", en: "received" },
  confirmed: { fr: "confirmé", en: "confirmed" },
  not_needed: { fr: "sans objet", en: "not needed" },
} as const;

const { status: _, city: __, ...which } = selection;

export const setAdvancing = defineTool({
  name: "tours_set_advancing",
  title: { fr: "Préparation de date", en: "Advancing" },
  description:
    "Adds or updates an item of the advancing checklist of dates: topic, state (missing, asked, received, confirmed, not_needed), due day, note.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    ...which,
    topic: name(),
    advancing_status: choice("advancing_status", statuses).default("missing"),
    due_on: day().optional(),
    note: words(1000).optional(),
  }),
  output: z.object({
    topic: z.string(),
    status: z.enum(statuses),
    dueOn: z.string().nullable(),
    performances: z.array(z.object({ id: z.uuid(), label: z.string() })),
  }),
  examples: [
    {
      fr: "ajoute « plan de feu » à la préparation de Lyon",
      en: "add “lighting plot” to the advancing of Lyon",
      input: { performances: ["Lyon"], topic: "plan de feu" },
    },
    {
      fr: "le « rider d’accueil » de Nantes est confirmé",
      en: "the “hospitality rider” of Nantes is confirmed",
      input: { performances: ["Nantes"], topic: "rider d’accueil", advancing_status: "confirmed" },
    },
    {
      fr: "on a demandé le « parking » à Lille",
      en: "we asked for “parking” in Lille",
      input: { performances: ["Lille"], topic: "parking", advancing_status: "asked" },
    },
    {
      fr: "checklist de Rennes : « backline » à recevoir avant le 10 mai 2027",
      en: "checklist of Rennes: “backline” due by 10 May 2027",
      input: { performances: ["Rennes"], topic: "backline", due_on: "2027-05-10" },
    },
    {
      fr: "« catering » reçu pour Dijon",
      en: "“catering” received for Dijon",
      input: { performances: ["Dijon"], topic: "catering", advancing_status: "received" },
    },
    {
      fr: "à préparer sur toute la tournée Organique : « merch »",
      en: "to advance on the whole Organique tour: “merch”",
      input: { tour: "Organique", topic: "merch" },
    },
  ],
  async run(ctx, input) {
    const dates = await selectPerformances(ctx, input);
    await ctx.tx
      .insertInto("advancing_items")
      .values(
        dates.map((date) => ({
          performance_id: date.id,
          topic: input.topic,
          status: input.advancing_status,
          due_on: input.due_on ?? null,
          note: input.note ?? null,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(["organization_id", "performance_id", "topic"]).doUpdateSet({
          status: input.advancing_status,
          ...(input.due_on ? { due_on: input.due_on } : {}),
          ...(input.note ? { note: input.note } : {}),
        }),
      )
      .execute();
    return {
      topic: input.topic,
      status: input.advancing_status,
      dueOn: input.due_on ?? null,
      performances: dates.slice(0, 200).map(({ id, label }) => ({ id, label })),
    };
  },
  summary(output, say) {
    const where = say.list(output.performances.slice(0, 4).map((date) => date.label));
    const more = output.performances.length > 4 ? "…" : "";
    const due = output.dueOn
      ? say({ fr: `, pour le ${say.day(output.dueOn)}`, en: `, due ${say.day(output.dueOn)}` })
      : "";
    const state = say(statusWords[output.status]);
    return say({
      fr: `Préparation — ${output.topic} : ${state}${due} (${where}${more}).`,
      en: `Advancing — ${output.topic}: ${state}${due} (${where}${more}).`,
    });
  },
  about: (output) =>
    output.performances.map(({ id, label }) => ({ kind: "performance", id, label })),
});
