"use client";

import type { Locale } from "#tools/core/text.ts";
import { chooseLocale, chooseTheme } from "../session/choose-preference.ts";

const look =
  "inline-flex h-11 items-center gap-2 rounded-sm px-2 text-sm text-soft hover:bg-hover hover:text-ink sm:h-9";

/** Language and day or night, for pages without the words of the catalogue in the browser. */
export function Preferences({
  other,
  language,
  theme,
}: {
  /** The language that is not this page's, and its name in itself. */
  other: Locale;
  language: string;
  theme: string;
}) {
  return (
    <div className="flex items-center gap-1">
      <button
        type="button"
        lang={other}
        className={look}
        onClick={() => {
          chooseLocale(other);
          window.location.reload();
        }}
      >
        {language}
      </button>
      <button
        type="button"
        className={look}
        onClick={() => {
          const { colorScheme } = getComputedStyle(document.documentElement);
          const night =
            colorScheme === "dark" ||
            (colorScheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
          chooseTheme(night ? "light" : "dark");
        }}
      >
        <svg aria-hidden viewBox="0 0 16 16" className="size-4" fill="none" stroke="currentColor">
          <circle cx="8" cy="8" r="6.25" strokeWidth="1.5" />
          <path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor" stroke="none" />
        </svg>
        {theme}
      </button>
    </div>
  );
}
