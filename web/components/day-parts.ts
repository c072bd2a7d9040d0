import type { Locale } from "#tools/core/text.ts";

const tags = { fr: "fr-FR", en: "en-GB" } as const;

/** `2027-03-12` → « 12 », « ven. », « mars » (with its year when it is not the one of `now`). */
export function dayParts(day: string, locale: Locale, now: Date = new Date()) {
  const noon = new Date(`${day}T12:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: "UTC" }).format(noon);
  const sameYear = day.slice(0, 4) === now.toISOString().slice(0, 4);
  return {
    number: String(Number(day.slice(8, 10))),
    weekday: part({ weekday: "short" }),
    month: part(sameYear ? { month: "short" } : { month: "short", year: "numeric" }),
  };
}
