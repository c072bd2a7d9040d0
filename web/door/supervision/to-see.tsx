"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "../../components/empty-state.tsx";
import { Panel } from "../../components/panel.tsx";
import { useSay } from "../../components/use-say.ts";
import type { Check, Door } from "./readiness.tsx";

/** What no device could know by itself, and the merge found: one ticket twice, a ticket refunded meanwhile. */
export function ToSee({ door, check }: { door: Door; check: Check }) {
  const t = useTranslations("door.supervision");
  const say = useSay();
  const at = (instant: string) => say.time(instant, check.timeZone);
  const where = (gate: string | null) => (gate ? t("atGate", { gate }) : null);
  const waiting = check.devices.filter((each) => each.waiting > 0 && !each.revoked);
  return (
    <Panel level={2} flush title={t("toSee")} subtitle={door.toSee.length || undefined}>
      {door.toSee.length === 0 ? (
        <EmptyState icon={<Eye aria-hidden />} title={t("nothingToSee")}>
          {waiting.length > 0
            ? t("stillWaiting", { devices: say.list(waiting.map(({ name }) => name)) })
            : t("nothingToSeeHelp")}
        </EmptyState>
      ) : (
        <ul>
          {door.toSee.map((one) => (
            <li key={`${one.checkInId} ${one.kind}`} className="border-t border-line px-4 py-3">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span dir="auto" className="font-medium">
                  {one.holder ?? t("unknown")}
                </span>
                <span className="figures text-sm text-soft">
                  {[one.type, one.number !== null && t("ticketNumber", { number: one.number })]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </p>
              <p className="figures text-sm text-option">
                {one.kind === "duplicate"
                  ? t("twice", {
                      first: [one.first && at(one.first.at), one.first && where(one.first.gate)]
                        .filter(Boolean)
                        .join(", "),
                      second: [at(one.at), where(one.gate)].filter(Boolean).join(", "),
                    })
                  : t("letInThough", { why: t(`why.${one.kind}`), time: at(one.at) })}
              </p>
              {one.device && (
                <p dir="auto" className="text-sm text-faint">
                  {t("by", { device: one.device })}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
