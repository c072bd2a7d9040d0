"use client";

import { Maximize, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import type { DateRow as Row } from "#tools/core/card.ts";
import { IconButton } from "../../components/button.tsx";
import { DateRow } from "../../components/date-row.tsx";
import { useSay } from "../../components/use-say.ts";
import { classNames } from "../../design/class-names.ts";
import { drawLand } from "./land.ts";
import { placeLabels } from "./place-labels.ts";
import { type Box, flatten, frame, zoom } from "./project.ts";

type Stop = { key: string; city: string; numbers: number[]; dates: Row[]; x: number; y: number };

/** Dates of one town share a dot; its number is the order in the tour. */
function stopsOf(dates: Row[]): Stop[] {
  const stops = new Map<string, Stop>();
  const placed = dates
    .filter((date) => date.latitude !== null && date.longitude !== null)
    .toSorted((a, b) => a.day.localeCompare(b.day));
  for (const [index, date] of placed.entries()) {
    const key = `${date.latitude?.toFixed(2)},${date.longitude?.toFixed(2)}`;
    const stop = stops.get(key) ?? {
      key,
      city: date.city ?? date.title,
      numbers: [],
      dates: [],
      ...flatten(date.longitude ?? 0, date.latitude ?? 0),
    };
    stop.numbers.push(index + 1);
    stop.dates.push(date);
    stops.set(key, stop);
  }
  return [...stops.values()];
}

const heightFor = (width: number) => Math.round(width * (width < 500 ? 1 : 0.66));

export default function DatesMap({ dates }: { dates: Row[] }) {
  const t = useTranslations("map");
  const say = useSay();
  const stops = useMemo(() => stopsOf(dates), [dates]);
  const holder = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  const height = heightFor(width);
  const home = useMemo(() => frame(stops, width / height), [stops, width, height]);
  const [moved, setMoved] = useState<Box | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const box = moved ?? home;
  const ground = useMemo(() => drawLand(box, width), [box, width]);
  const drag = useRef<{ x: number; y: number; box: Box } | null>(null);

  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(280, Math.round(entry.contentRect.width)));
    });
    if (holder.current) watch.observe(holder.current);
    return () => watch.disconnect();
  }, []);

  const scale = width / (box.right - box.left);
  const at = (stop: { x: number; y: number }) => ({
    x: (stop.x - box.left) * scale,
    y: (stop.y - box.top) * scale,
  });
  const dots = stops.map((stop) => ({ key: stop.key, label: stop.city, ...at(stop) }));
  const labels = placeLabels(dots, { width, height });
  const route = stops
    .flatMap((stop) => stop.numbers.map((number) => ({ number, ...at(stop) })))
    .toSorted((a, b) => a.number - b.number);
  const open = stops.find((stop) => stop.key === chosen);

  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return;
    const from = drag.current.box;
    const dx = (event.clientX - drag.current.x) / scale;
    const dy = (event.clientY - drag.current.y) / scale;
    setMoved({
      left: from.left - dx,
      right: from.right - dx,
      top: from.top - dy,
      bottom: from.bottom - dy,
    });
  };

  return (
    <div ref={holder} className="relative">
      <svg
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- HTML has no tag inside SVG.
        role="group"
        aria-label={t("label", { count: stops.length })}
        viewBox={`0 0 ${width} ${height}`}
        width="100%"
        className="block cursor-grab touch-pan-y bg-sunken select-none active:cursor-grabbing"
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, y: event.clientY, box };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => (drag.current = null)}
        onPointerLeave={() => (drag.current = null)}
      >
        <path
          d={ground.land}
          fill="var(--surface)"
          stroke="var(--line)"
          strokeWidth="1"
          fillRule="evenodd"
        />
        <path d={ground.borders} fill="none" stroke="var(--line)" strokeWidth="1.25" />
        <polyline
          points={route.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
          fill="none"
          stroke="var(--ink-faint)"
          strokeWidth="1.25"
          strokeDasharray="1 4"
          strokeLinecap="round"
        />
        {labels.map((label) => (
          <text
            key={label.key}
            x={label.at.x}
            y={label.at.y + 4}
            textAnchor={label.at.anchor}
            className="pointer-events-none text-xs font-medium"
            fill="var(--ink)"
            stroke="var(--surface)"
            strokeWidth="3"
            paintOrder="stroke"
          >
            {label.label}
          </text>
        ))}
        {stops.map((stop) => {
          const { x, y } = at(stop);
          const cancelled = stop.dates.every((date) => date.status === "cancelled");
          return (
            <g
              key={stop.key}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- HTML has no tag inside SVG.
              role="button"
              tabIndex={0}
              aria-pressed={chosen === stop.key}
              aria-label={`${stop.city}, ${say.list(stop.dates.map((date) => say.day(date.day)))}`}
              className="cursor-pointer outline-none [&:focus-visible>circle]:stroke-signal"
              onClick={() => setChosen(chosen === stop.key ? null : stop.key)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" && event.key !== " ") return;
                event.preventDefault();
                setChosen(chosen === stop.key ? null : stop.key);
              }}
            >
              <circle
                cx={x}
                cy={y}
                r="9.5"
                strokeWidth="2"
                className={classNames(
                  chosen === stop.key
                    ? "fill-signal stroke-surface"
                    : cancelled
                      ? "fill-faint stroke-surface"
                      : "fill-ink stroke-surface",
                )}
              />
              <text
                x={x}
                y={y + 3.5}
                textAnchor="middle"
                fontSize="10"
                fontWeight="600"
                className={chosen === stop.key ? "fill-on-signal" : "fill-paper"}
              >
                {stop.numbers[0]}
              </text>
            </g>
          );
        })}
      </svg>
      <div className="absolute top-3 right-3 flex flex-col rounded-md border border-line bg-surface p-0.5 shadow-lift">
        <IconButton label={t("closer")} size={28} onClick={() => setMoved(zoom(box, 0.6))}>
          <Plus />
        </IconButton>
        <IconButton label={t("further")} size={28} onClick={() => setMoved(zoom(box, 1 / 0.6))}>
          <Minus />
        </IconButton>
        <IconButton label={t("whole")} size={28} disabled={!moved} onClick={() => setMoved(null)}>
          <Maximize />
        </IconButton>
      </div>
      {open && (
        <ul className="divide-y divide-line border-t border-line">
          {open.dates.map((date) => (
            <li key={date.id}>
              <DateRow date={date} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
