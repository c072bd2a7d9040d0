"use client";

import { useTranslations } from "next-intl";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { dayParts } from "../components/day-parts.ts";
import { useSay } from "../components/use-say.ts";
import { dayAt, type Point } from "./curve-points.ts";

type Names = { day: string; label: string; compared: string | null };

const tick = { fill: "var(--ink-faint)" };

/** Tickets as they add up; beside another date, by the days before each show. */
export default function CurveChart({ points, names }: { points: Point[]; names: Names }) {
  const t = useTranslations("ticketing");
  const say = useSay();
  const atLabel = (at: number) => {
    if (names.compared) return at === 0 ? t("showDay") : t("before", { count: -at });
    const { number, month } = dayParts(dayAt(names.day, at), say.locale);
    return `${number} ${month}`;
  };
  const total = points.findLast((point) => point.total !== null)?.total ?? 0;
  return (
    <figure
      className="h-56 text-xs"
      aria-label={t("curveLabel", { label: names.label, total: say.number(total) })}
    >
      <ResponsiveContainer
        width="100%"
        height="100%"
        initialDimension={{ width: 600, height: 224 }}
      >
        <ComposedChart
          data={points}
          margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
          accessibilityLayer
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="at"
            tickFormatter={atLabel}
            tickLine={false}
            axisLine={false}
            minTickGap={48}
            tick={tick}
            interval="preserveStartEnd"
          />
          <YAxis
            width={44}
            tickLine={false}
            axisLine={false}
            allowDecimals={false}
            tickFormatter={(value: number) => say.number(value)}
            tick={tick}
          />
          <Tooltip
            cursor={{ stroke: "var(--edge)" }}
            isAnimationActive={false}
            content={<PointNote names={names} />}
          />
          {names.compared && (
            <Line
              dataKey="compared"
              stroke="var(--edge)"
              strokeWidth={2}
              strokeDasharray="5 4"
              dot={false}
              isAnimationActive={false}
            />
          )}
          <Area
            dataKey="total"
            stroke="var(--signal)"
            strokeWidth={2}
            fill="var(--signal)"
            fillOpacity={0.1}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

/** Recharts fills in `active` and `payload`. */
function PointNote({
  names,
  active,
  payload,
}: {
  names: Names;
  active?: boolean;
  payload?: { payload?: Point }[];
}) {
  const t = useTranslations("ticketing");
  const say = useSay();
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="figures rounded-md border border-line bg-raised px-3 py-2 text-sm shadow-overlay">
      <p className="text-faint">
        {names.compared
          ? t("daysBefore", { count: -point.at })
          : say.day(dayAt(names.day, point.at))}
      </p>
      {point.total !== null && (
        <p className="font-medium">
          {names.compared && `${names.label} · `}
          {t("total", { total: say.number(point.total) })}
        </p>
      )}
      {names.compared && point.compared !== null && (
        <p className="text-soft">
          {names.compared} · {t("total", { total: say.number(point.compared) })}
        </p>
      )}
    </div>
  );
}
