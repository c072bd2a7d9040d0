"use client";

import { useTranslations } from "next-intl";
import { useSay } from "../components/use-say.ts";

type Hit = { kind: string; label: string; detail: string | null };

/** What the search found, as a person reads it: days as dates, states in words. */
export function useHitWords(): (hit: Hit) => { label: string; detail: string | undefined } {
  const say = useSay();
  const t = useTranslations("choices");
  return ({ kind, label, detail }) => {
    const vocabulary = kind === "order" ? "order_status" : "performance_status";
    const word = (part: string) =>
      t.has(`${vocabulary}.${part}`) ? t(`${vocabulary}.${part}`) : part;
    return {
      label: label.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => say.shortDay(day)),
      detail: detail?.split(" · ").map(word).join(" · "),
    };
  };
}
