import { sql } from "kysely";
import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { ToolError } from "../core/errors.ts";
import { clearing, count, day, email, name, ref, time } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { instantOf } from "../tours/times.ts";
import { untilWords } from "./until-words.ts";

/** Without a quota as many as wanted come in; without a deadline names are taken until the doors. */
const emptiable = {
  quota: "quota",
  deadline_on: "deadline",
  person: "person_name",
  email: "person_email",
} as const;

export const setGuestList = defineTool({
  name: "ticketing_set_guest_list",
  title: { fr: "Régler une liste d’invités", en: "Set a guest list" },
  description:
    "Sets a guest list of a date: places plus-ones included, deadline for names, partner whose list it is; made when missing.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    list: name().describe("name of the guest list"),
    quota: count(0, 500_000).optional(),
    rename: name().optional(),
    deadline_on: day().describe("last day to give names").optional(),
    deadline_at: time().describe("time on that day; its end when absent").optional(),
    person: name().describe("partner whose list it is").optional(),
    email: email().describe("the partner's").optional(),
    clear: clearing(emptiable).optional(),
  }),
  output: z.object({
    id: z.uuid(),
    performanceId: z.uuid(),
    performance: z.string(),
    list: z.string(),
    quota: z.int().nullable(),
    deadline: z.string().nullable(),
    timeZone: z.string(),
    person: z.string().nullable(),
  }),
  examples: [
    {
      fr: "limite la liste Presse de Lyon à 12 places",
      en: "limit the Press list of Lyon to 12 places",
      input: { performance: "Lyon", list: "Presse", quota: 12 },
    },
    {
      fr: "quota d’invitations du label à Paris : 20",
      en: "guest quota of the label in Paris: 20",
      input: { performance: "Paris", list: "label", quota: 20 },
    },
    {
      fr: "crée une liste Partenaires de 30 places à Lille",
      en: "make a Partners list of 30 places in Lille",
      input: { performance: "Lille", list: "Partenaires", quota: 30 },
    },
    {
      fr: "plus de limite sur la liste Artiste à Nantes",
      en: "no more limit on the Artist list in Nantes",
      input: { performance: "Nantes", list: "Artiste", clear: ["quota"] },
    },
    {
      fr: "le contingent d’exos de la salle à Tours c’est 8",
      en: "the venue's comp quota in Tours is 8",
      input: { performance: "Tours", list: "salle", quota: 8 },
    },
    {
      fr: "renomme la liste Presse de Metz en Médias",
      en: "rename the Press list of Metz to Media",
      input: { performance: "Metz", list: "Presse", rename: "Médias" },
    },
    {
      fr: "la liste du label à Lyon ferme le 12 mai 2027 à 18h",
      en: "the label list in Lyon closes on 12 May 2027 at 6 pm",
      input: {
        performance: "Lyon",
        list: "label",
        deadline_on: "2027-05-12",
        deadline_at: "18:00",
      },
    },
    {
      fr: "donne 6 invitations à Paul Durand pour Nantes, paul@exemple.fr, liste Radio",
      en: "give Paul Durand 6 comps for Nantes, paul@example.com, Radio list",
      input: {
        performance: "Nantes",
        list: "Radio",
        quota: 6,
        person: "Paul Durand",
        email: "paul@exemple.fr",
      },
    },
    {
      fr: "enlève la date limite de la liste Presse de Dijon",
      en: "remove the deadline of the Press list of Dijon",
      input: { performance: "Dijon", list: "Presse", clear: ["deadline_on"] },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const known = (
      await ctx.tx
        .selectFrom("guest_lists")
        .select(["id", "name", "quota"])
        .where("performance_id", "=", performance.id)
        .execute()
    ).find((list) => list.name.toLowerCase() === input.list.toLowerCase());
    const timeZone = await zoneOf(ctx, performance.id);
    if (input.deadline_at && !input.deadline_on) {
      throw new ToolError(
        "invalid_input",
        { fr: "Quel jour la liste ferme-t-elle ?", en: "On which day does the list close?" },
        { field: "deadline_on" },
      );
    }
    const change = {
      ...emptied(emptiable, input.clear, input),
      ...(input.quota === undefined ? {} : { quota: input.quota }),
      ...(input.rename === undefined ? {} : { name: input.rename }),
      ...(input.deadline_on
        ? { deadline: instantOf(input.deadline_on, input.deadline_at ?? "24:00", timeZone) }
        : {}),
      ...(input.person === undefined ? {} : { person_name: input.person }),
      ...(input.email === undefined ? {} : { person_email: input.email }),
    };
    if (known && Object.keys(change).length === 0) {
      throw new ToolError(
        "invalid_input",
        { fr: "Combien de places dans cette liste ?", en: "How many places on this list?" },
        { field: "quota" },
      );
    }
    if (known && input.quota !== undefined) await refuseTooSmall(ctx, known, input.quota);
    const row = known
      ? await ctx.tx
          .updateTable("guest_lists")
          .set(change)
          .where("id", "=", known.id)
          .returning(shown)
          .executeTakeFirstOrThrow()
      : await ctx.tx
          .insertInto("guest_lists")
          .values({ performance_id: performance.id, name: input.list, ...change })
          .returning(shown)
          .executeTakeFirstOrThrow();
    return {
      ...row,
      deadline: row.deadline && new Date(row.deadline).toISOString(),
      timeZone,
      performanceId: performance.id,
      performance: performance.label,
    };
  },
  summary: (output, say) => {
    const places =
      output.quota === null
        ? say({ fr: "sans limite", en: "no limit" })
        : say.count(output.quota, {
            fr: { one: "place", other: "places" },
            en: { one: "place", other: "places" },
          });
    const until = output.deadline && untilWords(say, output.deadline, output.timeZone);
    const closes = until
      ? say({ fr: `, noms jusqu’au ${until}`, en: `, names until ${until}` })
      : "";
    const whose = output.person ? ` (${output.person})` : "";
    return say({
      fr: `Liste « ${output.list} »${whose} de ${output.performance} : ${places}${closes}.`,
      en: `List “${output.list}”${whose} of ${output.performance}: ${places}${closes}.`,
    });
  },
  about: (output) => [
    { kind: "performance", id: output.performanceId, label: output.performance },
    { kind: "guest_list", id: output.id, label: output.list },
  ],
});

const shown = ["id", "name as list", "quota", "deadline", "person_name as person"] as const;

async function zoneOf(ctx: ToolContext, performanceId: string): Promise<string> {
  const { zone } = await ctx.tx
    .selectFrom("performances")
    .innerJoin("organizations", "organizations.id", "performances.organization_id")
    .leftJoin("venues", "venues.id", "performances.venue_id")
    .select(sql<string>`coalesce(venues.time_zone, organizations.time_zone)`.as("zone"))
    .where("performances.id", "=", performanceId)
    .executeTakeFirstOrThrow();
  return zone;
}

async function refuseTooSmall(ctx: ToolContext, list: { id: string; name: string }, quota: number) {
  const guests = await ctx.tx
    .selectFrom("guests")
    .select("plus_ones")
    .where("guest_list_id", "=", list.id)
    .where("status", "in", ["invited", "confirmed"])
    .execute();
  const places = guests.reduce((sum, guest) => sum + 1 + guest.plus_ones, 0);
  if (places <= quota) return;
  throw new ToolError(
    "invalid_input",
    {
      fr: `La liste « ${list.name} » compte déjà ${places} places : le quota ne peut pas descendre à ${quota}.`,
      en: `The list “${list.name}” already holds ${places} places: its quota cannot go down to ${quota}.`,
    },
    { field: "quota" },
  );
}
