"use client";

import { useTranslations } from "next-intl";
import { useSay } from "../components/use-say.ts";

/** « du 12 février au 15 mai 2027 », with what is known of it. */
export function usePeriod(): (from: string | null, to: string | null) => string {
  const t = useTranslations("tours");
  const say = useSay();
  return (from, to) => {
    if (from && to) return t("fromTo", { from: say.shortDay(from), to: say.shortDay(to) });
    if (from) return t("since", { from: say.shortDay(from) });
    return t("noPeriod");
  };
}
