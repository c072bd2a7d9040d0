"use client";

import { useTranslations } from "next-intl";
import type { DoorStateFacts } from "#tools/ticketing/door-facts.ts";
import { Meter } from "../components/meter.tsx";
import { useSay } from "../components/use-say.ts";

/** How many are inside of those expected: in all, by ticket type, by gate. */
export function Counters({
  counts,
  ahead,
  guestsLabel,
}: {
  counts: DoorStateFacts["counts"] | null;
  /** Let in by this device and not sent yet. */
  ahead: number;
  guestsLabel: string;
}) {
  const t = useTranslations("door");
  const say = useSay();
  const lines = [
    ...(counts?.types ?? []),
    ...(counts && counts.guests.expected > 0 ? [{ name: guestsLabel, ...counts.guests }] : []),
  ];
  const gates = counts?.gates.filter(({ entered, name }) => entered > 0 || name !== "") ?? [];
  const sum = (of: "inside" | "expected") => lines.reduce((total, line) => total + line[of], 0);
  const inside = Math.max(0, sum("inside") + ahead);
  return (
    <section aria-label={t("counters")}>
      <p className="figures flex items-baseline gap-2">
        <span data-inside className="font-display text-3xl font-bold tracking-tight">
          {counts ? say.number(inside) : "–"}
        </span>
        <span className="text-soft">
          {t("inside")}
          {ahead !== 0 && t("ahead", { count: ahead })}
        </span>
      </p>
      <Meter value={inside} of={sum("expected")} label={t("expected")} />
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
          {gates.map((gate) => (
            <li
              key={gate.name}
              className="flex justify-between gap-3 border-t border-line py-1 first:border-0"
            >
              <span dir="auto" className="min-w-0 truncate">
                {gate.name === "" ? t("noGate") : t("gateNamed", { gate: gate.name })}
                {gate.zone && <span className="text-soft"> · {gate.zone}</span>}
              </span>
              <span className="text-soft">{t("entered", { count: gate.entered })}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
