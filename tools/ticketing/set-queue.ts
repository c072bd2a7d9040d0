import { z } from "zod";
import { count, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

export const setQueue = defineTool({
  name: "ticketing_set_queue",
  title: { fr: "Régler la file d’attente", en: "Set the queue" },
  description:
    "How many buyers of a date may choose and pay at the same time; whoever comes beyond waits in the queue.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    buyers_at_once: count(1, 1_000_000).describe("buyers served at the same time"),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    buyersAtOnce: z.int(),
  }),
  examples: [
    {
      fr: "à Lyon, laisse entrer 300 acheteurs à la fois",
      en: "in Lyon, let 300 buyers in at a time",
      input: { performance: "Lyon", buyers_at_once: 300 },
    },
    {
      fr: "file d’attente de Lille au-delà de 500 acheteurs",
      en: "queue for Lille beyond 500 buyers",
      input: { performance: "Lille", buyers_at_once: 500 },
    },
    {
      fr: "passe la file de Paris à 2000",
      en: "set the Paris queue to 2000",
      input: { performance: "Paris", buyers_at_once: 2000 },
    },
    {
      fr: "pas plus de 100 personnes qui achètent en même temps à Nantes",
      en: "no more than 100 people buying at once in Nantes",
      input: { performance: "Nantes", buyers_at_once: 100 },
    },
    {
      fr: "ouvre plus grand la file de Marseille, 1500",
      en: "open the Marseille queue wider, 1500",
      input: { performance: "Marseille", buyers_at_once: 1500 },
    },
    {
      fr: "ça va être la ruée à Rennes, mets 800 à la fois",
      en: "it will be a rush in Rennes, make it 800 at a time",
      input: { performance: "Rennes", buyers_at_once: 800 },
    },
    {
      fr: "file d’attente à Strasbourg : 400 acheteurs à la fois",
      en: "queue in Strasbourg: 400 buyers at a time",
      input: { performance: "Strasbourg", buyers_at_once: 400 },
    },
    {
      fr: "mets la file de Toulouse à 1200 acheteurs",
      en: "set the Toulouse queue to 1200 buyers",
      input: { performance: "Toulouse", buyers_at_once: 1200 },
    },
    {
      fr: "grosse ruée prévue à Caen, file à 600 acheteurs à la fois",
      en: "big rush expected in Caen, queue at 600 buyers at a time",
      input: { performance: "Caen", buyers_at_once: 600 },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const row = await ctx.tx
      .insertInto("sale_queues")
      .values({ performance_id: performance.id, buyers_at_once: input.buyers_at_once })
      .onConflict((clash) =>
        clash
          .columns(["organization_id", "performance_id"])
          .doUpdateSet({ buyers_at_once: input.buyers_at_once }),
      )
      .returning("buyers_at_once")
      .executeTakeFirstOrThrow();
    return {
      performanceId: performance.id,
      performance: performance.label,
      buyersAtOnce: row.buyers_at_once,
    };
  },
  summary: (output, say) =>
    say({
      fr: `${output.performance} : ${say.number(output.buyersAtOnce)} acheteurs à la fois, les suivants attendent leur tour.`,
      en: `${output.performance}: ${say.number(output.buyersAtOnce)} buyers at a time, the next ones wait their turn.`,
    }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
