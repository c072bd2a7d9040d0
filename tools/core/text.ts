export type Locale = "fr" | "en";

/** A text in every language of the product. */
export type Text = { fr: string; en: string };

export const locales: readonly Locale[] = ["fr", "en"];

type Counted = { one: string; other: string };

/** Speaks one language: texts, days, times, money and counts as a professional writes them. */
export type Say = {
  (text: Text): string;
  locale: Locale;
  /** `2027-03-12` → « 12 mars 2027 » */
  day(day: string): string;
  /** `2027-03-12` → « ven. 12 mars » (the year is added when it is not the one of `now`) */
  shortDay(day: string): string;
  /** An instant in a zone → « 19 h 30 » */
  time(instant: Date | string, timeZone: string): string;
  /** Integer cents → « 1 240,50 € » */
  money(cents: number, currency?: string): string;
  number(value: number, fractionDigits?: number): string;
  percent(basisPoints: number): string;
  /** « 3 dates », « 1 date », with the number in front */
  count(n: number, words: { fr: Counted; en: Counted }): string;
  /** « Lyon, Nice et Lille » */
  list(items: string[]): string;
  /** `BE` → « Belgique » */
  country(code: string): string;
};

const tags = { fr: "fr-FR", en: "en-GB" } as const;

/** French typography: the spaces before « : ; ! ? » and inside guillemets do not break. */
function frenchSpaces(text: string): string {
  return text
    .replace(/ ([:»])/g, "\u00a0$1")
    .replace(/ ([;!?])/g, "\u202f$1")
    .replace(/« /g, "«\u00a0");
}

const formatters = new Map<string, unknown>();

/** Made once: making a formatter costs as much as a statement, using it next to nothing. */
function once<Formatter>(key: string, make: () => Formatter): Formatter {
  const known = formatters.get(key) ?? make();
  formatters.set(key, known);
  return known as Formatter;
}

export function createSay(locale: Locale, now: Date = new Date()): Say {
  const tag = tags[locale];
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);
  const say = (text: Text) => (locale === "fr" ? frenchSpaces(text.fr) : text.en);
  const number = (value: number, fractionDigits = 0) =>
    once(
      `number ${tag} ${fractionDigits}`,
      () =>
        new Intl.NumberFormat(tag, {
          minimumFractionDigits: fractionDigits,
          maximumFractionDigits: fractionDigits,
        }),
    ).format(value);
  return Object.assign(say, {
    locale,
    number,
    day: (day: string) =>
      once(
        `day ${tag}`,
        () => new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" }),
      ).format(noon(day)),
    shortDay: (day: string) => {
      const thisYear = day.slice(0, 4) === now.toISOString().slice(0, 4);
      return once(
        `short day ${tag} ${thisYear}`,
        () =>
          new Intl.DateTimeFormat(tag, {
            weekday: "short",
            day: "numeric",
            month: "short",
            ...(thisYear ? {} : { year: "numeric" }),
            timeZone: "UTC",
          }),
      ).format(noon(day));
    },
    time: (instant: Date | string, timeZone: string) => {
      const parts = once(
        `time ${timeZone}`,
        () => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }),
      ).format(new Date(instant));
      const [hour = "", minute = ""] = parts.split(":");
      if (locale === "en") return `${hour}:${minute}`;
      return minute === "00" ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minute}`;
    },
    money: (cents: number, currency = "EUR") => {
      const minimumFractionDigits = cents % 100 === 0 ? 0 : 2;
      return once(
        `money ${tag} ${currency} ${minimumFractionDigits}`,
        () => new Intl.NumberFormat(tag, { style: "currency", currency, minimumFractionDigits }),
      ).format(cents / 100);
    },
    percent: (basisPoints: number) =>
      once(
        `percent ${tag}`,
        () => new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 2 }),
      ).format(basisPoints / 10_000),
    count: (n: number, words: { fr: Counted; en: Counted }) => {
      const one = locale === "fr" ? Math.abs(n) < 2 : n === 1;
      return `${number(n)}\u00a0${one ? words[locale].one : words[locale].other}`;
    },
    country: (code: string) =>
      once(`country ${tag}`, () => new Intl.DisplayNames(tag, { type: "region" })).of(code) ?? code,
    list: (items: string[]) =>
      once(
        `list ${tag}`,
        () => new Intl.ListFormat(tag, { style: "long", type: "conjunction" }),
      ).format(items),
  });
}
