import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { resolveTour } from "./resolve-artist.ts";

export const removeTeamMember = defineTool({
  name: "tours_remove_team_member",
  title: { fr: "Retirer de l’équipe", en: "Remove from the crew" },
  description: "Takes a contact off the crew of one date, or of a whole tour.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    contact: ref("contact"),
    performance: ref("performance").optional(),
    tour: ref("tour").optional(),
  }),
  output: z.object({
    contactId: z.uuid(),
    contact: z.string(),
    where: z.string(),
    performanceId: z.uuid().nullable(),
    tourId: z.uuid().nullable(),
  }),
  examples: [
    {
      fr: "retire Anne Roux de l’équipe de Lyon",
      en: "remove Anne Roux from the Lyon crew",
      input: { contact: "Anne Roux", performance: "Lyon" },
    },
    {
      fr: "Marc Petit ne fait plus la tournée Organique",
      en: "Marc Petit is no longer on the Organique tour",
      input: { contact: "Marc Petit", tour: "Organique" },
    },
    {
      fr: "enlève Julie Faure de la date de Nantes",
      en: "take Julie Faure off the Nantes date",
      input: { contact: "Julie Faure", performance: "Nantes" },
    },
    {
      fr: "Karim ne sera pas à Lille finalement, sors-le de l’équipe",
      en: "Karim will not be in Lille after all, take him off the crew",
      input: { contact: "Karim", performance: "Lille" },
    },
    {
      fr: "on se passe de Paul Henri sur Grand Nord",
      en: "we do without Paul Henri on Grand Nord",
      input: { contact: "Paul Henri", tour: "Grand Nord" },
    },
    {
      fr: "supprime Léa Martin de l’équipe du 14 mai 2027",
      en: "delete Léa Martin from the crew of 14 May 2027",
      input: { contact: "Léa Martin", performance: "2027-05-14" },
    },
  ],
  async run(ctx, input) {
    const contact = await resolveRef(ctx, "contact", input.contact);
    const date = input.performance
      ? await resolveRef(ctx, "performance", input.performance)
      : undefined;
    const tour = !date && input.tour ? await resolveTour(ctx, input.tour) : undefined;
    if (!date && !tour) {
      throw new ToolError(
        "invalid_input",
        { fr: "De quelle date ou de quelle tournée ?", en: "From which date or tour?" },
        { field: "performance" },
      );
    }
    const where = date?.label ?? tour?.name ?? "";
    const gone = await ctx.tx
      .deleteFrom("team_members")
      .where("contact_id", "=", contact.id)
      .$if(date !== undefined, (rows) => rows.where("performance_id", "=", date?.id ?? ""))
      .$if(tour !== undefined, (rows) => rows.where("tour_id", "=", tour?.id ?? ""))
      .returning("id")
      .execute();
    if (gone.length === 0) {
      throw new ToolError(
        "not_found",
        {
          fr: `${contact.label} n’est pas dans l’équipe de ${where}.`,
          en: `${contact.label} is not in the crew of ${where}.`,
        },
        { field: "contact" },
      );
    }
    return {
      contactId: contact.id,
      contact: contact.label,
      where,
      performanceId: date?.id ?? null,
      tourId: tour?.id ?? null,
    };
  },
  summary: (output, say) =>
    say({
      fr: `${output.contact} n’est plus dans l’équipe : ${output.where}.`,
      en: `${output.contact} is off the crew: ${output.where}.`,
    }),
  about: (output) => [
    { kind: "contact", id: output.contactId, label: output.contact },
    ...(output.performanceId
      ? [{ kind: "performance" as const, id: output.performanceId, label: output.where }]
      : []),
    ...(output.tourId ? [{ kind: "tour" as const, id: output.tourId, label: output.where }] : []),
  ],
});
