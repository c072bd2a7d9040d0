import type { Say } from "../core/text.ts";

/** The last day before an end by the clock of a place: the end of a day is still that day. */
export const lastDay = (end: string, timeZone: string): string =>
  localParts(new Date(Date.parse(end) - 1), timeZone).day;

/** « 12 mai 2027 » until the end of that day, « 12 mai 2027, 18 h » before. */
export function untilWords(say: Say, end: string, timeZone: string, short = false): string {
  const day = lastDay(end, timeZone);
  const said = short ? say.shortDay(day) : say.day(day);
  const isWholeDay = localParts(new Date(end), timeZone).time === "00:00";
  return isWholeDay ? said : `${said}, ${say.time(end, timeZone)}`;
}

function localParts(at: Date, timeZone: string): { day: string; time: string } {
  const [day = "", time = ""] = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone,
  })
    .format(at)
    .split(" ");
  return { day, time };
}
