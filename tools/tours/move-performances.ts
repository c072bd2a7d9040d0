import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { count, day } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { shiftDay } from "#recognise/durations.ts";
import { localInstant, venueTime } from "./local-time.ts";
import { refuseSecondDate } from "./new-performance.ts";
import { readPerformances } from "./read-performances.ts";
import { selection, selectPerformances } from "./select-performances.ts";

const input = z.object({
  ...selection,
  new_day: day().describe("for a single date").optional(),
  shift_years: count(-20, 20).optional(),
  shift_months: count(-240, 240).optional(),
  shift_days: count(-3_650, 3_650).optional(),
});

export const movePerformances = defineTool({
  name: "tours_move_performances",
  title: { fr: "Déplacer des dates", en: "Move dates" },
  description:
    "Moves one date to another day, or many by years, months or days; times keep their hour. Asks approval where tickets are sold.",
  permission: "tours:write",
  effect: "write",
  input,
  output: z.object({ moved: z.array(z.object({ before: z.string(), date: dateRow })) }),
  examples: [
    {
      fr: "déplace Lyon au 16 mai 2027",
      en: "move Lyon to 16 May 2027",
      input: { performances: ["Lyon"], new_day: "2027-05-16" },
    },
    {
      fr: "décale Marseille d’un jour",
      en: "push Marseille by a day",
      input: { performances: ["Marseille"], shift_days: 1 },
    },
    {
      fr: "repousse toute la tournée Organique d’une semaine",
      en: "push the whole Organique tour back a week",
      input: { tour: "Organique", shift_days: 7 },
    },
    {
      fr: "avance Lille de deux jours",
      en: "bring Lille forward two days",
      input: { performances: ["Lille"], shift_days: -2 },
    },
    {
      fr: "décale tout de cinq ans sur la tournée Organique",
      en: "move everything five years on for the Organique tour",
      input: { tour: "Organique", shift_years: 5 },
    },
    {
      fr: "Paris passe finalement au 3 février 2027",
      en: "Paris finally goes to 3 February 2027",
      input: { performances: ["Paris"], new_day: "2027-02-03" },
    },
    {
      fr: "reporte Nantes d’un mois",
      en: "postpone Nantes by a month",
      input: { performances: ["Nantes"], shift_months: 1 },
    },
  ],
  escalate: async (ctx, given) => (await plan(ctx, given)).some((move) => move.date.sold > 0),
  async preview(ctx, given) {
    const moves = await plan(ctx, given);
    return {
      title: { fr: "Déplacer des dates déjà en vente", en: "Move dates with tickets sold" },
      lines: moves.map(({ date, to }) => ({
        label: { fr: date.city ?? date.title, en: date.city ?? date.title },
        value: {
          fr: `${ctx.sayIn("fr").day(date.day)} → ${ctx.sayIn("fr").day(to)}, ${date.sold} billets vendus`,
          en: `${ctx.sayIn("en").day(date.day)} → ${ctx.sayIn("en").day(to)}, ${date.sold} tickets sold`,
        },
      })),
    };
  },
  async run(ctx, given) {
    const moves = await plan(ctx, given);
    // Later days first when moving forward, so that a date never meets its neighbour's old day.
    const forward = (moves[0]?.to ?? "") > (moves[0]?.date.day ?? "");
    const ordered = forward ? moves.toReversed() : moves;
    for (const { date, to } of ordered) {
      if (date.status !== "option") {
        const row = await ctx.tx
          .selectFrom("performances")
          .select("artist_id")
          .where("id", "=", date.id)
          .executeTakeFirstOrThrow();
        await refuseSecondDate(ctx, { id: row.artist_id, label: date.artist }, to, date.id);
      }
      await ctx.tx.updateTable("performances").set({ day: to }).where("id", "=", date.id).execute();
      const items = await ctx.tx
        .selectFrom("schedule_items")
        .select(["id", "starts_at", "ends_at"])
        .where("performance_id", "=", date.id)
        .execute();
      const moved = (instant: Date | string) =>
        localInstant(to, venueTime(instant, date.day, date.timeZone), date.timeZone);
      for (const item of items) {
        await ctx.tx
          .updateTable("schedule_items")
          .set({
            starts_at: moved(item.starts_at),
            ...(item.ends_at ? { ends_at: moved(item.ends_at) } : {}),
          })
          .where("id", "=", item.id)
          .execute();
      }
    }
    await widenTours(ctx, moves);
    const after = await readPerformances(
      ctx,
      moves.map((move) => move.date.id),
    );
    const before = new Map(moves.map((move) => [move.date.id, move.date.day]));
    return { moved: after.map((date) => ({ before: before.get(date.id) ?? date.day, date })) };
  },
  summary: (output, say) => {
    const [only] = output.moved;
    if (output.moved.length === 1 && only) {
      return say({
        fr: `${only.date.city ?? only.date.title} passe du ${say.day(only.before)} au ${say.day(only.date.day)}.`,
        en: `${only.date.city ?? only.date.title} moves from ${say.day(only.before)} to ${say.day(only.date.day)}.`,
      });
    }
    const dates = output.moved.map((move) => move.date.day).toSorted();
    return say({
      fr: `${say.count(output.moved.length, { fr: { one: "date déplacée", other: "dates déplacées" }, en: { one: "", other: "" } })}, du ${say.day(dates[0] ?? "")} au ${say.day(dates.at(-1) ?? "")}.`,
      en: `${say.count(output.moved.length, { fr: { one: "", other: "" }, en: { one: "date moved", other: "dates moved" } })}, from ${say.day(dates[0] ?? "")} to ${say.day(dates.at(-1) ?? "")}.`,
    });
  },
  show: (output, say) => ({
    kind: "dates",
    title: say({ fr: "Dates déplacées", en: "Moved dates" }),
    dates: output.moved.map((move) => move.date),
    total: output.moved.length,
  }),
  about: (output) =>
    output.moved.map(({ date }) => ({
      kind: "performance" as const,
      id: date.id,
      label: `${date.day} · ${date.city ?? date.venue ?? ""}`,
    })),
});

