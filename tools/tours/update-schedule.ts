import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ToolError } from "../core/errors.ts";
import { time } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { localInstant, venueTime } from "./local-time.ts";
import { readPerformances } from "./read-performances.ts";
import { scheduleKinds, scheduleOrder, scheduleWords } from "./schedule.ts";
import { selection, selectPerformances } from "./select-performances.ts";

const times = Object.fromEntries(scheduleKinds.map((kind) => [kind, time().optional()])) as Record<
  (typeof scheduleKinds)[number],
  z.ZodOptional<ReturnType<typeof time>>
>;

export const updateSchedule = defineTool({
  name: "tours_update_schedule",
  title: { fr: "Fixer les horaires", en: "Set the schedule" },
  description:
    "Sets times (load_in, sound_check, doors, support, set_time, curfew…) of one or many dates, in each venue's own time.",
  permission: "tours:write",
  effect: "write",
  input: z.object({ ...selection, ...times }),
  output: z.object({
    times: z.array(z.object({ kind: z.enum(scheduleKinds), time: z.string() })),
    dates: z.array(dateRow),
  }),
  examples: [
    {
      fr: "portes 19 h et concert 20 h 30 sur toutes les dates de la tournée Organique",
      en: "doors 7 pm and show 8:30 pm for all dates of the Organique tour",
      input: { tour: "Organique", doors: "19:00", set_time: "20:30" },
    },
    {
      fr: "à Lyon, balances à 16h30",
      en: "in Lyon, sound check at 16:30",
      input: { performances: ["Lyon"], sound_check: "16:30" },
    },
    {
      fr: "mets le get-in de Marseille à 10h et les balances à 15h",
      en: "set the Marseille load-in at 10 am and sound check at 3 pm",
      input: { performances: ["Marseille"], load_in: "10:00", sound_check: "15:00" },
    },
    {
      fr: "couvre-feu minuit à Paris",
      en: "curfew midnight in Paris",
      input: { performances: ["Paris"], curfew: "24:00" },
    },
    {
      fr: "l’ouverture des portes passe à 18 h 30 à Lille",
      en: "doors move to 6:30 pm in Lille",
      input: { performances: ["Lille"], doors: "18:30" },
    },
    {
      fr: "Nantes et Rennes : passage 21h",
      en: "Nantes and Rennes: set time 9 pm",
      input: { performances: ["Nantes", "Rennes"], set_time: "21:00" },
    },
    {
      fr: "première partie à 20h pour Bordeaux, puis nous à 21h",
      en: "support at 8 pm in Bordeaux, then us at 9 pm",
      input: { performances: ["Bordeaux"], support: "20:00", set_time: "21:00" },
    },
    {
      fr: "démontage à 23h30 à Nice",
      en: "load-out at 23:30 in Nice",
      input: { performances: ["Nice"], load_out: "23:30" },
    },
  ],
  async run(ctx, input) {
    const given = scheduleKinds.flatMap((kind) => {
      const value = input[kind];
      return value === undefined ? [] : [{ kind, time: value }];
    });
    if (given.length === 0) {
      throw new ToolError(
        "invalid_input",
        { fr: "Quel horaire faut-il fixer ?", en: "Which time should be set?" },
        { field: "doors" },
      );
    }
    const chosen = await selectPerformances(ctx, input);
    const dates = await readPerformances(
      ctx,
      chosen.map((row) => row.id),
    );
    const known = await ctx.tx
      .selectFrom("schedule_items")
      .select(["performance_id", "kind", "starts_at"])
      .where(
        "performance_id",
        "in",
        dates.map((date) => date.id),
      )
      .execute();
    const values = dates.flatMap((date) => {
      if (date.status === "cancelled") {
        throw new ToolError("conflict", {
          fr: `La date du ${ctx.sayIn("fr").day(date.day)} à ${date.city ?? "—"} est annulée.`,
          en: `The date of ${ctx.sayIn("en").day(date.day)} in ${date.city ?? "—"} is cancelled.`,
        });
      }
      const whole = new Map<string, string>(
        known
          .filter((item) => item.performance_id === date.id)
          .map((item) => [item.kind, venueTime(item.starts_at, date.day, date.timeZone)]),
      );
      for (const item of given) whole.set(item.kind, item.time.padStart(5, "0"));
      const wrong = scheduleOrder(whole);
      if (wrong) {
        const [before, after] = wrong;
        throw new ToolError(
          "invalid_input",
          {
            fr: `${date.city ?? "Cette date"} : ${scheduleWords[after].fr.toLowerCase()} (${whole.get(after)}) viendrait avant ${scheduleWords[before].fr.toLowerCase()} (${whole.get(before)}). Après minuit, écrivez 24:00 ou plus.`,
            en: `${date.city ?? "This date"}: ${scheduleWords[after].en.toLowerCase()} (${whole.get(after)}) would come before ${scheduleWords[before].en.toLowerCase()} (${whole.get(before)}). Past midnight, write 24:00 or more.`,
          },
          { field: after },
        );
      }
      return given.map((item) => ({
        performance_id: date.id,
        kind: item.kind,
        starts_at: localInstant(date.day, item.time, date.timeZone),
      }));
    });
    for (const value of values) {
      const updated = await ctx.tx
        .updateTable("schedule_items")
        .set({ starts_at: value.starts_at })
        .where("performance_id", "=", value.performance_id)
        .where("kind", "=", value.kind)
        .returning("id")
        .executeTakeFirst();
      if (!updated) await ctx.tx.insertInto("schedule_items").values(value).execute();
    }
    return {
      times: given,
      dates: await readPerformances(
        ctx,
        dates.map((date) => date.id),
      ),
    };
  },
  summary: (output, say) => {
    const times = say.list(
      output.times.map(({ kind, time: at }) => {
        const [hours = 0, minutes = 0] = at.split(":").map(Number);
        const clock = new Date(Date.UTC(2000, 0, 1, hours % 24, minutes));
        return `${say(scheduleWords[kind]).toLowerCase()} ${say.time(clock, "UTC")}`;
      }),
    );
    const [first] = output.dates;
    const where =
      output.dates.length === 1 && first
        ? `${first.city ?? first.venue ?? ""}, ${say.day(first.day)}`
        : say.count(output.dates.length, {
            fr: { one: "date", other: "dates" },
            en: { one: "date", other: "dates" },
          });
    return say({
      fr: `Horaires fixés (${where}) : ${times}.`,
      en: `Schedule set (${where}): ${times}.`,
    });
  },
  show: (output, say) => ({
    kind: "dates",
    title: say({ fr: "Horaires", en: "Schedule" }),
    dates: output.dates,
    total: output.dates.length,
  }),
  about: (output) =>
    output.dates.map((date) => ({
      kind: "performance" as const,
      id: date.id,
      label: `${date.day} · ${date.city ?? date.venue ?? ""}`,
    })),
});
