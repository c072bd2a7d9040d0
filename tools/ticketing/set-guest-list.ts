import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { count, flag, name, ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

export const setGuestList = defineTool({
  name: "ticketing_set_guest_list",
  title: { fr: "Régler une liste d’invités", en: "Set a guest list" },
  description:
    "Sets how many places a guest list of a date may hold, plus-ones included; the list is made when missing.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    list: name().describe("name of the guest list"),
    quota: count(0, 500_000).optional(),
    no_quota: flag().describe("as many as wanted").optional(),
    rename: name().optional(),
  }),
  output: z.object({
    id: z.uuid(),
    performanceId: z.uuid(),
    performance: z.string(),
    list: z.string(),
    quota: z.int().nullable(),
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
      input: { performance: "Nantes", list: "Artiste", no_quota: true },
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
    const change = {
      ...(input.no_quota ? { quota: null } : {}),
      ...(input.quota === undefined ? {} : { quota: input.quota }),
      ...(input.rename === undefined ? {} : { name: input.rename }),
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
          .returning(["id", "name as list", "quota"])
          .executeTakeFirstOrThrow()
      : await ctx.tx
          .insertInto("guest_lists")
          .values({ performance_id: performance.id, name: input.list, ...change })
          .returning(["id", "name as list", "quota"])
          .executeTakeFirstOrThrow();
    return { ...row, performanceId: performance.id, performance: performance.label };
  },
  summary: (output, say) => {
    const places =
      output.quota === null
        ? say({ fr: "sans limite", en: "no limit" })
        : say.count(output.quota, {
            fr: { one: "place", other: "places" },
            en: { one: "place", other: "places" },
          });
    return say({
      fr: `Liste « ${output.list} » de ${output.performance} : ${places}.`,
      en: `List “${output.list}” of ${output.performance}: ${places}.`,
    });
  },
  about: (output) => [
    { kind: "performance", id: output.performanceId, label: output.performance },
    { kind: "guest_list", id: output.id, label: output.list },
  ],
});

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