async function plan(ctx: ToolContext, given: z.output<typeof input>) {
  const chosen = await selectPerformances(ctx, given);
  const dates = await readPerformances(
    ctx,
    chosen.map((row) => row.id),
  );
  const shift = {
    years: given.shift_years ?? 0,
    months: given.shift_months ?? 0,
    days: given.shift_days ?? 0,
  };
  const shifts = shift.years !== 0 || shift.months !== 0 || shift.days !== 0;
  if (given.new_day === undefined && !shifts) {
    throw new ToolError(
      "invalid_input",
      { fr: "À quelle date faut-il la déplacer ?", en: "To which day should it move?" },
      { field: "new_day" },
    );
  }
  if (given.new_day !== undefined && dates.length > 1) {
    throw new ToolError(
      "invalid_input",
      {
        fr: "Plusieurs dates ne peuvent pas aller au même jour : donnez un décalage.",
        en: "Several dates cannot move to one day: give a shift instead.",
      },
      { field: "new_day" },
    );
  }
  for (const date of dates) {
    if (!["played", "settled", "cancelled"].includes(date.status)) continue;
    throw new ToolError("conflict", {
      fr: `${date.city ?? date.title} (${ctx.sayIn("fr").day(date.day)}) est passée ou annulée : elle ne se déplace plus.`,
      en: `${date.city ?? date.title} (${ctx.sayIn("en").day(date.day)}) is over or cancelled: it no longer moves.`,
    });
  }
  return dates.map((date) => ({ date, to: given.new_day ?? shiftDay(date.day, shift) }));
}

async function widenTours(ctx: ToolContext, moves: Awaited<ReturnType<typeof plan>>) {
  const tours = [...new Set(moves.flatMap((move) => move.date.tourId ?? []))];
  for (const id of tours) {
    const span = await ctx.tx
      .selectFrom("performances")
      .select((select) => [select.fn.min("day").as("first"), select.fn.max("day").as("last")])
      .where("tour_id", "=", id)
      .where("status", "<>", "cancelled")
      .executeTakeFirst();
    if (!span?.first) continue;
    await ctx.tx
      .updateTable("tours")
      .set({ starts_on: span.first, ends_on: span.last })
      .where("id", "=", id)
      .execute();
  }
}
