"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Panel } from "../../components/panel.tsx";
import { useSay } from "../../components/use-say.ts";
import { classNames } from "../../design/class-names.ts";
import { useTools } from "../../forms/tool-runner.tsx";
import type { Check, Door } from "./readiness.tsx";

/** What no device could know by itself, and the merge found: one ticket twice, a ticket refunded meanwhile. */
export function ToSee({ door, check }: { door: Door; check: Check }) {
  const t = useTranslations("door.supervision");
  const say = useSay();
  const { run } = useTools();
  const open = door.toSee.filter(({ seen }) => seen === null).length;
  const at = (instant: string) => say.time(instant, check.timeZone);
  const where = (gate: string | null) => (gate ? t("atGate", { gate }) : null);
  const waiting = check.devices.filter((each) => each.waiting > 0 && !each.revoked);
  return (
    <Panel level={2} flush title={t("toSee")} subtitle={open || undefined}>
      {door.toSee.length === 0 ? (
        <EmptyState icon={<Eye aria-hidden />} title={t("nothingToSee")}>
          {waiting.length > 0
            ? t("stillWaiting", { devices: say.list(waiting.map(({ name }) => name)) })
            : t("nothingToSeeHelp")}
        </EmptyState>
      ) : (
        <ul>
          {door.toSee.map((one) => (
            <li
              key={`${one.checkInId} ${one.kind}`}
              className="flex items-start gap-3 border-t border-line px-4 py-3"
            >
              <div className="min-w-0 flex-1">
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
                <p
                  className={classNames("figures text-sm", one.seen ? "text-soft" : "text-option")}
                >
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
                {one.seen && (
                  <p dir="auto" className="figures text-sm text-faint">
                    {t("seenBy", { by: one.seen.by, time: at(one.seen.at) })}
                  </p>
                )}
              </div>
              {!one.seen && (
                <Button
                  size="sm"
                  icon={<Eye aria-hidden className="size-3.5" />}
                  aria-label={t("markSeenOf", { holder: one.holder ?? t("unknown") })}
                  onClick={() =>
                    void run("ticketing_mark_double_seen", {
                      performance: check.performanceId,
                      check_in: one.checkInId,
                    })
                  }
                >
                  {t("markSeen")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
