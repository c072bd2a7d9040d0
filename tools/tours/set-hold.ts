import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { count, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readRivals, setRank } from "./read-holds.ts";
import { readPerformances } from "./read-performances.ts";
import { pushRanks } from "./rules.ts";
import { aboutDates, dateName, datesCard } from "./say-dates.ts";

export const setHold = defineTool({
  name: "tours_set_hold",
  title: { fr: "Changer le rang d’une option", en: "Change a hold's rank" },
  description:
    "Puts an existing date on hold with rank 1, 2 or 3. Other holds in that venue step back.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    hold_rank: count(1, 3),
  }),
  output: z.object({
    date: dateRow,
    wasConfirmed: z.boolean(),
    beforeRank: z.int().nullable(),
    pushed: z.array(z.object({ id: z.uuid(), artist: z.string(), rank: z.int() })),
  }),
  examples: [
    {
      fr: "passe Lyon en option 1",
      en: "make Lyon a first hold",
      input: { performance: "Lyon", hold_rank: 1 },
    },
    {
      fr: "on est en deuxième option à Nantes",
      en: "we are second hold in Nantes",
      input: { performance: "Nantes", hold_rank: 2 },
    },
    {
      fr: "remets Lille en première option",
      en: "put Lille back to first hold",
      input: { performance: "Lille", hold_rank: 1 },
    },
    {
      fr: "Rennes descend en option 3",
      en: "Rennes drops to third hold",
      input: { performance: "Rennes", hold_rank: 3 },
    },
    {
      fr: "notre option à Dijon remonte en 1",
      en: "our hold in Dijon moves up to 1",
      input: { performance: "Dijon", hold_rank: 1 },
    },
    {
      fr: "change le rang de Metz : option 2",
      en: "change the rank of Metz: hold 2",
      input: { performance: "Metz", hold_rank: 2 },
    },
    {
      fr: "repasse Toulouse en option",
      en: "put Toulouse back on hold",
      input: { performance: "Toulouse", hold_rank: 1 },
    },
    {
      fr: "Caen n’est plus qu’une option 2",
      en: "Caen is now only a second hold",
      input: { performance: "Caen", hold_rank: 2 },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "performance", input.performance);
    const [date] = await readPerformances(ctx, [id]);
    if (!date) throw new Error(`no performance ${id}`);
    if (date.status !== "option" && date.status !== "confirmed") {
      throw new ToolError("conflict", {
        fr: `${dateName(date, ctx.sayIn("fr"))} est en vente, passée ou annulée : elle ne repasse pas en option.`,
        en: `${dateName(date, ctx.sayIn("en"))} is on sale, over or cancelled: it cannot go back on hold.`,
      });
    }
    if (date.sold > 0) {
      throw new ToolError("conflict", {
        fr: `${dateName(date, ctx.sayIn("fr"))} a ${date.sold} billets vendus : elle ne repasse pas en option.`,
        en: `${dateName(date, ctx.sayIn("en"))} has ${date.sold} tickets sold: it cannot go back on hold.`,
      });
    }
    const queue = (await readRivals(ctx, id)).filter((hold) => hold.sameVenue);
    const pushed = pushRanks(queue, input.hold_rank);
    if (pushed.some((move) => move.rank > 3)) {
      throw new ToolError(
        "conflict",
        {
          fr: "Les trois options de ce lieu sont déjà prises ce jour-là.",
          en: "The three holds of this venue are already taken that day.",
        },
        { field: "hold_rank" },
      );
    }
    for (const move of pushed) await setRank(ctx, move.id, move.rank);
    await ctx.tx
      .updateTable("performances")
      .set({
        status: "option",
        hold_rank: input.hold_rank,
      })
      .where("id", "=", id)
      .execute();
    const [after] = await readPerformances(ctx, [id]);
    return {
      date: after ?? date,
      wasConfirmed: date.status === "confirmed",
      beforeRank: date.holdRank,
      pushed: pushed.map((move) => ({
        id: move.id,
        artist: queue.find((hold) => hold.id === move.id)?.artist ?? "",
        rank: move.rank,
      })),
    };
  },
  summary(output, say) {
    const pushed = output.pushed.map((hold) =>
      say({
        fr: `${hold.artist} passe en option ${hold.rank}`,
        en: `${hold.artist} becomes hold ${hold.rank}`,
      }),
    );
    const others = pushed.length > 0 ? ` ${say.list(pushed)}.` : "";
    return say({
      fr: `${dateName(output.date, say)} : option ${output.date.holdRank}.${others}`,
      en: `${dateName(output.date, say)}: hold ${output.date.holdRank}.${others}`,
    });
  },
  show: (output, say) => datesCard(say({ fr: "Option", en: "Hold" }), [output.date]),
  about: (output) => aboutDates([output.date]),
});
