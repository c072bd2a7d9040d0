import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { defineTool } from "../core/tool.ts";
import { refuseSecondDate } from "./new-performance.ts";
import { readPerformances } from "./read-performances.ts";
import { selection, selectPerformances } from "./select-performances.ts";

export const confirmPerformances = defineTool({
  name: "tours_confirm_performances",
  title: { fr: "Confirmer des dates", en: "Confirm dates" },
  description: "Turns holds into confirmed dates, one or many; dates already confirmed are told.",
  permission: "tours:write",
  effect: "write",
  input: z.object({ ...selection }),
  output: z.object({ confirmed: z.array(dateRow), already: z.array(dateRow) }),
  examples: [
    { fr: "confirme Lyon", en: "confirm Lyon", input: { performances: ["Lyon"] } },
    {
      fr: "confirme Marseille, Lille et Nantes",
      en: "confirm Marseille, Lille and Nantes",
      input: { performances: ["Marseille", "Lille", "Nantes"] },
    },
    {
      fr: "c’est bon pour Paris, on valide la date",
      en: "Paris is good, we lock the date",
      input: { performances: ["Paris"] },
    },
    {
      fr: "passe l’option de Rennes en confirmé",
      en: "turn the Rennes hold into a confirmed date",
      input: { performances: ["Rennes"] },
    },
    {
      fr: "toutes les options de la tournée Organique sont confirmées",
      en: "all holds of the Organique tour are confirmed",
      input: { tour: "Organique", status: "option" },
    },
    {
      fr: "Bordeaux et Vichy sont signées, confirme-les",
      en: "Bordeaux and Vichy are signed, confirm them",
      input: { performances: ["Bordeaux", "Vichy"] },
    },
  ],
  async run(ctx, input) {
    const chosen = await selectPerformances(ctx, input);
    const rows = await ctx.tx
      .selectFrom("performances")
      .innerJoin("artists", "artists.id", "performances.artist_id")
      .select([
        "performances.id",
        "performances.day",
        "performances.status",
        "artist_id",
        "artists.name as artist",
      ])
      .where(
        "performances.id",
        "in",
        chosen.map((row) => row.id),
      )
      .orderBy("performances.day")
      .execute();
    const confirmed: string[] = [];
    const already: string[] = [];
    for (const row of rows) {
      if (row.status !== "option") {
        if (row.status === "cancelled") {
          throw new ToolError("conflict", {
            fr: `La date du ${ctx.sayIn("fr").day(row.day)} est annulée : recréez-la pour la confirmer.`,
            en: `The date of ${ctx.sayIn("en").day(row.day)} is cancelled: create it again to confirm it.`,
          });
        }
        already.push(row.id);
        continue;
      }
      await refuseSecondDate(ctx, { id: row.artist_id, label: row.artist }, row.day, row.id);
      await ctx.tx
        .updateTable("performances")
        .set({ status: "confirmed", hold_rank: null, hold_expires_on: null })
        .where("id", "=", row.id)
        .execute();
      confirmed.push(row.id);
    }
    return {
      confirmed: await readPerformances(ctx, confirmed),
      already: await readPerformances(ctx, already),
    };
  },
  summary: (output, say) => {
    const names = (dates: typeof output.confirmed) =>
      say.list(dates.map((date) => `${date.city ?? date.venue ?? ""} (${say.shortDay(date.day)})`));
    const parts = [];
    if (output.confirmed.length > 0) {
      parts.push(
        say({
          fr: `Confirmé : ${names(output.confirmed)}.`,
          en: `Confirmed: ${names(output.confirmed)}.`,
        }),
      );
    }
    if (output.already.length > 0) {
      parts.push(
        say({
          fr: `Déjà confirmé : ${names(output.already)}.`,
          en: `Already confirmed: ${names(output.already)}.`,
        }),
      );
    }
    return parts.join(" ");
  },
  show: (output, say) => ({
    kind: "dates",
    title: say({ fr: "Dates confirmées", en: "Confirmed dates" }),
    dates: [...output.confirmed, ...output.already],
    total: output.confirmed.length + output.already.length,
  }),
  about: (output) =>
    [...output.confirmed, ...output.already].map((date) => ({
      kind: "performance" as const,
      id: date.id,
      label: `${date.day} · ${date.city ?? date.venue ?? ""}`,
    })),
});
