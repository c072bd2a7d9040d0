"use client";

import { useTranslations } from "next-intl";
import { Meter } from "../components/meter.tsx";
import { useSay } from "../components/use-say.ts";
import type { Door } from "./use-door.ts";

/** How many are inside of those expected, in all and by ticket type. */
export function Counters({ door }: { door: Door }) {
  const t = useTranslations("door");
  const say = useSay();
  const lines = [
    ...door.types,
    ...(door.guests.expected > 0 ? [{ name: t("guests"), ...door.guests }] : []),
  ];
  return (
    <section aria-label={t("counters")}>
      <p className="figures flex items-baseline gap-2">
        <span data-inside className="font-display text-3xl font-bold tracking-tight">
          {say.number(door.inside)}
        </span>
        <span className="text-soft">{t("inside")}</span>
      </p>
      <Meter value={door.inside} of={door.expected} label={t("expected")} />
      <details className="mt-2">
        <summary className="inline-flex min-h-11 items-center text-sm text-soft underline underline-offset-4">
          {t("byType")}
        </summary>
        <ul className="figures text-sm">
          {lines.map((line) => (
            <li key={line.name} className="flex justify-between gap-3 py-1">
              <span dir="auto" className="min-w-0 truncate">
                {line.name}
              </span>
              <span className="text-soft">
                {say.number(line.inside)} / {say.number(line.expected)}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
