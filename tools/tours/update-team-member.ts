import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { roleWords, teamRoles } from "./add-team-member.ts";
import { nothingToChange } from "./nothing-to-change.ts";
import { pickOne } from "./pick-one.ts";
import { resolveTour } from "./resolve-artist.ts";

export const updateTeamMember = defineTool({
  name: "tours_update_team_member",
  title: { fr: "Changer un rôle dans l’équipe", en: "Change a role in the crew" },
  description: "Gives someone of the crew of a date, or of a whole tour, another role.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    contact: ref("contact"),
    team_role: choice("team_role", teamRoles).describe("the new role"),
    performance: ref("performance").optional(),
    tour: ref("tour").optional(),
    /** Not of a semantic type: a page knows which line it is, a person does not. */
    team_member: z.uuid().optional(),
  }),
  output: z.object({
    contactId: z.uuid(),
    contact: z.string(),
    role: z.enum(teamRoles),
    before: z.string(),
    where: z.string(),
    performanceId: z.uuid().nullable(),
    tourId: z.uuid().nullable(),
  }),
  examples: [
    {
      fr: "change le rôle de Karim Benali à Lyon : lumière",
      en: "change the role of Karim Benali in Lyon: lighting",
      input: { contact: "Karim Benali", team_role: "lighting_engineer", performance: "Lyon" },
    },
    {
      fr: "change le rôle d’Anne Roux à Nantes : régie générale",
      en: "change the role of Anne Roux in Nantes: production manager",
      input: { contact: "Anne Roux", team_role: "production_manager", performance: "Nantes" },
    },
    {
      fr: "Paul Mayer devient backliner sur la tournée Organique",
      en: "Paul Mayer becomes backliner on the Organique tour",
      input: { contact: "Paul Mayer", team_role: "backliner", tour: "Organique" },
    },
    {
      fr: "change le rôle d’Inès Faure à Lille, elle passe au son",
      en: "change the role of Inès Faure in Lille, she moves to sound",
      input: { contact: "Inès Faure", team_role: "sound_engineer", performance: "Lille" },
    },
    {
      fr: "Léo Petit devient chauffeur à Metz finalement",
      en: "Léo Petit becomes driver in Metz after all",
      input: { contact: "Léo Petit", team_role: "driver", performance: "Metz" },
    },
    {
      fr: "Nora Klein devient musicienne sur la tournée Grand Nord",
      en: "Nora Klein becomes musician on the Grand Nord tour",
      input: { contact: "Nora Klein", team_role: "musician", tour: "Grand Nord" },
    },
    {
      fr: "corrige le rôle de Sami Haddad à Dijon : tour manager",
      en: "correct the role of Sami Haddad in Dijon: tour manager",
      input: { contact: "Sami Haddad", team_role: "tour_manager", performance: "Dijon" },
    },
  ],
  async run(ctx, input) {
    const contact = await resolveRef(ctx, "contact", input.contact);
    const place = await placeOf(ctx, input);
    const rows = await ctx.tx
      .selectFrom("team_members")
      .select(["id", "role"])
      .where("contact_id", "=", contact.id)
      .where((is) => is.and(place.where))
      .execute();
    if (!input.team_member && rows.some(({ role }) => role === input.team_role)) {
      throw nothingToChange();
    }
    const one = pickOne(
      rows
        .filter(({ id }) => !input.team_member || id === input.team_member)
        .map((row) => ({ ...row, label: ctx.say(wordsOf(row.role)) })),
      "team_member",
      {
        fr: `${contact.label} n’est pas dans l’équipe de ${place.label}.`,
        en: `${contact.label} is not in the crew of ${place.label}.`,
      },
    );
    if (rows.some(({ id, role }) => id !== one.id && role === input.team_role)) {
      throw new ToolError(
        "conflict",
        {
          fr: `${contact.label} a déjà ce rôle ici.`,
          en: `${contact.label} already has this role here.`,
        },
        { field: "team_role" },
      );
    }
    await ctx.tx
      .updateTable("team_members")
      .set({ role: input.team_role })
      .where("id", "=", one.id)
      .execute();
    return {
      contactId: contact.id,
      contact: contact.label,
      role: input.team_role,
      before: one.role,
      where: place.label,
      performanceId: place.where.performance_id ?? null,
      tourId: place.where.tour_id ?? null,
    };
  },
  summary: (output, say) =>
    say({
      fr: `${output.where}, ${output.contact} : ${wordsOf(output.before).fr} → ${roleWords[output.role].fr}.`,
      en: `${output.where}, ${output.contact}: ${wordsOf(output.before).en} → ${roleWords[output.role].en}.`,
    }),
  about: (output) => [
    { kind: "contact", id: output.contactId, label: output.contact },
    ...(output.performanceId
      ? [{ kind: "performance" as const, id: output.performanceId, label: output.where }]
      : []),
    ...(output.tourId ? [{ kind: "tour" as const, id: output.tourId, label: output.where }] : []),
  ],
});

const wordsOf = (role: string) =>
  role in roleWords ? roleWords[role as keyof typeof roleWords] : { fr: role, en: role };

type Place = { where: { performance_id?: string; tour_id?: string }; label: string };

/** The date or the tour whose crew it is. */
async function placeOf(
  ctx: ToolContext,
  input: { performance?: string | undefined; tour?: string | undefined },
): Promise<Place> {
  if (input.performance) {
    const { id, label } = await resolveRef(ctx, "performance", input.performance);
    return { where: { performance_id: id }, label };
  }
  if (input.tour) {
    const { id, name } = await resolveTour(ctx, input.tour);
    return { where: { tour_id: id }, label: name };
  }
  throw new ToolError(
    "invalid_input",
    { fr: "Sur quelle date ou quelle tournée ?", en: "On which date or tour?" },
    { field: "performance" },
  );
}
