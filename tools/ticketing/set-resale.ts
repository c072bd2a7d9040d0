import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

export const resaleStates = ["open", "closed"] as const;

export const setResale = defineTool({
  name: "ticketing_set_resale",
  title: { fr: "Autoriser la revente", en: "Allow resale" },
  description:
    "Opens or closes resale at face price for a date: buyers give tickets back to a waiting list, never above what they paid.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    resale: choice("resale", resaleStates),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    resale: z.enum(resaleStates),
    waiting: z.int(),
  }),
  examples: [
    {
      fr: "autorise la revente à Lyon",
      en: "allow resale in Lyon",
      input: { performance: "Lyon", resale: "open" },
    },
    {
      fr: "ouvre la liste d’attente et la revente pour Paris",
      en: "open the waiting list and resale for Paris",
      input: { performance: "Paris", resale: "open" },
    },
    {
      fr: "ferme la revente de Nantes",
      en: "close resale for Nantes",
      input: { performance: "Nantes", resale: "closed" },
    },
    {
      fr: "c’est complet à Lille, laisse les gens revendre leurs billets au prix d’achat",
      en: "Lille is sold out, let people resell their tickets at face price",
      input: { performance: "Lille", resale: "open" },
    },
    {
      fr: "plus de revente à Marseille",
      en: "no more resale in Marseille",
      input: { performance: "Marseille", resale: "closed" },
    },
    {
      fr: "bourse aux billets ouverte pour Tours",
      en: "ticket exchange open for Tours",
      input: { performance: "Tours", resale: "open" },
    },
    {
      fr: "ouvre la revente des billets pour Strasbourg",
      en: "open the resale of tickets for Strasbourg",
      input: { performance: "Strasbourg", resale: "open" },
    },
    {
      fr: "autorise la revente au prix d’achat à Toulouse",
      en: "allow resale at face price in Toulouse",
      input: { performance: "Toulouse", resale: "open" },
    },
    {
      fr: "ferme la revente et la liste d’attente de Caen",
      en: "close the resale and the waiting list of Caen",
      input: { performance: "Caen", resale: "closed" },
    },
    {
      fr: "arrête la bourse aux billets d’Angers",
      en: "stop the ticket exchange of Angers",
      input: { performance: "Angers", resale: "closed" },
    },
    {
      fr: "lance la bourse aux billets pour Dijon, c’est complet",
      en: "start the ticket exchange for Dijon, it is sold out",
      input: { performance: "Dijon", resale: "open" },
    },
    {
      fr: "stop à la revente à Bordeaux",
      en: "no more resale in Bordeaux please",
      input: { performance: "Bordeaux", resale: "closed" },
    },
    {
      fr: "on ne veut plus de revente à Metz, ferme",
      en: "we want no more resale in Metz, close it",
      input: { performance: "Metz", resale: "closed" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const date = await ctx.tx
      .selectFrom("performances")
      .select(["status", "resale_opened_at as openedAt"])
      .where("id", "=", performance.id)
      .executeTakeFirstOrThrow();
    if (input.resale === "open" && !["confirmed", "on_sale"].includes(date.status)) {
      throw new ToolError("conflict", {
        fr: `${performance.label} n’est pas en vente.`,
        en: `${performance.label} is not on sale.`,
      });
    }
    if ((input.resale === "open") === (date.openedAt !== null)) {
      throw new ToolError("conflict", {
        fr: `La revente de ${performance.label} est déjà ${input.resale === "open" ? "ouverte" : "fermée"}.`,
        en: `Resale for ${performance.label} is already ${input.resale}.`,
      });
    }
    await ctx.tx
      .updateTable("performances")
      .set({ resale_opened_at: input.resale === "open" ? sql<Date>`${ctx.now}` : null })
      .where("id", "=", performance.id)
      .execute();
    const { waiting } = await ctx.tx
      .selectFrom("waiting_list")
      .select(sql<number>`count(*)::int`.as("waiting"))
      .where("performance_id", "=", performance.id)
      .where("status", "in", ["waiting", "offered"])
      .executeTakeFirstOrThrow();
    return {
      performanceId: performance.id,
      performance: performance.label,
      resale: input.resale,
      waiting,
    };
  },
  summary: (output, say) =>
    output.resale === "open"
      ? say({
          fr: `La revente au prix d’achat est ouverte pour ${output.performance}. Une fois complet, la page de vente propose la liste d’attente.`,
          en: `Resale at face price is open for ${output.performance}. Once sold out, the sale page offers the waiting list.`,
        })
      : say({
          fr: `La revente est fermée pour ${output.performance}.`,
          en: `Resale is closed for ${output.performance}.`,
        }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
