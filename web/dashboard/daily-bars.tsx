import type { Say } from "#tools/core/text.ts";

type Point = { day: string; sold: number; grossCents: number };

const box = { width: 600, height: 120, gap: 3 };

/** A bar for each day, drawn on the server: what was sold is also there in words. */
export function DailyBars({
  series,
  currency,
  say,
  label,
}: {
  series: Point[];
  currency: string;
  say: Say;
  label: string;
}) {
  const most = Math.max(1, ...series.map(({ sold }) => sold));
  const step = box.width / Math.max(1, series.length);
  const tall = box.height - 1;
  const words = (point: Point) =>
    `${say.day(point.day)} : ${say.number(point.sold)}, ${say.money(point.grossCents, currency)}`;
  return (
    <figure aria-label={label}>
      <svg
        viewBox={`0 0 ${box.width} ${box.height}`}
        className="block h-auto w-full overflow-visible"
        aria-hidden
      >
        <line x1="0" x2={box.width} y1={tall + 0.5} y2={tall + 0.5} stroke="var(--line)" />
        {series.map((point, at) => {
          const height = (point.sold / most) * (tall - 4);
          return (
            <g key={point.day} className="group">
              <title>{words(point)}</title>
              <rect x={at * step} y="0" width={step} height={tall} fill="transparent" />
              <rect
                x={at * step + box.gap / 2}
                y={tall - Math.max(height, point.sold > 0 ? 2 : 0)}
                width={step - box.gap}
                height={Math.max(height, point.sold > 0 ? 2 : 0)}
                rx="2"
                fill={at === series.length - 1 ? "var(--signal)" : "var(--ink)"}
                className="opacity-85 group-hover:opacity-100"
              />
            </g>
          );
        })}
      </svg>
      <div aria-hidden className="mt-1 flex justify-between text-xs text-faint">
        {[series[0], series[Math.floor(series.length / 2)], series.at(-1)].map(
          (point) => point && <span key={point.day}>{say.shortDay(point.day)}</span>,
        )}
      </div>
      <ul className="sr-only">
        {series
          .filter(({ sold }) => sold > 0)
          .map((point) => (
            <li key={point.day}>{words(point)}</li>
          ))}
      </ul>
    </figure>
  );
}
