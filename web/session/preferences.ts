import type { Locale } from "#tools/core/text.ts";

export const localeCookie = "koncert-locale";
export const themeCookie = "koncert-theme";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const asTheme = (value: string | undefined): Theme =>
  themes.find((theme) => theme === value) ?? "system";

/** French unless the person has chosen otherwise. */
export const asLocale = (value: string | undefined): Locale => (value === "en" ? "en" : "fr");
