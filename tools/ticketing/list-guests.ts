import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

export const listGuests = defineTool({
  name: "ticketing_list_guests",
  title: { fr: "Liste d’invités", en: "Guest list" },
  description: "The guest lists of a date with plus-ones and state.",
  permission: "ticketing:read",
  effect: "read",
  untrusted: true,
  input: z.object({ performance: ref("performance") }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    places: z.int(),
    guests: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        list: z.string(),
        plusOnes: z.int(),
        status: z.string(),
        email: z.string().nullable(),
      }),
    ),
  }),
  examples: [
    {
      fr: "qui est sur la liste d’invités de Lyon ?",
      en: "who is on the Lyon guest list?",
      input: { performance: "Lyon" },
    },
    {
      fr: "montre la guestlist de Paris",
      en: "show the Paris guest list",
      input: { performance: "Paris" },
    },
    {
      fr: "combien d’invités à Marseille",
      en: "how many guests in Marseille",
      input: { performance: "Marseille" },
    },
    { fr: "les invits pour Lille", en: "comps for Lille", input: { performance: "Lille" } },
    {
      fr: "sors-moi la liste des invités de Nantes pour la porte",
      en: "give me the Nantes guest list for the door",
      input: { performance: "Nantes" },
    },
    {
      fr: "est-ce qu’on a des invités à Bordeaux ?",
      en: "do we have guests in Bordeaux?",
      input: { performance: "Bordeaux" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const guests = await ctx.tx
      .selectFrom("guests")
      .innerJoin("guest_lists", "guest_lists.id", "guests.guest_list_id")
      .select([
        "guests.id",
        "guests.name",
        "guest_lists.name as list",
        "guests.plus_ones as plusOnes",
        "guests.status",
        "guests.email",
      ])
      .where("guests.performance_id", "=", performance.id)
      .where("guests.status", "<>", "cancelled")
      .orderBy("guest_lists.name")
      .orderBy("guests.name")
      .execute();
    return {
      performanceId: performance.id,
      performance: performance.label,
      places: guests.reduce((sum, guest) => sum + 1 + guest.plusOnes, 0),
      guests,
    };
  },
  summary: (output, say) =>
    output.guests.length === 0
      ? say({
          fr: `Aucun invité à ${output.performance}.`,
          en: `No guest at ${output.performance}.`,
        })
      : say({
          fr: `${say.count(output.guests.length, { fr: { one: "invité", other: "invités" }, en: { one: "", other: "" } })} à ${output.performance}, ${say.number(output.places)} places en tout.`,
          en: `${say.count(output.guests.length, { fr: { one: "", other: "" }, en: { one: "guest", other: "guests" } })} at ${output.performance}, ${say.number(output.places)} places in all.`,
        }),
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: `Invités · ${output.performance}`, en: `Guests · ${output.performance}` }),
    columns: [
      { key: "name", label: say({ fr: "Nom", en: "Name" }), type: "text" },
      { key: "plus", label: "+", type: "number" },
      { key: "list", label: say({ fr: "Liste", en: "List" }), type: "text" },
    ],
    rows: output.guests.map((guest) => ({
      name: guest.name,
      plus: guest.plusOnes,
      list: guest.list,
    })),
    total: output.guests.length,
  }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
