import type { DateRow } from "../core/card.ts";
import type { ToolContext } from "../core/tool.ts";

export type Leg = {
  fromId: string;
  toId: string;
  from: string;
  to: string;
  fromDay: string;
  toDay: string;
  km: number;
  minutes: number;
};

/** The road between each date and the next, as estimated; dates without coordinates are passed over. */
export function readLegs(ctx: ToolContext, dates: DateRow[]): Leg[] {
  const placed = dates.filter((date) => date.latitude !== null && date.status !== "cancelled");
  return placed.slice(1).map((date, index) => {
    const before = placed[index] as DateRow;
    const road = ctx.integrations.places.road(pointOf(before), pointOf(date));
    return {
      fromId: before.id,
      toId: date.id,
      from: before.city ?? before.title,
      to: date.city ?? date.title,
      fromDay: before.day,
      toDay: date.day,
      km: road.km,
      minutes: road.minutes,
    };
  });
}

export function pointOf(date: Pick<DateRow, "latitude" | "longitude">) {
  return { latitude: date.latitude ?? 0, longitude: date.longitude ?? 0 };
}

/** « 5 h 30 » */
export function spokenDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}\u00a0min`;
  return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(rest).padStart(2, "0")}`;
}
