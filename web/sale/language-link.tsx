"use client";

import type { Locale } from "#tools/core/text.ts";
import { chooseLocale } from "../session/choose-preference.ts";

/** The other language, kept for the next pages. */
export function LanguageLink({ other, label }: { other: Locale; label: string }) {
  return (
    <button
      type="button"
      lang={other}
      onClick={() => {
        chooseLocale(other);
        window.location.reload();
      }}
      className="inline-flex min-h-11 items-center rounded-sm px-2 text-sm text-soft hover:text-ink"
    >
      {label}
    </button>
  );
}
