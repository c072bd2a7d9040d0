import { z } from "zod";
import { count, email, name, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { exampleToken } from "./get-order.ts";
import { issueGuests } from "./issue-guests.ts";
import { openGuestList } from "./open-links.ts";
import { readSharedGuestList, sharedGuestList } from "./shared-guest-list.ts";

export const fillGuestList = defineTool({
  name: "ticketing_fill_guest_list",
  title: { fr: "Remplir une liste d’invités", en: "Fill in a guest list" },
  description:
    "A partner puts a person on their guest list by its link; a numbered comp is issued for them and each plus-one.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    list: words(60).describe("token of the guest list"),
    name: name(),
    plus_ones: count(0, 20).default(0),
    email: email().optional(),
  }),
  output: sharedGuestList,
  examples: [
    {
      fr: "ajoute Nina Roux à ma liste",
      en: "add Nina Roux to my list",
      input: { list: exampleToken, name: "Nina Roux" },
    },
    {
      fr: "Sam Leroy avec un accompagnant",
      en: "Sam Leroy plus one",
      input: { list: exampleToken, name: "Sam Leroy", plus_ones: 1 },
    },
    {
      fr: "invite Paul Durand, paul@exemple.fr",
      en: "invite Paul Durand, paul@example.com",
      input: { list: exampleToken, name: "Paul Durand", email: "paul@exemple.fr" },
    },
    {
      fr: "mets Zoé Blanc +2",
      en: "put Zoé Blanc +2",
      input: { list: exampleToken, name: "Zoé Blanc", plus_ones: 2 },
    },
    {
      fr: "une invitation pour Inès Moreau",
      en: "a comp for Inès Moreau",
      input: { list: exampleToken, name: "Inès Moreau" },
    },
    {
      fr: "Marc Petit sur la liste stp",
      en: "Marc Petit on the list please",
      input: { list: exampleToken, name: "Marc Petit" },
    },
  ],
  async run(ctx, input) {
    const id = openGuestList(ctx, input.list);
    const guest = { name: input.name, plus_ones: input.plus_ones, email: input.email ?? null };
    await issueGuests(ctx, id, [guest]);
    return readSharedGuestList(ctx, id);
  },
  summary: (output, say) =>
    say({
      fr: `Liste « ${output.name} » : ${say.count(output.places, { fr: { one: "place prise", other: "places prises" }, en: { one: "", other: "" } })}.`,
      en: `List “${output.name}”: ${say.count(output.places, { fr: { one: "", other: "" }, en: { one: "place taken", other: "places taken" } })}.`,
    }),
});
