import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { choice, clearing, count, day, name, ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { productionKinds } from "./kinds.ts";
import { nothingToChange } from "./nothing-to-change.ts";

const emptiable = {
  duration_minutes: "duration_minutes",
  first_performed_on: "first_performed_on",
  description: "description",
} as const;

export const updateProduction = defineTool({
  name: "tours_update_production",
  title: { fr: "Modifier un spectacle", en: "Edit a production" },
  description:
    "Changes or empties a production's title, kind, duration, first performance or number of paid performances given before (VAT count).",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    production: ref("production"),
    title: name().optional(),
    kind: choice("production_kind", productionKinds).optional(),
    duration_minutes: count(1, 1440).optional(),
    first_performed_on: day().optional(),
    paid_performances_before: count(0, 100_000).optional(),
    description: words().optional(),
    clear: clearing(emptiable).optional(),
  }),
  output: z.object({ id: z.uuid(), title: z.string(), before: z.string() }),
  examples: [
    {
      fr: "le spectacle Organique dure 95 minutes",
      en: "the production Organique lasts 95 minutes",
      input: { production: "Organique", duration_minutes: 95 },
    },
    {
      fr: "Organique a été créé le 12 mars 2022",
      en: "Organique was first performed on 12 March 2022",
      input: { production: "Organique", first_performed_on: "2022-03-12" },
    },
    {
      fr: "renomme le spectacle Trois en « Trois fois »",
      en: "rename the production Trois to “Trois fois”",
      input: { production: "Trois", title: "Trois fois" },
    },
    {
      fr: "Sept vies en est à 120 représentations payantes avant nous",
      en: "Sept vies had 120 paid performances before us",
      input: { production: "Sept vies", paid_performances_before: 120 },
    },
    {
      fr: "mets le spectacle Sept vies en théâtre",
      en: "make the production Sept vies theatre",
      input: { production: "Sept vies", kind: "theatre" },
    },
    {
      fr: "durée de Nuit blanche : 80 minutes",
      en: "running time of Nuit blanche: 80 minutes",
      input: { production: "Nuit blanche", duration_minutes: 80 },
    },
    {
      fr: "Organique fait 1h35 avec un entracte",
      en: "Organique runs 1 h 35 with an interval",
      input: { production: "Organique", duration_minutes: 95 },
    },
    {
      fr: "la durée du spectacle Trois n’est plus connue, efface-la",
      en: "the running time of the production Trois is no longer known, erase it",
      input: { production: "Trois", clear: ["duration_minutes"] },
    },
  ],
  async run(ctx, { production, clear, ...given }) {
    const changes = { ...given, ...emptied(emptiable, clear, given) };
    const { id } = await resolveRef(ctx, "production", production);
    const before = await ctx.tx
      .selectFrom("productions")
      .select("title")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    if (Object.values(changes).every((value) => value === undefined)) throw nothingToChange();
    const row = await ctx.tx
      .updateTable("productions")
      .set(changes)
      .where("id", "=", id)
      .returning(["id", "title"])
      .executeTakeFirstOrThrow();
    return { ...row, before: before.title };
  },
  summary: (output, say) =>
    output.before === output.title
      ? say({
          fr: `Spectacle ${output.title} mis à jour.`,
          en: `Production ${output.title} updated.`,
        })
      : say({
          fr: `Le spectacle ${output.before} s’appelle maintenant ${output.title}.`,
          en: `The production ${output.before} is now called ${output.title}.`,
        }),
  about: (output) => [{ kind: "production", id: output.id, label: output.title }],
});
