import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { email, name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { linkToken } from "./link-tokens.ts";
import { untilWords } from "./until-words.ts";

export const shareGuestList = defineTool({
  name: "ticketing_share_guest_list",
  title: { fr: "Confier une liste d’invités", en: "Hand over a guest list" },
  description:
    "Mails a partner the link by which they fill in the names of their guest list of a date, within its quota and deadline.",
  permission: "ticketing:write",
  effect: "write",
  outbound: true,
  input: z.object({
    performance: ref("performance"),
    list: name().describe("name of the guest list"),
    email: email().describe("the partner's; kept with the list").optional(),
    person: name().describe("the partner's name").optional(),
  }),
  output: z.object({
    id: z.uuid(),
    performanceId: z.uuid(),
    performance: z.string(),
    list: z.string(),
    to: z.string(),
    /** Path of the page. */
    path: z.string(),
  }),
  examples: [
    {
      fr: "envoie la liste Presse de Lyon à paul@exemple.fr pour qu’il mette ses noms",
      en: "send the Press list of Lyon to paul@example.com so he fills in his names",
      input: { performance: "Lyon", list: "Presse", email: "paul@exemple.fr" },
    },
    {
      fr: "partage la liste du label à Paris avec Nina Roux, nina@exemple.fr",
      en: "share the label list in Paris with Nina Roux, nina@example.com",
      input: {
        performance: "Paris",
        list: "label",
        person: "Nina Roux",
        email: "nina@exemple.fr",
      },
    },
    {
      fr: "renvoie son lien au partenaire de la liste Radio à Nantes",
      en: "resend the Radio list partner their link for Nantes",
      input: { performance: "Nantes", list: "Radio" },
    },
    {
      fr: "confie la liste Artiste de Lille à zoe@exemple.fr",
      en: "hand the Artist list of Lille over to zoe@example.com",
      input: { performance: "Lille", list: "Artiste", email: "zoe@exemple.fr" },
    },
    {
      fr: "le lien de la liste Partenaires de Tours, envoie-le",
      en: "the link of the Partners list of Tours, send it",
      input: { performance: "Tours", list: "Partenaires" },
    },
    {
      fr: "qu’il remplisse sa liste lui-même : Salle, Metz, sam@exemple.fr",
      en: "let him fill in his list himself: Venue, Metz, sam@example.com",
      input: { performance: "Metz", list: "Salle", email: "sam@exemple.fr" },
    },
    {
      fr: "partage la liste Presse de Strasbourg avec paul@exemple.fr",
      en: "share the Press list of Strasbourg with paul@example.com",
      input: { performance: "Strasbourg", list: "Presse", email: "paul@exemple.fr" },
    },
    {
      fr: "partage la liste Radio de Toulouse avec Zoé Blanc, zoe@exemple.fr, elle mettra ses noms",
      en: "share the Radio list of Toulouse with Zoé Blanc, zoe@example.com, she will put her names",
      input: {
        performance: "Toulouse",
        list: "Radio",
        person: "Zoé Blanc",
        email: "zoe@exemple.fr",
      },
    },
    {
      fr: "envoie le lien de la liste Label de Caen à nina@exemple.fr pour qu’elle la remplisse",
      en: "send the link of the Label list of Caen to nina@example.com so she fills it in",
      input: { performance: "Caen", list: "Label", email: "nina@exemple.fr" },
    },
    {
      fr: "que Sam remplisse lui-même la liste Salle d’Angers, sam@exemple.fr",
      en: "let Sam fill in the Venue list of Angers himself, sam@example.com",
      input: { performance: "Angers", list: "Salle", person: "Sam", email: "sam@exemple.fr" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const lists = await ctx.tx
      .selectFrom("guest_lists")
      .select(["id", "name", "quota", "deadline", "person_name", "person_email"])
      .where("performance_id", "=", performance.id)
      .execute();
    const list = lists.find((row) => row.name.toLowerCase() === input.list.toLowerCase());
    if (!list) {
      throw new ToolError(
        "not_found",
        {
          fr: `${performance.label} n’a pas de liste « ${input.list} ».`,
          en: `${performance.label} has no list “${input.list}”.`,
        },
        { field: "list", choices: lists.map(({ id, name: label }) => ({ id, label })) },
      );
    }
    const to = input.email ?? list.person_email;
    if (!to) {
      throw new ToolError(
        "invalid_input",
        { fr: "À quelle adresse envoyer le lien ?", en: "Which address should the link go to?" },
        { field: "email" },
      );
    }
    const person = input.person ?? list.person_name;
    await ctx.tx
      .updateTable("guest_lists")
      .set({ person_email: to, person_name: person })
      .where("id", "=", list.id)
      .execute();
    const date = await ctx.tx
      .selectFrom("performances")
      .innerJoin("artists", "artists.id", "performances.artist_id")
      .innerJoin("organizations", "organizations.id", "performances.organization_id")
      .leftJoin("venues", "venues.id", "performances.venue_id")
      .select([
        "performances.day",
        "artists.name as artist",
        "organizations.name as organizer",
        "organizations.time_zone as zone",
        "venues.time_zone as venueZone",
        "venues.name as venue",
        "venues.city",
      ])
      .where("performances.id", "=", performance.id)
      .executeTakeFirstOrThrow();
    const say = ctx.sayIn(ctx.locale);
    const token = linkToken(ctx.integrations.secrets, "guest-list", list.id);
    const zone = date.venueZone ?? date.zone;
    const deadline = list.deadline && new Date(list.deadline).toISOString();
    await ctx.tx
      .insertInto("outbox")
      .values({
        name: "mail/guest-list",
        data: JSON.stringify({
          to,
          buyer: person,
          locale: ctx.locale,
          performance: [date.artist, say.day(date.day), date.venue, date.city]
            .filter(Boolean)
            .join(", "),
          token,
          list: list.name,
          organizer: date.organizer,
          quota: list.quota,
          until: deadline && untilWords(say, deadline, zone),
        }),
      })
      .execute();
    return {
      id: list.id,
      performanceId: performance.id,
      performance: performance.label,
      list: list.name,
      to,
      path: `/g/${token}`,
    };
  },
  summary: (output, say) =>
    say({
      fr: `Le lien de la liste « ${output.list} » de ${output.performance} part à ${output.to}.`,
      en: `The link of the list “${output.list}” of ${output.performance} goes to ${output.to}.`,
    }),
  about: (output) => [
    { kind: "performance", id: output.performanceId, label: output.performance },
    { kind: "guest_list", id: output.id, label: output.list },
  ],
});
