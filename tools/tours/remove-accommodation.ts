import { z } from "zod";
import { name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { pickOne } from "./pick-one.ts";

export const removeAccommodation = defineTool({
  name: "tours_remove_accommodation",
  title: { fr: "Retirer un hébergement", en: "Remove accommodation" },
  description: "Takes a hotel off a date, by its name. Cancels nothing at the hotel.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    name: name().describe("hotel: id or name").optional(),
  }),
  output: z.object({ performanceId: z.uuid(), performance: z.string(), name: z.string() }),
  examples: [
    {
      fr: "retire l’hôtel de la date de Lyon",
      en: "remove the hotel from the Lyon date",
      input: { performance: "Lyon" },
    },
    {
      fr: "enlève l’Ibis de Nantes",
      en: "take the Ibis off Nantes",
      input: { performance: "Nantes", name: "Ibis" },
    },
    {
      fr: "plus besoin d’hébergement à Lille, supprime-le",
      en: "no accommodation needed in Lille any more, delete it",
      input: { performance: "Lille" },
    },
    {
      fr: "supprime l’hébergement de Rennes",
      en: "delete the accommodation of Rennes",
      input: { performance: "Rennes" },
    },
    {
      fr: "on ne dort plus au Novotel à Nice",
      en: "we no longer sleep at the Novotel in Nice",
      input: { performance: "Nice", name: "Novotel" },
    },
    {
      fr: "vire l’hôtel du 14 mai 2027",
      en: "drop the hotel on 14 May 2027",
      input: { performance: "2027-05-14" },
    },
  ],
  async run(ctx, input) {
    const { id, label } = await resolveRef(ctx, "performance", input.performance);
    const rows = await ctx.tx
      .selectFrom("accommodations")
      .select(["id", "name as label"])
      .where("performance_id", "=", id)
      .orderBy("check_in_on")
      .execute();
    const wanted = input.name?.toLowerCase();
    const one = pickOne(
      rows.filter(
        (row) => !wanted || row.id === wanted || row.label.toLowerCase().includes(wanted),
      ),
      "name",
      {
        fr: `Aucun hébergement de ce nom pour ${label}.`,
        en: `No such accommodation for ${label}.`,
      },
    );
    await ctx.tx.deleteFrom("accommodations").where("id", "=", one.id).execute();
    return { performanceId: id, performance: label, name: one.label };
  },
  summary: (output, say) =>
    say({
      fr: `${output.performance} : ${output.name} retiré.`,
      en: `${output.performance}: ${output.name} removed.`,
    }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
