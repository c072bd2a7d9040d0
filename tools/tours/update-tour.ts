import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { ToolError } from "../core/errors.ts";
import { choice, clearing, day, name, ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { nothingToChange } from "./nothing-to-change.ts";
import { resolveProduction, resolveTour } from "./resolve-artist.ts";

const emptiable = {
  production: "production_id",
  starts_on: "starts_on",
  ends_on: "ends_on",
  notes: "notes",
} as const;

export const updateTour = defineTool({
  name: "tours_update_tour",
  title: { fr: "Modifier une tournée", en: "Edit a tour" },
  description:
    "Changes or empties a tour's name, production, period, status or notes; its dates stay as they are.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    tour: ref("tour"),
    name: name().optional(),
    production: ref("production").optional(),
    starts_on: day().optional(),
    ends_on: day().optional(),
    tour_status: choice("tour_status", ["planned", "running", "finished"]).optional(),
    notes: words().optional(),
    clear: clearing(emptiable).optional(),
  }),
  output: z.object({ id: z.uuid(), name: z.string(), before: z.string() }),
  examples: [
    {
      fr: "renomme la tournée Organique en « Organique 2027 »",
      en: "rename the tour Organique to “Organique 2027”",
      input: { tour: "Organique", name: "Organique 2027" },
    },
    {
      fr: "la tournée Grand Nord commence le 2 avril 2027",
      en: "the Grand Nord tour starts on 2 April 2027",
      input: { tour: "Grand Nord", starts_on: "2027-04-02" },
    },
    {
      fr: "la tournée Marée basse se termine le 30 juin 2027",
      en: "the Marée basse tour ends on 30 June 2027",
      input: { tour: "Marée basse", ends_on: "2027-06-30" },
    },
    {
      fr: "la tournée Été indien est terminée",
      en: "the Été indien tour is over",
      input: { tour: "Été indien", tour_status: "finished" },
    },
    {
      fr: "rattache la tournée Organique au spectacle Organique",
      en: "attach the Organique tour to the production Organique",
      input: { tour: "Organique", production: "Organique" },
    },
    {
      fr: "note pour la tournée Organique : « deux camions »",
      en: "note for the Organique tour: “two trucks”",
      input: { tour: "Organique", notes: "deux camions" },
    },
    {
      fr: "change le nom de la tournée Marée basse : « Marée haute »",
      en: "change the name of the Marée basse tour: “Marée haute”",
      input: { tour: "Marée basse", name: "Marée haute" },
    },
    {
      fr: "la tournée Printemps démarre le 4 mars 2027",
      en: "the Printemps tour begins on 4 March 2027",
      input: { tour: "Printemps", starts_on: "2027-03-04" },
    },
    {
      fr: "fin de la tournée Grand Nord le 12 juin 2027",
      en: "end of the Grand Nord tour on 12 June 2027",
      input: { tour: "Grand Nord", ends_on: "2027-06-12" },
    },
    {
      fr: "passe la tournée Organique en cours",
      en: "set the Organique tour to running",
      input: { tour: "Organique", tour_status: "running" },
    },
    {
      fr: "la tournée Grand Nord va s’appeler « Cap au nord »",
      en: "the Grand Nord tour will be called “Cap au nord”",
      input: { tour: "Grand Nord", name: "Cap au nord" },
    },
    {
      fr: "vide les notes de la tournée Organique",
      en: "empty the notes of the Organique tour",
      input: { tour: "Organique", clear: ["notes"] },
    },
  ],
  async run(ctx, { tour: text, production, tour_status, clear, ...given }) {
    const tour = await resolveTour(ctx, text);
    const work = production ? await resolveProduction(ctx, production, tour.artist_id) : undefined;
    const changes = { ...given, ...emptied(emptiable, clear, { ...given, production }) };
    const set = {
      ...changes,
      status: tour_status,
      ...(work ? { production_id: work.id } : {}),
    };
    if (Object.values(set).every((value) => value === undefined)) throw nothingToChange();
    const starts = changes.starts_on === undefined ? tour.starts_on : changes.starts_on;
    const ends = changes.ends_on === undefined ? tour.ends_on : changes.ends_on;
    if (starts && ends && starts > ends) {
      throw new ToolError(
        "invalid_input",
        {
          fr: "La tournée finirait avant de commencer.",
          en: "The tour would end before it starts.",
        },
        { field: changes.ends_on ? "ends_on" : "starts_on" },
      );
    }
    const row = await ctx.tx
      .updateTable("tours")
      .set(set)
      .where("id", "=", tour.id)
      .returning(["id", "name"])
      .executeTakeFirstOrThrow();
    return { ...row, before: tour.name };
  },
  summary: (output, say) =>
    output.before === output.name
      ? say({ fr: `Tournée ${output.name} mise à jour.`, en: `Tour ${output.name} updated.` })
      : say({
          fr: `La tournée ${output.before} s’appelle maintenant ${output.name}.`,
          en: `The tour ${output.before} is now called ${output.name}.`,
        }),
  about: (output) => [{ kind: "tour", id: output.id, label: output.name }],
});
