import { sql } from "kysely";
import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { emptied } from "../core/emptied.ts";
import { ToolError } from "../core/errors.ts";
import { clearing, count, flag, name, ref, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { findRef, resolveRef } from "../find/resolve-ref.ts";
import { widenTours } from "./insert-performance.ts";
import { nothingToChange } from "./nothing-to-change.ts";
import { readPerformances } from "./read-performances.ts";
import { resolveProduction, resolveTour } from "./resolve-artist.ts";
import { aboutDates, countDates, dateName, datesCard, listDates } from "./say-dates.ts";
import { selectPerformances } from "./select-performances.ts";
import { settlePlace, settleVenue } from "./settle-venue.ts";

const emptiable = {
  capacity: "capacity",
  venue: ["venue_id", "configuration_id"],
  title: "title",
  promoter: "promoter_contact_id",
  tour: "tour_id",
  production: "production_id",
  notes: "notes",
} as const;

export const updatePerformance = defineTool({
  name: "tours_update_performance",
  title: { fr: "Modifier une date", en: "Edit a date" },
  description:
    "Changes or empties capacity, venue, title, promoter, tour or production of dates; adds a note. Times, day and status have their own tools.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    performances: z.array(ref("performance")).min(1).max(300),
    capacity: count(2, 500_000).optional(),
    venue: ref("venue")
      .describe("venue id or name; made in the dates' town when unknown")
      .optional(),
    title: name().optional(),
    promoter: ref("contact").optional(),
    tour: ref("tour").describe("tour to attach to").optional(),
    production: ref("production").optional(),
    notes: words().optional(),
    replace_notes: flag().describe("drop the earlier notes").optional(),
    clear: clearing(emptiable).optional(),
  }),
  output: z.object({
    dates: z.array(dateRow),
    aboveVenue: z.array(z.string()),
    /** Name of the venue that was not known before. */
    venueCreated: z.string().nullable(),
  }),
  examples: [
    {
      fr: "la jauge de Lyon passe à 1 200",
      en: "the capacity of Lyon becomes 1,200",
      input: { performances: ["Lyon"], capacity: 1200 },
    },
    {
      fr: "à Nantes on joue finalement au Stereolux",
      en: "in Nantes we play at Stereolux after all",
      input: { performances: ["Nantes"], venue: "Stereolux" },
    },
    {
      fr: "note pour Lille : « prévoir deux rampes »",
      en: "note for Lille: “bring two ramps”",
      input: { performances: ["Lille"], notes: "prévoir deux rampes" },
    },
    {
      fr: "l’organisatrice à Rennes est Anne Roux",
      en: "the promoter in Rennes is Anne Roux",
      input: { performances: ["Rennes"], promoter: "Anne Roux" },
    },
    {
      fr: "mets 900 places à Dijon et à Metz",
      en: "set 900 places in Dijon and Metz",
      input: { performances: ["Dijon", "Metz"], capacity: 900 },
    },
    {
      fr: "rattache Bruxelles à la tournée Organique",
      en: "attach Brussels to the Organique tour",
      input: { performances: ["Bruxelles"], tour: "Organique" },
    },
    {
      fr: "change la salle de Genève pour le Grand Théâtre",
      en: "change the venue of Geneva to Grand Théâtre",
      input: { performances: ["Genève"], venue: "Grand Théâtre" },
    },
    {
      fr: "appelle la date de Paris « Soirée de clôture »",
      en: "call the Paris date “Closing night”",
      input: { performances: ["Paris"], title: "Soirée de clôture" },
    },
    {
      fr: "Toulouse se jouera au Bikini",
      en: "Toulouse will be played at Le Bikini",
      input: { performances: ["Toulouse"], venue: "Le Bikini" },
    },
    {
      fr: "remarque pour Caen : « quai de déchargement à l’arrière »",
      en: "remark for Caen: “loading dock at the back”",
      input: { performances: ["Caen"], notes: "quai de déchargement à l’arrière" },
    },
    {
      fr: "jauge de Strasbourg à 1 600",
      en: "Strasbourg capacity to 1,600",
      input: { performances: ["Strasbourg"], capacity: 1600 },
    },
    {
      fr: "rajoute une note à Dijon : code du portail 4512",
      en: "add a note to Dijon: gate code 4512",
      input: { performances: ["Dijon"], notes: "code du portail 4512" },
    },
    {
      fr: "mets en note pour Metz : pas de parking poids lourd",
      en: "put in the notes for Metz: no lorry parking",
      input: { performances: ["Metz"], notes: "pas de parking poids lourd" },
    },
    {
      fr: "vide l’organisateur de la date de Caen",
      en: "empty the promoter of the Caen date",
      input: { performances: ["Caen"], clear: ["promoter"] },
    },
    {
      fr: "rattache la date de Nice à la tournée Grand Nord",
      en: "attach the Nice date to the Grand Nord tour",
      input: { performances: ["Nice"], tour: "Grand Nord" },
    },
  ],
  async run(ctx, input) {
    const selected = await selectPerformances(ctx, { performances: input.performances });
    const ids = selected.map((row) => row.id);
    const before = await readPerformances(ctx, ids);
    const venue = input.venue ? await venueFor(ctx, input.venue, ids) : undefined;
    const promoter = input.promoter
      ? await resolveRef(ctx, "contact", input.promoter, "promoter")
      : undefined;
    const tour = input.tour ? await resolveTour(ctx, input.tour) : undefined;
    const artists = await ctx.tx
      .selectFrom("performances")
      .select("artist_id")
      .distinct()
      .where("id", "in", ids)
      .execute();
    const stranger = tour && artists.some((row) => row.artist_id !== tour.artist_id);
    if (tour && stranger) {
      throw new ToolError(
        "conflict",
        {
          fr: `La tournée ${tour.name} est celle de ${tour.artist}.`,
          en: `The tour ${tour.name} belongs to ${tour.artist}.`,
        },
        { field: "tour" },
      );
    }
    const production = input.production
      ? await resolveProduction(ctx, input.production, artists[0]?.artist_id)
      : undefined;
    const full =
      input.capacity === undefined
        ? undefined
        : before.find((date) => date.sold > (input.capacity ?? 0));
    if (full) {
      throw new ToolError(
        "conflict",
        {
          fr: `${dateName(full, ctx.sayIn("fr"))} : ${full.sold} billets sont déjà vendus, la jauge ne peut pas descendre en dessous.`,
          en: `${dateName(full, ctx.sayIn("en"))}: ${full.sold} tickets are already sold; the capacity cannot go below.`,
        },
        { field: "capacity" },
      );
    }
    if (input.clear?.includes("venue")) keepSalePlace(ctx, before);
    const set = {
      ...emptied(emptiable, input.clear, input),
      ...(input.capacity === undefined ? {} : { capacity: input.capacity }),
      // A layout belongs to its venue.
      ...(venue ? { venue_id: venue.id, configuration_id: null } : {}),
      ...(input.title === undefined ? {} : { title: input.title }),
      ...(promoter ? { promoter_contact_id: promoter.id } : {}),
      ...(tour ? { tour_id: tour.id } : {}),
      ...(production ? { production_id: production.id } : {}),
      ...(input.notes === undefined
        ? {}
        : {
            notes: input.replace_notes
              ? input.notes
              : sql<string>`concat_ws(E'\n', nullif(notes, ''), ${input.notes}::text)`,
          }),
    };
    if (Object.keys(set).length === 0) throw nothingToChange();
    await ctx.tx.updateTable("performances").set(set).where("id", "in", ids).execute();
    await widenTours(ctx, [tour?.id ?? null]);
    const venues = await ctx.tx
      .selectFrom("performances")
      .innerJoin("venues", "venues.id", "performances.venue_id")
      .select(["venues.name", "venues.capacity", "performances.capacity as chosen"])
      .where("performances.id", "in", ids)
      .execute();
    const above = venues.filter(
      (row) => row.capacity !== null && row.chosen !== null && row.chosen > row.capacity,
    );
    return {
      dates: await readPerformances(ctx, ids),
      aboveVenue: [...new Set(above.map((row) => row.name))],
      venueCreated: venue?.created ? venue.label : null,
    };
  },
  summary(output, say) {
    const [only] = output.dates;
    const warning =
      output.aboveVenue.length > 0
        ? say({
            fr: ` Attention : cette jauge dépasse celle de ${say.list(output.aboveVenue)}.`,
            en: ` Note: this capacity is above that of ${say.list(output.aboveVenue)}.`,
          })
        : "";
    const made =
      output.venueCreated === null
        ? ""
        : say({
            fr: ` Nouvelle salle : ${output.venueCreated}.`,
            en: ` New venue: ${output.venueCreated}.`,
          });
    if (only && output.dates.length === 1) {
      const facts = [
        only.venue,
        only.capacity === null
          ? null
          : say({
              fr: `jauge ${say.number(only.capacity)}`,
              en: `capacity ${say.number(only.capacity)}`,
            }),
      ].filter((fact) => fact !== null);
      const detail = facts.length > 0 ? ` (${facts.join(", ")})` : "";
      return say({
        fr: `Date mise à jour : ${dateName(only, say)}${detail}.${made}${warning}`,
        en: `Date updated: ${dateName(only, say)}${detail}.${made}${warning}`,
      });
    }
    return say({
      fr: `${countDates(output.dates.length, say)} mises à jour : ${listDates(output.dates, say)}.${made}${warning}`,
      en: `${countDates(output.dates.length, say)} updated: ${listDates(output.dates, say)}.${made}${warning}`,
    });
  },
  show: (output, say) =>
    datesCard(say({ fr: "Dates mises à jour", en: "Dates updated" }), output.dates),
  about: (output) => aboutDates(output.dates),
});

