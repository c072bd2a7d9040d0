import type { Locale } from "#tools/core/text.ts";

const tags = { fr: "fr-FR", en: "en-GB" } as const;
const monday = "2027-03-01";

const format = (day: string, locale: Locale, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: "UTC" }).format(
    new Date(`${day}T12:00:00Z`),
  );

/** « mai 2027 » */
export const monthName = (day: string, locale: Locale): string =>
  format(day, locale, { month: "long", year: "numeric" });

/** From Monday to Sunday. */
export const weekdayNames = (locale: Locale): { short: string; long: string }[] =>
  Array.from({ length: 7 }, (_, index) => {
    const day = new Date(Date.parse(`${monday}T12:00:00Z`) + index * 86_400_000)
      .toISOString()
      .slice(0, 10);
    return {
      short: format(day, locale, { weekday: "short" }),
      long: format(day, locale, { weekday: "long" }),
    };
  });
