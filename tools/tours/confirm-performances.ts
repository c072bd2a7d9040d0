import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { defineTool } from "../core/tool.ts";
import { keepDayFree } from "./insert-performance.ts";
import { readRivals } from "./read-holds.ts";
import { readPerformances } from "./read-performances.ts";
import { aboutDates, countDates, datesCard, listDates } from "./say-dates.ts";
import { selection, selectPerformances } from "./select-performances.ts";

const { status: _, ...which } = selection;

export const confirmPerformances = defineTool({
  name: "tours_confirm_performances",
  title: { fr: "Confirmer des dates", en: "Confirm dates" },
  description:
    "Confirms one or many dates on hold; refuses a day on which the artist already plays; tells which other holds it leaves in conflict.",
  permission: "tours:write",
  effect: "write",
  input: z.object(which),
  output: z.object({
    total: z.int(),
    dates: z.array(dateRow),
    already: z.int(),
    rivals: z.array(
      z.object({
        id: z.uuid(),
        day: z.string(),
        artist: z.string(),
        where: z.string(),
        rank: z.int(),
      }),
    ),
  }),
  examples: [
    { fr: "confirme Lyon", en: "confirm Lyon", input: { performances: ["Lyon"] } },
    {
      fr: "c’est bon pour Nantes et Rennes, on confirme",
      en: "Nantes and Rennes are good, we confirm",
      input: { performances: ["Nantes", "Rennes"] },
    },
    {
      fr: "lève l’option de Lille, elle est confirmée",
      en: "lift the hold on Lille, it is confirmed",
      input: { performances: ["Lille"] },
    },
    {
      fr: "confirme toutes les dates de la tournée Organique",
      en: "confirm every date of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "la date du 14 mai 2027 est ferme",
      en: "the date on 14 May 2027 is firm",
      input: { performances: ["2027-05-14"] },
    },
    { fr: "valide Dijon", en: "validate Dijon", input: { performances: ["Dijon"] } },
    {
      fr: "passe Bordeaux d’option à confirmé",
      en: "turn Bordeaux from hold to confirmed",
      input: { performances: ["Bordeaux"] },
    },
    {
      fr: "Toulouse est confirmée",
      en: "Toulouse is confirmed",
      input: { performances: ["Toulouse"] },
    },
    {
      fr: "on valide l’option de Caen",
      en: "we are confirming the Caen hold",
      input: { performances: ["Caen"] },
    },
    {
      fr: "confirme les dates de mai 2027",
      en: "confirm the May 2027 dates",
      input: { from: "2027-05-01", to: "2027-05-31" },
    },
  ],
  async run(ctx, input) {
    const selected = await selectPerformances(ctx, input);
    const holds = selected.filter((row) => row.status === "option");
    if (holds.length === 0) {
      const [first] = selected;
      const cancelled = first?.status === "cancelled";
      throw new ToolError("conflict", {
        fr: cancelled
          ? `${first.label} est annulée.`
          : selected.length === 1
            ? `${first?.label} est déjà confirmée.`
            : "Ces dates sont déjà confirmées.",
        en: cancelled
          ? `${first.label} is cancelled.`
          : selected.length === 1
            ? `${first?.label} is already confirmed.`
            : "These dates are already confirmed.",
      });
    }
    const rivals = new Map<
      string,
      { id: string; day: string; artist: string; where: string; rank: number }
    >();
    for (const hold of holds) {
      const row = await ctx.tx
        .selectFrom("performances")
        .select(["artist_id", "session"])
        .where("id", "=", hold.id)
        .executeTakeFirstOrThrow();
      await keepDayFree(ctx, row.artist_id, hold.day, { session: row.session });
      await ctx.tx
        .updateTable("performances")
        .set({ status: "confirmed", hold_rank: null, hold_expires_on: null })
        .where("id", "=", hold.id)
        .execute();
      for (const rival of await readRivals(ctx, hold.id)) {
        rivals.set(rival.id, {
          id: rival.id,
          day: rival.day,
          artist: rival.artist,
          where: rival.city ?? rival.venue ?? rival.title,
          rank: rival.rank,
        });
      }
    }
    const dates = await readPerformances(
      ctx,
      holds.map((hold) => hold.id),
    );
    return {
      total: dates.length,
      dates: dates.slice(0, 200),
      already: selected.length - holds.length,
      rivals: [...rivals.values()],
    };
  },
  summary(output, say) {
    const names = listDates(output.dates, say, output.total);
    const rivals = output.rivals.map(
      (hold) => `${hold.artist}, ${hold.where} (${say.shortDay(hold.day)})`,
    );
    const warning =
      rivals.length > 0
        ? say({
            fr: ` À libérer : option de ${say.list(rivals)}.`,
            en: ` To release: hold of ${say.list(rivals)}.`,
          })
        : "";
    return output.total === 1
      ? say({
          fr: `Date confirmée : ${names}.${warning}`,
          en: `Date confirmed: ${names}.${warning}`,
        })
      : say({
          fr: `${countDates(output.total, say)} confirmées : ${names}.${warning}`,
          en: `${countDates(output.total, say)} confirmed: ${names}.${warning}`,
        });
  },
  show: (output, say) =>
    datesCard(say({ fr: "Dates confirmées", en: "Dates confirmed" }), output.dates, output.total),
  about: (output) => aboutDates(output.dates),
});
