import { cookies, headers } from "next/headers";
import type { AbstractIntlMessages } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { asLocale, localeCookie } from "./preferences.ts";
import { readerLocale } from "./reader-locale.ts";

/** The areas of the product: each has a file of words in each language. */
const areas = [
  "base",
  "accounts",
  "chat",
  "shell",
  "forms",
  "artists",
  "productions",
  "venues",
  "tours",
  "performances",
  "ticketing",
  "figures",
  "after-sale",
  "contacts",
  "documents",
  "history",
  "business",
  "organization",
  "approvals",
  "runs",
  "dashboard",
  "sale",
  "door",
  "site",
];

const read = async (locale: string): Promise<AbstractIntlMessages> => {
  const parts = await Promise.all(
    areas.map(async (area) => (await import(`../messages/${locale}/${area}.json`)).default),
  );
  return Object.assign({}, ...parts);
};
const known = new Map<string, Promise<AbstractIntlMessages>>();

/** Fans have no account: their pages, and no others, ask the browser which language it prefers. */
const forFans = /^\/[egow]\//;

async function pageLocale() {
  const asked = await headers();
  if (forFans.test(asked.get("x-koncert-path") ?? "")) return readerLocale(asked);
  return asLocale((await cookies()).get(localeCookie)?.value);
}

export default getRequestConfig(async ({ locale: named }) => {
  const locale = named ? asLocale(named) : await pageLocale();
  const messages = known.get(locale) ?? read(locale);
  known.set(locale, messages);
  // Instants are shown in their venue's zone, which each caller names; the rest is Paris time.
  return { locale, messages: await messages, timeZone: "Europe/Paris" };
});
