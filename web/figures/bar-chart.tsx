"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Panel } from "../components/panel.tsx";
import { type Column, Table } from "../components/table.tsx";

export type Bar = { key: string; label: string; value: number; words: string };

const box = { width: 640, height: 130 };

/** A bar for each day or hour; the same figures stand beside it as a table. */
export function BarChart({
  title,
  bars,
  columns,
  rows,
  currency,
  note,
}: {
  title: string;
  bars: Bar[];
  columns: Column[];
  rows: Record<string, string | number | null>[];
  currency: string;
  note?: ReactNode;
}) {
  const t = useTranslations("figures");
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = box.width / Math.max(1, bars.length);
  const gap = Math.min(6, step * 0.2);
  const ends = [bars[0], bars[Math.floor(bars.length / 2)], bars.at(-1)];
  return (
    <Panel level={2} title={title}>
      <figure aria-label={title}>
        <svg viewBox={`0 0 ${box.width} ${box.height}`} className="block h-auto w-full" aria-hidden>
          <line
            x1="0"
            x2={box.width}
            y1={box.height - 0.5}
            y2={box.height - 0.5}
            stroke="var(--line)"
          />
          {bars.map((bar, at) => {
            const height = bar.value === 0 ? 0 : Math.max(2, (bar.value / most) * (box.height - 6));
            return (
              <g key={bar.key} className="group">
                <title>{bar.words}</title>
                <rect x={at * step} y="0" width={step} height={box.height} fill="transparent" />
                <rect
                  x={at * step + gap / 2}
                  y={box.height - 1 - height}
                  width={Math.max(1, Math.min(step - gap, 40))}
                  height={height}
                  rx="2"
                  fill="var(--ink)"
                  className="opacity-80 group-hover:opacity-100"
                />
              </g>
            );
          })}
        </svg>
        <div aria-hidden className="figures mt-1 flex justify-between text-xs text-faint">
          {bars.length > 2
            ? ends.map((bar) => bar && <span key={bar.key}>{bar.label}</span>)
            : bars.map((bar) => <span key={bar.key}>{bar.label}</span>)}
        </div>
      </figure>
      {note && <p className="mt-2 text-sm text-soft">{note}</p>}
      <details className="mt-3 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm text-soft hover:text-ink">
          {t("asTable")}
        </summary>
        <div className="mt-2 max-h-80 overflow-y-auto rounded-md border border-line">
          <Table label={title} columns={columns} rows={rows} currency={currency} />
        </div>
      </details>
    </Panel>
  );
}
