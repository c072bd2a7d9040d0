import { sql } from "kysely";
import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { paperLine, readPapers } from "../documents/paper-line.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { reducedVatUntil } from "../ticketing/rules.ts";
import { productionKinds } from "./kinds.ts";
import { paidCount } from "./paid-count.ts";
import { readDatesAround } from "./read-dates-around.ts";
import { aboutDates, datesCard, listDates } from "./say-dates.ts";
import { today } from "./times.ts";

const facts = z.object({
  id: z.uuid(),
  title: z.string(),
  artistId: z.uuid(),
  artist: z.string(),
  kind: z.enum(productionKinds),
  durationMinutes: z.int().nullable(),
  description: z.string().nullable(),
  firstPerformedOn: z.string().nullable(),
  /** Paid performances given before KONCERT kept the count. */
  paidBefore: z.int(),
  /** Given so far, and with all that are confirmed. */
  paid: z.int(),
  planned: z.int(),
});

export const getProduction = defineTool({
  name: "tours_get_production",
  title: { fr: "Un spectacle", en: "A production" },
  description:
    "One production: kind, duration, paid performances so far of the 140 at the reduced VAT rate, tours, dates, documents.",
  permission: "tours:read",
  effect: "read",
  input: z.object({ production: ref("production") }),
  output: facts.extend({
    /** The first so many paid performances are taxed at the lowest rate. */
    reducedVatUntil: z.int(),
    tours: z.array(z.object({ id: z.uuid(), name: z.string() })),
    next: z.array(dateRow),
    nextTotal: z.int(),
    past: z.array(dateRow),
    pastTotal: z.int(),
    documents: z.array(paperLine),
  }),
  examples: [
    {
      fr: "montre le spectacle Organique",
      en: "show the production Organique",
      input: { production: "Organique" },
    },
    {
      fr: "où en est le spectacle Sept vies pour la TVA à 2,10 % ?",
      en: "where does the production Sept vies stand for the 2.10 % VAT?",
      input: { production: "Sept vies" },
    },
    {
      fr: "fiche du spectacle Nuit blanche",
      en: "page of the production Nuit blanche",
      input: { production: "Nuit blanche" },
    },
    {
      fr: "combien de représentations payantes pour Organique",
      en: "how many paid performances for Organique",
      input: { production: "Organique" },
    },
    {
      fr: "combien de temps dure le spectacle Trois ?",
      en: "how long is the production Trois?",
      input: { production: "Trois" },
    },
    {
      fr: "ouvre le spectacle Marée haute",
      en: "open the production Marée haute",
      input: { production: "Marée haute" },
    },
    {
      fr: "on est loin des 140 avec Organique ou pas",
      en: "are we far from the 140 with Organique or not",
      input: { production: "Organique" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "production", input.production);
    const { rows } = await sql<z.infer<typeof facts>>`
      select d.id, d.title, d.artist_id as "artistId", a.name as artist, d.kind,
        d.duration_minutes as "durationMinutes", d.description,
        d.first_performed_on as "firstPerformedOn", d.paid_performances_before as "paidBefore",
        ${paidCount(today(ctx))} as paid, ${paidCount(sql`date '2200-12-31'`)} as planned
      from productions d join artists a on a.id = d.artist_id where d.id = ${id}::uuid`.execute(
      ctx.tx,
    );
    const tours = await ctx.tx
      .selectFrom("tours")
      .select(["id", "name"])
      .where("production_id", "=", id)
      .orderBy("starts_on", "desc")
      .limit(50)
      .execute();
    return {
      ...facts.parse(rows[0]),
      reducedVatUntil,
      tours,
      ...(await readDatesAround(ctx, sql`p.production_id = ${id}::uuid`, 50)),
      documents: await readPapers(
        ctx,
        sql`d.performance_id in (select p.id from performances p where p.production_id = ${id}::uuid)
          or d.tour_id in (select t.id from tours t where t.production_id = ${id}::uuid)`,
        20,
      ),
    };
  },
  summary(output, say) {
    const paid = say.count(output.paid, {
      fr: { one: "représentation payante donnée", other: "représentations payantes données" },
      en: { one: "paid performance given", other: "paid performances given" },
    });
    const next =
      output.next.length > 0
        ? say({
            fr: ` Prochaines dates : ${listDates(output.next, say, output.nextTotal)}.`,
            en: ` Next dates: ${listDates(output.next, say, output.nextTotal)}.`,
          })
        : "";
    return say({
      fr: `${output.title} (${output.artist}) : ${paid} sur ${output.reducedVatUntil}.${next}`,
      en: `${output.title} (${output.artist}): ${paid} out of ${output.reducedVatUntil}.${next}`,
    });
  },
  show: (output, say) => [
    {
      kind: "facts",
      title: output.title,
      subtitle: output.artist,
      link: { kind: "production", id: output.id },
      facts: [
        {
          label: say({ fr: "Durée en minutes", en: "Minutes" }),
          value: output.durationMinutes,
          type: "number",
        },
        {
          label: say({ fr: "Représentations payantes", en: "Paid performances" }),
          value: output.paid,
          type: "number",
        },
        {
          label: say({ fr: "Avec les dates confirmées", en: "With the confirmed dates" }),
          value: output.planned,
          type: "number",
        },
      ],
    },
    ...(output.next.length > 0
      ? [
          datesCard(
            say({ fr: "Prochaines dates", en: "Next dates" }),
            output.next,
            output.nextTotal,
          ),
        ]
      : []),
  ],
  about: (output) => [
    { kind: "production", id: output.id, label: output.title },
    { kind: "artist", id: output.artistId, label: output.artist },
    ...output.tours.map(({ id, name }) => ({ kind: "tour" as const, id, label: name })),
    ...aboutDates(output.next),
  ],
});
