import { createSay, type Locale } from "#tools/core/text.ts";
import { dayParts } from "../../components/day-parts.ts";

/** The next 12 March: the home page tells the life of one invented date, always to come. */
export function sampleDay(now: Date): string {
  const year = now.getUTCFullYear();
  const past = now >= new Date(Date.UTC(year, 2, 12));
  return `${past ? year + 1 : year}-03-12`;
}

/** The invented date, in the words of the reader. */
export function sampleDate(locale: Locale, now = new Date()) {
  const say = createSay(locale, now);
  const day = sampleDay(now);
  return {
    say,
    day,
    parts: dayParts(day, locale, now),
    time: (clock: string) => say.time(`${day}T${clock}:00Z`, "UTC"),
    artist: "Alma Verne",
    city: "Paris",
    venue: "L’Olympia",
    capacity: 1990,
    sold: 1437,
    entered: 1208,
    priceCents: 4250,
  };
}

export type Sample = ReturnType<typeof sampleDate>;
