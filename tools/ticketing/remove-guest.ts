import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

export const removeGuest = defineTool({
  name: "ticketing_remove_guest",
  title: { fr: "Retirer un invité", en: "Remove a guest" },
  description:
    "Takes a person off a date's guest list; their comps end, numbers and row stay as cancelled.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({ performance: ref("performance"), guest: name().describe("id or name") }),
  output: z.object({ performanceId: z.uuid(), performance: z.string(), name: z.string() }),
  examples: [
    {
      fr: "enlève Lea Martin de la liste de Lyon",
      en: "take Lea Martin off the Lyon list",
      input: { performance: "Lyon", guest: "Lea Martin" },
    },
    {
      fr: "Marc Petit ne vient plus à Paris, retire-le des invités",
      en: "Marc Petit is not coming to Paris, remove him from the guests",
      input: { performance: "Paris", guest: "Marc Petit" },
    },
    {
      fr: "supprime l’invité Paul Durand à Marseille",
      en: "delete the guest Paul Durand in Marseille",
      input: { performance: "Marseille", guest: "Paul Durand" },
    },
    {
      fr: "raye Zoé Blanc de la guestlist de Lille",
      en: "strike Zoé Blanc from the Lille guest list",
      input: { performance: "Lille", guest: "Zoé Blanc" },
    },
    {
      fr: "annule l’invitation d’Inès Moreau pour Nantes",
      en: "cancel Inès Moreau's comp for Nantes",
      input: { performance: "Nantes", guest: "Inès Moreau" },
    },
    {
      fr: "plus d’invit pour Sam Leroy à Tours",
      en: "no more comp for Sam Leroy in Tours",
      input: { performance: "Tours", guest: "Sam Leroy" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const guests = await ctx.tx
      .selectFrom("guests")
      .select(["id", "name"])
      .where("performance_id", "=", performance.id)
      .where("status", "<>", "cancelled")
      .execute();
    const wanted = input.guest.toLowerCase();
    const named = (fits: (guest: (typeof guests)[number]) => boolean) => guests.filter(fits);
    const found =
      [
        named(({ id }) => id === input.guest),
        named(({ name: guest }) => guest.toLowerCase() === wanted),
      ].find((list) => list.length > 0) ??
      named(({ name: guest }) => guest.toLowerCase().includes(wanted));
    const [only] = found;
    if (!only || found.length > 1) {
      throw new ToolError(
        found.length > 1 ? "invalid_input" : "not_found",
        {
          fr: `${found.length > 1 ? "Plusieurs invités correspondent" : "Aucun invité ne correspond"} à « ${input.guest} » pour ${performance.label}.`,
          en: `${found.length > 1 ? "Several guests match" : "No guest matches"} “${input.guest}” for ${performance.label}.`,
        },
        {
          field: "guest",
          choices: (found.length > 1 ? found : guests)
            .slice(0, 6)
            .map(({ id, name: label }) => ({ id, label })),
        },
      );
    }
    const { rows } = await sql<{ answer: AfterSaleAnswer }>`
      select koncert.remove_guest(${only.id}::uuid, false, ${ctx.now}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw refuseAfterSale(answer);
    return { performanceId: performance.id, performance: performance.label, name: only.name };
  },
  summary: (output, say) =>
    say({
      fr: `${output.name} n’est plus sur la liste de ${output.performance}.`,
      en: `${output.name} is off the list of ${output.performance}.`,
    }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
