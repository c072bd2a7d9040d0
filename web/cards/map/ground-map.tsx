"use client";

import { Maximize, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { IconButton } from "../../components/button.tsx";
import { classNames } from "../../design/class-names.ts";
import { drawLand } from "./land.ts";
import { placeLabels } from "./place-labels.ts";
import { type Box, type Flat, frame, zoom } from "./project.ts";

export type Stop = Flat & {
  key: string;
  label: string;
  /** What it says for who cannot see it. */
  spoken: string;
  /** What stands in the dot. */
  mark?: string;
  muted?: boolean;
};

const heightFor = (width: number) => Math.round(width * (width < 500 ? 1 : 0.66));

/** Land, borders and named dots that can be chosen; drag and zoom. `route` joins points in order. */
export function GroundMap({
  stops,
  route = [],
  chosen,
  onChoose,
  ratio,
  reach,
}: {
  stops: Stop[];
  route?: Flat[];
  /** Height to width; by its width otherwise. */
  ratio?: number;
  /** The least part of the world's width that is shown around the stops. */
  reach?: number;
  chosen: string | null;
  onChoose(key: string | null): void;
}) {
  const t = useTranslations("map");
  const holder = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  const height = ratio ? Math.round(width * ratio) : heightFor(width);
  const home = useMemo(() => frame(stops, width / height, reach), [stops, width, height, reach]);
  const [moved, setMoved] = useState<Box | null>(null);
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
  const at = (point: Flat) => ({
    x: (point.x - box.left) * scale,
    y: (point.y - box.top) * scale,
  });
  const dots = stops.map(({ key, label, x, y }) => ({ key, label, ...at({ x, y }) }));
  const labels = placeLabels(dots, { width, height });

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
          points={route
            .map(at)
            .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
            .join(" ")}
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
        {stops.map((stop) => (
          <Dot
            key={stop.key}
            stop={stop}
            at={at(stop)}
            chosen={chosen === stop.key}
            onChoose={() => onChoose(chosen === stop.key ? null : stop.key)}
          />
        ))}
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
    </div>
  );
}

function Dot({
  stop,
  at,
  chosen,
  onChoose,
}: {
  stop: Stop;
  at: Flat;
  chosen: boolean;
  onChoose(): void;
}) {
  const fill = chosen ? "fill-signal" : stop.muted ? "fill-faint" : "fill-ink";
  return (
    <g
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- HTML has no tag inside SVG.
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      aria-label={stop.spoken}
      className="cursor-pointer outline-none [&:focus-visible>circle]:stroke-signal"
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onChoose();
      }}
    >
      <circle
        cx={at.x}
        cy={at.y}
        r={stop.mark ? 9.5 : 7}
        strokeWidth="2"
        className={classNames("stroke-surface", fill)}
      />
      {stop.mark && (
        <text
          x={at.x}
          y={at.y + 3.5}
          textAnchor="middle"
          fontSize="10"
          fontWeight="600"
          className={chosen ? "fill-on-signal" : "fill-paper"}
        >
          {stop.mark}
        </text>
      )}
    </g>
  );
}
