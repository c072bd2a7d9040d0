"use client";

import { useLocale } from "next-intl";
import { useMemo } from "react";
import { createSay, type Say } from "#tools/core/text.ts";
import { asLocale } from "../session/preferences.ts";

/** Days, times, money and counts as a professional writes them, in the reader's language. */
export function useSay(): Say {
  const locale = asLocale(useLocale());
  return useMemo(() => createSay(locale), [locale]);
}
