import { z } from "zod";
import { ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { findPeople, foundPerson } from "./door-people.ts";

export const findTicket = defineTool({
  name: "ticketing_find_ticket",
  title: { fr: "Chercher un billet", en: "Find a ticket" },
  description:
    "Looks somebody up at the door of a date by name, ticket number, order number or e-mail: ticket, type, inside or not.",
  permission: "door:scan",
  effect: "read",
  untrusted: true,
  input: z.object({
    performance: ref("performance"),
    who: words(200).describe("name, ticket number, order number or e-mail"),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    total: z.int(),
    people: z.array(foundPerson),
  }),
  examples: [
    {
      fr: "cherche le billet de Lea Martin à la porte de Lyon",
      en: "look up Lea Martin's ticket at the Lyon door",
      input: { performance: "Lyon", who: "Lea Martin" },
    },
    {
      fr: "est-ce que Marc Petit a un billet pour Marseille ?",
      en: "does Marc Petit have a ticket for Marseille?",
      input: { performance: "Marseille", who: "Marc Petit" },
    },
    {
      fr: "Paul Durand est déjà entré à Nantes ?",
      en: "is Paul Durand already inside in Nantes?",
      input: { performance: "Nantes", who: "Paul Durand" },
    },
    {
      fr: "une dame Dupont sans billet à l’entrée de Lille, vérifie",
      en: "a Ms Dupont without a ticket at the Lille entrance, check",
      input: { performance: "Lille", who: "Dupont" },
    },
    {
      fr: "retrouve le billet de marc@exemple.fr pour ce soir à Paris",
      en: "find the ticket of marc@example.com for tonight in Paris",
      input: { performance: "Paris", who: "marc@exemple.fr" },
    },
    {
      fr: "Sam Leroy est-il entré à Rennes ?",
      en: "has Sam Leroy come in at Rennes?",
      input: { performance: "Rennes", who: "Sam Leroy" },
    },
    {
      fr: "vérifie si Nina Roux a bien un billet pour Tours",
      en: "check whether Nina Roux has a ticket for Tours",
      input: { performance: "Tours", who: "Nina Roux" },
    },
    {
      fr: "quelqu’un au nom de Leroux à la porte de Caen, il est sur les billets ?",
      en: "somebody called Leroux at the door in Caen, is he on the tickets?",
      input: { performance: "Caen", who: "Leroux" },
    },
    {
      fr: "le billet de paul@exemple.fr à l’entrée de Metz",
      en: "the ticket of paul@example.com at the entrance in Metz",
      input: { performance: "Metz", who: "paul@exemple.fr" },
    },
    {
      fr: "Inès Moreau a perdu son billet à Bordeaux",
      en: "Inès Moreau lost her ticket in Bordeaux",
      input: { performance: "Bordeaux", who: "Inès Moreau" },
    },
    {
      fr: "Lea Martin est déjà entrée à Strasbourg ?",
      en: "is Lea Martin already inside in Strasbourg?",
      input: { performance: "Strasbourg", who: "Lea Martin" },
    },
    {
      fr: "une personne au nom de Blanc à l’entrée de Toulouse, elle a un billet ?",
      en: "somebody called Blanc at the entrance in Toulouse, is there a ticket?",
      input: { performance: "Toulouse", who: "Blanc" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const people = await findPeople(ctx, performance.id, input.who);
    return {
      performanceId: performance.id,
      performance: performance.label,
      total: people.length,
      people,
    };
  },
  summary: (output, say) => {
    const [first] = output.people;
    if (!first) {
      return say({
        fr: `Personne à ce nom pour ${output.performance}.`,
        en: `Nobody of that name for ${output.performance}.`,
      });
    }
    if (output.total > 1) {
      return say({
        fr: `${say.count(output.total, { fr: { one: "personne", other: "personnes" }, en: { one: "", other: "" } })} pour ${output.performance}.`,
        en: `${say.count(output.total, { fr: { one: "", other: "" }, en: { one: "person", other: "people" } })} for ${output.performance}.`,
      });
    }
    const state = first.inside
      ? say({ fr: "déjà entré", en: "already in" })
      : say({ fr: "pas encore entré", en: "not in yet" });
    return `${[first.holder, first.type, state].filter(Boolean).join(", ")}.`;
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: `Billets · ${output.performance}`, en: `Tickets · ${output.performance}` }),
    columns: [
      { key: "holder", label: say({ fr: "Nom", en: "Name" }), type: "text" },
      { key: "type", label: say({ fr: "Tarif", en: "Type" }), type: "text" },
      { key: "number", label: say({ fr: "N°", en: "No." }), type: "number" },
      { key: "order", label: say({ fr: "Commande", en: "Order" }), type: "text" },
      { key: "state", label: say({ fr: "Porte", en: "Door" }), type: "text" },
    ],
    rows: output.people.map((person) => ({
      holder: person.holder,
      type: person.type,
      number: person.number,
      order: person.orderNumber,
      state: person.inside ? say({ fr: "entré", en: "in" }) : null,
    })),
    total: output.total,
  }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
