import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { resolveTour } from "./resolve-artist.ts";
import { selectPerformances } from "./select-performances.ts";

export const teamRoles = [
  "tour_manager",
  "production_manager",
  "sound_engineer",
  "lighting_engineer",
  "backliner",
  "driver",
  "musician",
  "press_officer",
  "other",
] as const;
export const roleWords: Record<(typeof teamRoles)[number], { fr: string; en: string }> = {
  tour_manager: { fr: "régie de tournée", en: "tour manager" },
  production_manager: { fr: "régie générale", en: "production manager" },
  sound_engineer: { fr: "son", en: "sound" },
  lighting_engineer: { fr: "lumière", en: "lighting" },
  backliner: { fr: "backline", en: "backline" },
  driver: { fr: "conduite", en: "driver" },
  musician: { fr: "musique", en: "musician" },
  press_officer: { fr: "presse", en: "press" },
  other: { fr: "équipe", en: "crew" },
};

export const addTeamMember = defineTool({
  name: "tours_add_team_member",
  title: { fr: "Ajouter à l’équipe", en: "Add to the crew" },
  description: "Puts a contact in the crew of dates or of a whole tour with a role.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    contact: ref("contact"),
    team_role: choice("team_role", teamRoles).default("other"),
    performances: z.array(ref("performance")).min(1).max(200).optional(),
    tour: ref("tour").optional(),
  }),
  output: z.object({
    contactId: z.uuid(),
    contact: z.string(),
    role: z.enum(teamRoles),
    where: z.string(),
    tourId: z.uuid().nullable(),
    performances: z.array(z.object({ id: z.uuid(), label: z.string() })),
    added: z.int(),
  }),
  examples: [
    {
      fr: "Anne Roux est régisseuse de tournée sur Organique",
      en: "Anne Roux is tour manager on Organique",
      input: { contact: "Anne Roux", team_role: "tour_manager", tour: "Organique" },
    },
    {
      fr: "mets Karim Benali au son à Lyon",
      en: "put Karim Benali on sound in Lyon",
      input: { contact: "Karim Benali", team_role: "sound_engineer", performances: ["Lyon"] },
    },
    {
      fr: "ajoute Léo Petit à l’équipe de Nantes",
      en: "add Léo Petit to the Nantes crew",
      input: { contact: "Léo Petit", performances: ["Nantes"] },
    },
    {
      fr: "Marie Costa fait la lumière sur toute la tournée Grand Nord",
      en: "Marie Costa does lighting on the whole Grand Nord tour",
      input: { contact: "Marie Costa", team_role: "lighting_engineer", tour: "Grand Nord" },
    },
    {
      fr: "chauffeur pour Lille et Rouen : Paul Mayer",
      en: "driver for Lille and Rouen: Paul Mayer",
      input: { contact: "Paul Mayer", team_role: "driver", performances: ["Lille", "Rouen"] },
    },
    {
      fr: "prends Inès Faure comme backlineuse à Metz",
      en: "take Inès Faure as backliner in Metz",
      input: { contact: "Inès Faure", team_role: "backliner", performances: ["Metz"] },
    },
    {
      fr: "Sami Haddad sera à la régie à Toulouse",
      en: "Sami Haddad will be production manager in Toulouse",
      input: {
        contact: "Sami Haddad",
        team_role: "production_manager",
        performances: ["Toulouse"],
      },
    },
    {
      fr: "intègre Nora Klein à l’équipe de la tournée Organique",
      en: "bring Nora Klein into the crew of the Organique tour",
      input: { contact: "Nora Klein", tour: "Organique" },
    },
  ],
  async run(ctx, input) {
    const contact = await resolveRef(ctx, "contact", input.contact);
    if (!input.performances && !input.tour) {
      throw new ToolError(
        "invalid_input",
        { fr: "Sur quelle tournée ou quelles dates ?", en: "On which tour or dates?" },
        { field: "performances" },
      );
    }
    const tour = input.tour && !input.performances ? await resolveTour(ctx, input.tour) : undefined;
    const dates = input.performances
      ? await selectPerformances(ctx, { performances: input.performances, tour: input.tour })
      : [];
    const places = tour
      ? [{ tour_id: tour.id }]
      : dates.map((date) => ({ performance_id: date.id }));
    let added = 0;
    for (const where of places) {
      const known = await ctx.tx
        .selectFrom("team_members")
        .select("id")
        .where("contact_id", "=", contact.id)
        .where("role", "=", input.team_role)
        .where((is) => is.and(where))
        .executeTakeFirst();
      if (known) continue;
      added += 1;
      await ctx.tx
        .insertInto("team_members")
        .values({ ...where, contact_id: contact.id, role: input.team_role })
        .execute();
    }
    if (added === 0) {
      throw new ToolError("conflict", {
        fr: `${contact.label} est déjà dans l’équipe.`,
        en: `${contact.label} is already in the crew.`,
      });
    }
    return {
      contactId: contact.id,
      contact: contact.label,
      role: input.team_role,
      where: tour?.name ?? ctx.say.list(dates.slice(0, 4).map((date) => date.label)),
      tourId: tour?.id ?? null,
      performances: dates.map(({ id, label }) => ({ id, label })),
      added,
    };
  },
  summary: (output, say) =>
    say({
      fr: `${output.contact} rejoint l’équipe (${roleWords[output.role].fr}) : ${output.where}.`,
      en: `${output.contact} joins the crew (${roleWords[output.role].en}): ${output.where}.`,
    }),
  about: (output) => [
    { kind: "contact", id: output.contactId, label: output.contact },
    ...(output.tourId ? [{ kind: "tour" as const, id: output.tourId, label: output.where }] : []),
    ...output.performances.map(({ id, label }) => ({ kind: "performance" as const, id, label })),
  ],
});
