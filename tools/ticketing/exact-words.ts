import type { Locale } from "../core/text.ts";

const tags = { fr: "fr-FR", en: "en-GB" } as const;

/** An amount to the cent, as papers write it: « 1 240,00 € ». */
export function exactMoney(cents: number, currency: string, locale: Locale): string {
  return new Intl.NumberFormat(tags[locale], { style: "currency", currency }).format(cents / 100);
}

/** A rate as the law writes it: « 2,10 % », « 5,5 % », « 20 % ». */
export function exactRate(basisPoints: number, locale: Locale): string {
  const digits = basisPoints % 50 === 0 ? 0 : 2;
  return new Intl.NumberFormat(tags[locale], {
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: 2,
  }).format(basisPoints / 10_000);
}
