import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { count, email, name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { issueGuests } from "./issue-guests.ts";

const defaultList = { fr: "Invités", en: "Guests" };

export const addGuests = defineTool({
  name: "ticketing_add_guests",
  title: { fr: "Ajouter des invités", en: "Add guests" },
  description:
    "Puts one or many people on a date's guest list, each with the same number of plus-ones; issues a numbered comp to each; the list is made when missing.",
  permission: "ticketing:write",
  effect: "write",
  outbound: true,
  input: z.object({
    performance: ref("performance"),
    guests: z.array(name()).min(1).max(200).describe("full names"),
    plus_ones: count(0, 20).default(0),
    list: name().describe("name of the guest list").optional(),
    email: email().describe("only with a single guest").optional(),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    list: z.string(),
    /** Each with the numbers of the comps, plus-ones included. */
    added: z.array(z.object({ id: z.uuid(), name: z.string(), numbers: z.array(z.int()) })),
    already: z.array(z.string()),
    plusOnes: z.int(),
    places: z.int(),
    quota: z.int().nullable(),
  }),
  examples: [
    {
      fr: "ajoute Lea Martin +1 sur la liste de Lyon",
      en: "add Lea Martin +1 to the Lyon list",
      input: { performance: "Lyon", guests: ["Lea Martin"], plus_ones: 1 },
    },
    {
      fr: "mets Marc Petit en invité à Paris",
      en: "put Marc Petit on the guest list in Paris",
      input: { performance: "Paris", guests: ["Marc Petit"] },
    },
    {
      fr: "invite Paul Durand et Inès Moreau à Marseille",
      en: "guest list Paul Durand and Inès Moreau in Marseille",
      input: { performance: "Marseille", guests: ["Paul Durand", "Inès Moreau"] },
    },
    {
      fr: "deux places pour Zoé Blanc à Lille, liste Presse",
      en: "two places for Zoé Blanc in Lille, Press list",
      input: { performance: "Lille", guests: ["Zoé Blanc"], plus_ones: 1, list: "Presse" },
    },
    {
      fr: "guestlist Nantes : Sam Leroy avec deux accompagnants",
      en: "guest list Nantes: Sam Leroy with two plus ones",
      input: { performance: "Nantes", guests: ["Sam Leroy"], plus_ones: 2 },
    },
    {
      fr: "rajoute Nina Roux sur la liste du label à Bordeaux",
      en: "add Nina Roux to the label list in Bordeaux",
      input: { performance: "Bordeaux", guests: ["Nina Roux"], list: "Label" },
    },
    {
      fr: "Karim Benali vient à Dijon avec la radio, note-le sur la liste Presse",
      en: "Karim Benali is coming to Dijon with the radio, put him on the Press list",
      input: { performance: "Dijon", guests: ["Karim Benali"], list: "Presse" },
    },
    {
      fr: "Nina Roux vient voir le concert de Caen, liste « Label »",
      en: "Nina Roux is coming to see the Caen show, “Label” list",
      input: { performance: "Caen", guests: ["Nina Roux"], list: "Label" },
    },
    {
      fr: "deux invitations pour Paul Durand à Angers, liste Presse",
      en: "two comps for Paul Durand in Angers, Press list",
      input: { performance: "Angers", guests: ["Paul Durand"], plus_ones: 1, list: "Presse" },
    },
    {
      fr: "Hugo Petit est invité à Strasbourg, liste Artiste",
      en: "Hugo Petit is a guest in Strasbourg, Artist list",
      input: { performance: "Strasbourg", guests: ["Hugo Petit"], list: "Artiste" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const wanted = input.list ?? defaultList[ctx.locale];
    const lists = await ctx.tx
      .selectFrom("guest_lists")
      .select(["id", "name", "quota"])
      .where("performance_id", "=", performance.id)
      .orderBy("created_at")
      .execute();
    const known =
      lists.find((list) => list.name.toLowerCase() === wanted.toLowerCase()) ??
      (input.list === undefined && lists.length === 1 ? lists[0] : undefined);
    const list =
      known ??
      (await ctx.tx
        .insertInto("guest_lists")
        .values({ performance_id: performance.id, name: wanted })
        .returning(["id", "name", "quota"])
        .executeTakeFirstOrThrow());
    const names = [...new Map(input.guests.map((guest) => [guest.toLowerCase(), guest])).values()];
    const present = await ctx.tx
      .selectFrom("guests")
      .select("name")
      .where("guest_list_id", "=", list.id)
      .where("status", "in", ["invited", "confirmed"])
      .execute();
    const there = new Set(present.map((guest) => guest.name.toLowerCase()));
    const fresh = names.filter((guest) => !there.has(guest.toLowerCase()));
    if (fresh.length === 0) {
      throw new ToolError("conflict", {
        fr: `Déjà sur la liste de ${performance.label} : ${names.join(", ")}.`,
        en: `Already on the list of ${performance.label}: ${names.join(", ")}.`,
      });
    }
    const { added, places } = await issueGuests(
      ctx,
      list.id,
      fresh.map((guest) => ({
        name: guest,
        plus_ones: input.plus_ones,
        email: fresh.length === 1 ? (input.email ?? null) : null,
      })),
    );
    return {
      performanceId: performance.id,
      performance: performance.label,
      list: list.name,
      added: added.map(({ id, name: guest, numbers }) => ({ id, name: guest, numbers })),
      already: names.filter((guest) => there.has(guest.toLowerCase())),
      plusOnes: input.plus_ones,
      places,
      quota: list.quota,
    };
  },
  summary: (output, say) => {
    const plus = output.plusOnes > 0 ? ` +${output.plusOnes}` : "";
    return say({
      fr: `${say.list(output.added.map((guest) => `${guest.name}${plus}`))} sur la liste « ${output.list} » de ${output.performance}.`,
      en: `${say.list(output.added.map((guest) => `${guest.name}${plus}`))} on the list “${output.list}” of ${output.performance}.`,
    });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