/** The venue that a name means; one that nobody knows is made in the town of the dates. */
async function venueFor(ctx: ToolContext, text: string, dates: string[]) {
  const known = await findRef(ctx, "venue", text);
  if (known) return { ...known, created: false };
  const [town, other] = await ctx.tx
    .selectFrom("performances")
    .innerJoin("venues", "venues.id", "performances.venue_id")
    .select(["venues.city", "venues.country"])
    .distinct()
    .where("performances.id", "in", dates)
    .execute();
  if (!town?.city || other || z.uuid().safeParse(text).success)
    return { ...(await resolveRef(ctx, "venue", text)), created: false };
  const place = settlePlace(ctx, `${town.city}, ${town.country}`, "venue");
  const made = await settleVenue(ctx, { name: text, place });
  return { id: made.id, label: made.name, created: !made.reused };
}

/** People who bought a ticket are told where to come: a date on sale keeps its venue. */
function keepSalePlace(ctx: ToolContext, dates: Awaited<ReturnType<typeof readPerformances>>) {
  const onSale = dates.find(({ status, sold }) => status === "on_sale" || sold > 0);
  if (!onSale) return;
  throw new ToolError(
    "conflict",
    {
      fr: `${dateName(onSale, ctx.sayIn("fr"))} est en vente : son lieu se remplace, il ne se vide pas.`,
      en: `${dateName(onSale, ctx.sayIn("en"))} is on sale: its venue can be replaced, not emptied.`,
    },
    { field: "venue" },
  );
}
