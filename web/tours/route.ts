import type { ToolOutput } from "#tools/call-tool.ts";
import { tooLongByRoad } from "#tools/tours/rules.ts";

type Tour = ToolOutput<"tours_get_tour">;
type Row = Tour["dates"][number];
export type Leg = Tour["legs"][number];
export type MarkedDay = Tour["days"][number];

export type Step =
  | { kind: "date"; key: string; date: Row }
  | { kind: "day"; key: string; day: MarkedDay }
  /** Nights between two dates; `tight` leaves no day between them, `long` no time to play either. */
  | { kind: "leg"; key: string; leg: Leg; free: number; tight: boolean; long: boolean };

const dayMs = 86_400_000;

/** A tour in the order in which it is lived: dates, the road between them, days off and of travel. */
export function routeOf({ dates, days, legs }: Pick<Tour, "dates" | "days" | "legs">): Step[] {
  const after = new Map(legs.map((leg) => [leg.fromId, leg]));
  const steps: { day: string; order: number; step: Step }[] = [];
  for (const date of dates) {
    steps.push({ day: date.day, order: 1, step: { kind: "date", key: date.id, date } });
    const leg = after.get(date.id);
    if (!leg) continue;
    const nights = Math.round((Date.parse(leg.toDay) - Date.parse(leg.fromDay)) / dayMs);
    const marked = days.filter(({ day }) => day > leg.fromDay && day < leg.toDay).length;
    const tight = nights <= 1 && leg.km > 0;
    steps.push({
      day: date.day,
      order: 2,
      step: {
        kind: "leg",
        key: `${leg.fromId} ${leg.toId}`,
        leg,
        free: Math.max(0, nights - 1 - marked),
        tight,
        long: tight && leg.minutes > tooLongByRoad * 60,
      },
    });
  }
  for (const day of days) {
    steps.push({ day: day.day, order: 3, step: { kind: "day", key: day.day, day } });
  }
  return steps
    .toSorted((a, b) => a.day.localeCompare(b.day) || a.order - b.order)
    .map(({ step }) => step);
}
