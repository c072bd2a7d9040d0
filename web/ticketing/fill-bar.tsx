"use client";

import { classNames } from "../design/class-names.ts";
import { useSay } from "../components/use-say.ts";

/** Sold of the capacity in one line of a list: the figures, then a thin bar. */
export function FillBar({ sold, of }: { sold: number; of: number | null }) {
  const say = useSay();
  const share = of ? Math.min(1, sold / of) : 0;
  const full = of !== null && of > 0 && sold >= of;
  return (
    <span className="figures flex min-w-0 flex-col gap-1">
      <span className="truncate text-sm">
        <span className="font-medium text-ink">{say.number(sold)}</span>
        {of !== null && <span className="text-faint"> / {say.number(of)}</span>}
      </span>
      {of !== null && (
        <span aria-hidden className="h-1 overflow-clip rounded-full bg-sunken">
          <span
            className={classNames("block h-full rounded-full", !full && "bg-ink")}
            style={{
              width: `${share * 100}%`,
              ...(full ? { background: "var(--footlights)" } : {}),
            }}
          />
        </span>
      )}
    </span>
  );
}
