"use client";

import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Meter } from "../../components/meter.tsx";
import { Notice } from "../../components/notice.tsx";
import { Panel } from "../../components/panel.tsx";
import { useSay } from "../../components/use-say.ts";

export type Door = ToolOutput<"ticketing_get_door">;
export type Check = ToolOutput<"ticketing_check_door">;

/** Whether the door may open, then how many are inside. */
export function Readiness({ door, check }: { door: Door; check: Check }) {
  const t = useTranslations("door.supervision");
  const say = useSay();
  const working = check.devices.filter(({ revoked, over }) => !revoked && !over);
  const late = working.filter(({ faults }) => faults.length > 0);
  const full = door.capacity !== null && door.inside >= door.capacity;
  return (
    <div className="flex flex-col gap-4">
      {working.length === 0 ? (
        <Notice tone="warning" title={t("noDevice")}>
          {t("noDeviceHelp")}
        </Notice>
      ) : late.length > 0 ? (
        <Notice tone="warning" title={t("notReady", { count: late.length })}>
          {say.list(late.map(({ name }) => name))}
        </Notice>
      ) : (
        <Notice title={t("ready", { count: working.length })}>{t("readyHelp")}</Notice>
      )}
      {full && (
        <Notice tone="error" title={t("full")}>
          {t("fullHelp", {
            inside: say.number(door.inside),
            capacity: say.number(door.capacity ?? 0),
          })}
        </Notice>
      )}
      <Panel>
        <p className="figures flex items-baseline gap-2">
          <span className="font-display text-3xl font-bold tracking-tight">
            {say.number(door.inside)}
          </span>
          <span className="text-soft">
            {door.capacity === null
              ? t("inside")
              : t("insideOf", { capacity: say.number(door.capacity) })}
          </span>
        </p>
        <Meter value={door.inside} of={door.expected} label={t("expected")} />
        <ul className="figures mt-4 grid gap-x-8 text-sm sm:grid-cols-2 lg:grid-cols-3">
          {[
            ...door.types,
            ...(door.guests.expected > 0 ? [{ name: t("guests"), ...door.guests }] : []),
          ].map((line) => (
            <li
              key={line.name}
              className="flex min-h-9 items-center justify-between gap-3 border-b border-line"
            >
              <span dir="auto" className="min-w-0 truncate">
                {line.name}
              </span>
              <span className="text-soft">
                {say.number(line.inside)} / {say.number(line.expected)}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
