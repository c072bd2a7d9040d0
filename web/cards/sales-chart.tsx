"use client";

import { useTranslations } from "next-intl";
import {
  Area,
  AreaChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { dayParts } from "../components/day-parts.ts";
import { useSay } from "../components/use-say.ts";

type Point = { day: string; sold: number; grossCents: number };

/** Tickets sold from the first day on, as they add up; each day's own count under the pointer. */
export default function SalesChart({ series, currency }: { series: Point[]; currency: string }) {
  const t = useTranslations("card");
  const say = useSay();
  const label = (day: string) => {
    const { number, month } = dayParts(day, say.locale);
    return `${number} ${month}`;
  };
  const points = addUp(series);
  return (
    <figure
      className="h-44 text-xs"
      aria-label={t("chart", { total: say.number(points.at(-1)?.total ?? 0) })}
    >
      <ResponsiveContainer
        width="100%"
        height="100%"
        initialDimension={{ width: 600, height: 176 }}
      >
        <AreaChart
          data={points}
          margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
          accessibilityLayer
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="day"
            tickFormatter={label}
            tickLine={false}
            axisLine={false}
            minTickGap={48}
            tick={{ fill: "var(--ink-faint)" }}
            interval="preserveStartEnd"
          />
          <YAxis
            width={44}
            tickLine={false}
            axisLine={false}
            allowDecimals={false}
            tickFormatter={(value: number) => say.number(value)}
            tick={{ fill: "var(--ink-faint)" }}
          />
          <Tooltip
            cursor={{ stroke: "var(--edge)" }}
            isAnimationActive={false}
            content={<DayNote currency={currency} />}
          />
          <Area
            type="monotone"
            dataKey="total"
            stroke="var(--signal)"
            strokeWidth={2}
            fill="var(--signal)"
            fillOpacity={0.1}
            isAnimationActive={false}
          />
        </AreaChart>
      </ResponsiveContainer>
    </figure>
  );
}

type Summed = Point & { total: number };

function addUp(series: Point[]): Summed[] {
  return series.reduce<Summed[]>((sums, point) => {
    sums.push({ ...point, total: (sums.at(-1)?.total ?? 0) + point.sold });
    return sums;
  }, []);
}

/** Recharts fills in `active` and `payload`. */
function DayNote({
  currency,
  active,
  payload,
}: {
  currency: string;
  active?: boolean;
  payload?: { payload?: Summed }[];
}) {
  const t = useTranslations("card");
  const say = useSay();
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="figures rounded-md border border-line bg-raised px-3 py-2 text-sm shadow-overlay">
      <p className="text-faint">{say.day(point.day)}</p>
      <p className="font-medium">{t("chartDay", { sold: say.number(point.sold) })}</p>
      <p className="text-soft">
        {say.money(point.grossCents, currency)} ·{" "}
        {t("chartTotal", { total: say.number(point.total) })}
      </p>
    </div>
  );
}
