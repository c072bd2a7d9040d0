"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Panel } from "../components/panel.tsx";
import { Segments } from "../components/tabs.tsx";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";

type By = "byType" | "byChannel" | "byDay";

const shownDays = 10;

/** Where the tickets of a date went: by type, by channel, by day. */
export function Breakdown({ box }: { box: ToolOutput<"ticketing_get_box_office"> }) {
  const t = useTranslations("ticketing");
  const say = useSay();
  const choice = useChoiceLabel();
  const [by, setBy] = useState<By>("byType");
  if (box.series.length === 0) return null;
  const lines = {
    byType: box.byType,
    byChannel: box.byChannel.map((line) => ({
      ...line,
      label: choice("order_channel", line.label),
    })),
    byDay: box.series
      .slice(-shownDays)
      .toReversed()
      .map(({ day, ...line }) => ({ ...line, label: say.shortDay(day) })),
  }[by];
  const most = Math.max(1, ...lines.map((line) => line.sold));
  return (
    <Panel
      level={2}
      title={t("breakdown")}
      aside={
        <Segments<By>
          label={t("breakdown")}
          value={by}
          onChange={setBy}
          options={[
            { value: "byType", label: t("byType") },
            { value: "byChannel", label: t("byChannel") },
            { value: "byDay", label: t("byDay") },
          ]}
        />
      }
    >
      <ul className="figures flex flex-col text-sm">
        {lines.map((line) => (
          <li
            key={line.label}
            className="grid grid-cols-[minmax(0,1fr)_3rem_5.5rem] items-center gap-3 py-1"
          >
            <span className="relative min-w-0">
              <span
                aria-hidden
                className="absolute inset-y-0 left-0 rounded-[4px] bg-pressed"
                style={{ width: `${(line.sold / most) * 100}%` }}
              />
              <span className="relative block truncate px-2 py-0.5">{line.label}</span>
            </span>
            <span className="text-right font-medium">{say.number(line.sold)}</span>
            <span className="text-right text-soft">{say.money(line.grossCents, box.currency)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
