import { z } from "zod";
import { choice, count, name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { roomKinds } from "./kinds.ts";

const words: Record<(typeof roomKinds)[number], { fr: string; en: string }> = {
  seated: { fr: "Assis", en: "Seated" },
  standing: { fr: "Debout", en: "Standing" },
  mixed: { fr: "Mixte", en: "Mixed" },
};

export const setConfiguration = defineTool({
  name: "tours_set_configuration",
  title: { fr: "Noter une configuration", en: "Note a configuration" },
  description:
    "Notes a layout of a venue and its authorised capacity (seated, standing, mixed); one of the same name is replaced.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    venue: ref("venue"),
    room_kind: choice("room_kind", roomKinds),
    capacity: count(0, 500_000),
    name: name().optional(),
  }),
  output: z.object({
    id: z.uuid(),
    venueId: z.uuid(),
    venue: z.string(),
    name: z.string(),
    kind: z.enum(roomKinds),
    capacity: z.int(),
  }),
  examples: [
    {
      fr: "Le Corum en configuration assise : 1 500 places",
      en: "Le Corum in a seated configuration: 1,500 places",
      input: { venue: "Le Corum", room_kind: "seated", capacity: 1500 },
    },
    {
      fr: "configuration debout du Stereolux 1200",
      en: "standing configuration of Stereolux 1200",
      input: { venue: "Stereolux", room_kind: "standing", capacity: 1200 },
    },
    {
      fr: "note une configuration mixte au Bikini, 900 personnes",
      en: "note a mixed configuration at Le Bikini, 900 people",
      input: { venue: "Bikini", room_kind: "mixed", capacity: 900 },
    },
    {
      fr: "ajoute la configuration assise du Silo, 1 700 places",
      en: "add the seated configuration of Le Silo, 1,700 places",
      input: { venue: "Silo", room_kind: "seated", capacity: 1700 },
    },
    {
      fr: "L’Aéronef passe à 1 900 en configuration debout",
      en: "L’Aéronef goes to 1,900 in standing configuration",
      input: { venue: "L’Aéronef", room_kind: "standing", capacity: 1900 },
    },
    {
      fr: "config assise 400 au Moloco stp",
      en: "seated config 400 at Le Moloco please",
      input: { venue: "Moloco", room_kind: "seated", capacity: 400 },
    },
  ],
  async run(ctx, input) {
    const venue = await resolveRef(ctx, "venue", input.venue);
    const row = await ctx.tx
      .insertInto("configurations")
      .values({
        venue_id: venue.id,
        name: input.name ?? ctx.say(words[input.room_kind]),
        kind: input.room_kind,
        capacity: input.capacity,
      })
      .onConflict((conflict) =>
        conflict
          .columns(["organization_id", "venue_id", "name"])
          .doUpdateSet({ kind: input.room_kind, capacity: input.capacity }),
      )
      .returning(["id", "name", "capacity"])
      .executeTakeFirstOrThrow();
    return { ...row, kind: input.room_kind, venueId: venue.id, venue: venue.label };
  },
  summary: (output, say) =>
    say({
      fr: `${output.venue}, ${output.name.toLowerCase()} : ${say.number(output.capacity)} places.`,
      en: `${output.venue}, ${output.name.toLowerCase()}: ${say.number(output.capacity)} places.`,
    }),
  about: (output) => [{ kind: "venue", id: output.venueId, label: output.venue }],
});
