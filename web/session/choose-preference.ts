import type { Locale } from "#tools/core/text.ts";
import { localeCookie, type Theme, themeCookie } from "./preferences.ts";

const year = 365 * 24 * 3_600;

function keep(name: string, value: string) {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  // oxlint-disable-next-line unicorn/no-document-cookie
  document.cookie = `${name}=${value}; path=/; max-age=${year}; samesite=lax${secure}`;
}

/** Applies at once and is remembered in this browser. */
export function chooseTheme(theme: Theme) {
  keep(themeCookie, theme);
  document.documentElement.dataset["theme"] = theme;
}

/** Remembered in this browser; the page then asks for itself again. */
export function chooseLocale(locale: Locale) {
  keep(localeCookie, locale);
}

/** Chooses the organization of the next requests, among those of the person. */
export function chooseOrganization(organizationId: string) {
  keep("koncert-organization", organizationId);
}
