import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, day, ref, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveTour } from "./resolve-artist.ts";

const kinds = ["travel", "off", "rehearsal", "promo"] as const;
export const dayWords = {
  travel: { fr: "jour de route", en: "travel day" },
  off: { fr: "jour off", en: "day off" },
  rehearsal: { fr: "répétition", en: "rehearsal" },
  promo: { fr: "promo", en: "promo day" },
} as const;

export const setDay = defineTool({
  name: "tours_set_day",
  title: { fr: "Marquer un jour de tournée", en: "Mark a tour day" },
  description:
    "Marks a day of a tour without show as off, travel, rehearsal or promo, with a note.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    day: day(),
    day_kind: choice("day_kind", kinds),
    tour: ref("tour").optional(),
    note: words(500).optional(),
  }),
  output: z.object({
    id: z.uuid(),
    day: z.string(),
    kind: z.enum(kinds),
    tourId: z.uuid(),
    tour: z.string(),
    shows: z.array(z.string()),
  }),
  examples: [
    {
      fr: "jour off le 15 mai 2027 sur la tournée Organique",
      en: "day off on 15 May 2027 on the Organique tour",
      input: { day: "2027-05-15", day_kind: "off", tour: "Organique" },
    },
    {
      fr: "le 16 mars 2027 est un jour de voyage",
      en: "16 March 2027 is a travel day",
      input: { day: "2027-03-16", day_kind: "travel" },
    },
    {
      fr: "bloque une répétition le 2 février 2027",
      en: "block a rehearsal on 2 February 2027",
      input: { day: "2027-02-02", day_kind: "rehearsal" },
    },
    {
      fr: "note une journée promo le 8 mars 2027",
      en: "note a promo day on 8 March 2027",
      input: { day: "2027-03-08", day_kind: "promo" },
    },
    {
      fr: "repos pour tout le monde le 21 mai 2027",
      en: "rest for everyone on 21 May 2027",
      input: { day: "2027-05-21", day_kind: "off" },
    },
    {
      fr: "on répète le 10 janvier 2027 pour Grand Nord",
      en: "we rehearse on 10 January 2027 for Grand Nord",
      input: { day: "2027-01-10", day_kind: "rehearsal", tour: "Grand Nord" },
    },
    {
      fr: "mets un day off le 25 mai 2027",
      en: "put a day off on 25 May 2027",
      input: { day: "2027-05-25", day_kind: "off" },
    },
    {
      fr: "on voyage le 9 avril 2027",
      en: "we travel on 9 April 2027",
      input: { day: "2027-04-09", day_kind: "travel" },
    },
    {
      fr: "ajoute un jour de promo à Paris le 5 mars 2027",
      en: "add a promo day in Paris on 5 March 2027",
      input: { day: "2027-03-05", day_kind: "promo" },
    },
    {
      fr: "filage le 14 janvier 2027 sur Organique",
      en: "run-through on 14 January 2027 on Organique",
      input: { day: "2027-01-14", day_kind: "rehearsal", tour: "Organique" },
    },
    {
      fr: "le 11 avril 2027 devient un jour de voyage",
      en: "11 April 2027 becomes a travel day",
      input: { day: "2027-04-11", day_kind: "travel" },
    },
    {
      fr: "bloque le 12 janvier 2027 pour répéter",
      en: "block 12 January 2027 to rehearse",
      input: { day: "2027-01-12", day_kind: "rehearsal" },
    },
    {
      fr: "note que le 6 mars 2027 est une journée promo",
      en: "note that 6 March 2027 is a promo day",
      input: { day: "2027-03-06", day_kind: "promo" },
    },
    {
      fr: "on prend la route le 13 avril 2027",
      en: "we are on the road on 13 April 2027",
      input: { day: "2027-04-13", day_kind: "travel" },
    },
  ],
  async run(ctx, input) {
    const tour = await tourFor(ctx, input.tour, input.day);
    const row = await ctx.tx
      .insertInto("tour_days")
      .values({ tour_id: tour.id, day: input.day, kind: input.day_kind, note: input.note ?? null })
      .onConflict((conflict) =>
        conflict
          .columns(["organization_id", "tour_id", "day"])
          .doUpdateSet({ kind: input.day_kind, ...(input.note ? { note: input.note } : {}) }),
      )
      .returning(["id", "day"])
      .executeTakeFirstOrThrow();
    const shows = await ctx.tx
      .selectFrom("performances")
      .leftJoin("venues", "venues.id", "performances.venue_id")
      .select("venues.city")
      .where("performances.tour_id", "=", tour.id)
      .where("performances.day", "=", input.day)
      .where("performances.status", "<>", "cancelled")
      .execute();
    return {
      ...row,
      kind: input.day_kind,
      tourId: tour.id,
      tour: tour.name,
      shows: shows.map((show) => show.city ?? "?"),
    };
  },
  summary(output, say) {
    const warning =
      output.shows.length > 0
        ? say({
            fr: ` Attention : il y a aussi une date ce jour-là (${output.shows.join(", ")}).`,
            en: ` Note: there is also a date that day (${output.shows.join(", ")}).`,
          })
        : "";
    return say({
      fr: `${output.tour}, ${say.shortDay(output.day)} : ${dayWords[output.kind].fr}.${warning}`,
      en: `${output.tour}, ${say.shortDay(output.day)}: ${dayWords[output.kind].en}.${warning}`,
    });
  },
  about: (output) => [{ kind: "tour", id: output.tourId, label: output.tour }],
});

/** The tour named, else the only one whose period holds the day, else the only one. */
export async function tourFor(ctx: ToolContext, text: string | undefined, day: string) {
  if (text) return resolveTour(ctx, text);
  const tours = await ctx.tx
    .selectFrom("tours")
    .select(["id", "name", "starts_on", "ends_on"])
    .where("status", "in", ["planned", "running"])
    .orderBy("starts_on")
    .limit(200)
    .execute();
  const around = tours.filter(
    (tour) => tour.starts_on && tour.ends_on && tour.starts_on <= day && day <= tour.ends_on,
  );
  const only = around.length === 1 ? around[0] : tours.length === 1 ? tours[0] : undefined;
  if (only) return only;
  const choices = (around.length > 0 ? around : tours)
    .slice(0, 6)
    .map(({ id, name }) => ({ id, label: name }));
  throw new ToolError(
    "invalid_input",
    { fr: "Sur quelle tournée ?", en: "On which tour?" },
    { field: "tour", choices },
  );
}
