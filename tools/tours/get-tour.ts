import { sql } from "kysely";
import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { readLegs } from "./read-legs.ts";
import { readPerformances } from "./read-performances.ts";
import { resolveTour } from "./resolve-artist.ts";
import { selectPerformances } from "./select-performances.ts";
import { aboutDates, countDates, datesCard } from "./say-dates.ts";

export const getTour = defineTool({
  name: "tours_get_tour",
  title: { fr: "Une tournée", en: "A tour" },
  description:
    "One tour: its dates in order, days off or travel, kilometres between dates, tickets sold.",
  permission: "tours:read",
  effect: "read",
  input: z.object({ tour: ref("tour") }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    artist: z.string(),
    artistId: z.uuid(),
    status: z.string(),
    notes: z.string().nullable(),
    currency: z.string(),
    /** What the tickets issued cost; null for who may not see sales. */
    grossCents: z.int().nullable(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    total: z.int(),
    dates: z.array(dateRow),
    days: z.array(z.object({ day: z.string(), kind: z.string(), note: z.string().nullable() })),
    legs: z.array(
      z.object({
        fromId: z.uuid(),
        toId: z.uuid(),
        from: z.string(),
        to: z.string(),
        fromDay: z.string(),
        toDay: z.string(),
        km: z.number(),
        minutes: z.number(),
      }),
    ),
    km: z.int(),
    sold: z.int(),
    options: z.int(),
  }),
  examples: [
    {
      fr: "montre la tournée Organique",
      en: "show the Organique tour",
      input: { tour: "Organique" },
    },
    { fr: "ouvre Marée basse", en: "open Marée basse", input: { tour: "Marée basse" } },
    {
      fr: "donne-moi le détail de la tournée Grand Nord",
      en: "give me the details of the Grand Nord tour",
      input: { tour: "Grand Nord" },
    },
    {
      fr: "combien de dates compte la tournée Organique ?",
      en: "how many dates are there on the Organique tour?",
      input: { tour: "Organique" },
    },
    {
      fr: "le parcours de la tournée Été indien",
      en: "the routing of the Été indien tour",
      input: { tour: "Été indien" },
    },
    {
      fr: "fiche de la tournée Nuit blanche",
      en: "page of the Nuit blanche tour",
      input: { tour: "Nuit blanche" },
    },
    {
      fr: "affiche la tournée Printemps 2027",
      en: "display the Printemps 2027 tour",
      input: { tour: "Printemps 2027" },
    },
    {
      fr: "la liste des étapes de la tournée Organique",
      en: "the stops of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "ça donne quoi le planning de la tournée Grand Nord",
      en: "what does the Grand Nord tour schedule look like",
      input: { tour: "Grand Nord" },
    },
    {
      fr: "ouvre la tournée Organique",
      en: "open the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "quand démarre et quand se termine la tournée Grand Nord ?",
      en: "when does the Grand Nord tour start and end?",
      input: { tour: "Grand Nord" },
    },
    {
      fr: "la tournée Printemps va de quand à quand",
      en: "from when to when does the Printemps tour run",
      input: { tour: "Printemps" },
    },
  ],
  async run(ctx, input) {
    const tour = await resolveTour(ctx, input.tour);
    const selected = await selectPerformances(ctx, { tour: tour.id }, { orAll: true });
    const ids = selected.map((row) => row.id);
    const [dates, days, facts] = await Promise.all([
      readPerformances(ctx, ids),
      ctx.tx
        .selectFrom("tour_days")
        .select(["day", "kind", "note"])
        .where("tour_id", "=", tour.id)
        .orderBy("day")
        .limit(400)
        .execute(),
      sql<{ status: string; notes: string | null; currency: string; gross: number | null }>`
        select t.status, t.notes, g.currency, case when (select koncert.may('ticketing:read')) then
          (select coalesce(sum(k.price_cents), 0)::bigint from tickets k
            where k.performance_id = any(${ids}::uuid[]) and k.status = 'issued') end as gross
        from tours t join organizations g on g.id = t.organization_id where t.id = ${tour.id}`.execute(
        ctx.tx,
      ),
    ]);
    const [own] = facts.rows;
    if (!own) throw new Error(`no tour ${tour.id}`);
    const legs = readLegs(ctx, dates);
    return {
      id: tour.id,
      name: tour.name,
      artist: tour.artist,
      artistId: tour.artist_id,
      status: own.status,
      notes: own.notes,
      currency: own.currency,
      grossCents: own.gross,
      startsOn: tour.starts_on,
      endsOn: tour.ends_on,
      total: dates.length,
      dates: dates.slice(0, 300),
      days,
      legs: legs.slice(0, 300),
      km: legs.reduce((sum, leg) => sum + leg.km, 0),
      sold: dates.reduce((sum, date) => sum + date.sold, 0),
      options: dates.filter((date) => date.status === "option").length,
    };
  },
  summary(output, say) {
    const span =
      output.startsOn && output.endsOn
        ? say({
            fr: ` du ${say.day(output.startsOn)} au ${say.day(output.endsOn)}`,
            en: ` from ${say.day(output.startsOn)} to ${say.day(output.endsOn)}`,
          })
        : "";
    const options =
      output.options > 0
        ? say({
            fr: `, dont ${say.count(output.options, { fr: { one: "option", other: "options" }, en: { one: "hold", other: "holds" } })}`,
            en: `, ${say.count(output.options, { fr: { one: "option", other: "options" }, en: { one: "hold", other: "holds" } })} among them`,
          })
        : "";
    const km =
      output.km > 0
        ? say({
            fr: `, environ ${say.number(output.km)} km de route`,
            en: `, about ${say.number(output.km)} km by road`,
          })
        : "";
    return say({
      fr: `${output.name} (${output.artist}) : ${countDates(output.total, say)}${span}${options}${km}.`,
      en: `${output.name} (${output.artist}): ${countDates(output.total, say)}${span}${options}${km}.`,
    });
  },
  show: (output) => datesCard(output.name, output.dates, output.total),
  about: (output) => [
    { kind: "tour", id: output.id, label: output.name },
    ...aboutDates(output.dates),
  ],
});
