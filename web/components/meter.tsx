"use client";

import { classNames } from "../design/class-names.ts";
import { useSay } from "./use-say.ts";

/** A part of a whole, in figures first. Full is a moment: it takes the footlights. */
export function Meter({ value, of, label }: { value: number; of: number; label: string }) {
  const say = useSay();
  const share = of > 0 ? Math.min(1, value / of) : 0;
  const full = of > 0 && value >= of;
  return (
    <div>
      <div className="figures mb-1.5 flex items-baseline justify-between gap-3 text-sm">
        <span>
          <span className="font-medium">{say.number(value)}</span>
          <span className="text-faint">
            {" / "}
            {say.number(of)} {label}
          </span>
        </span>
        <span className="text-soft">{say.percent(Math.round(share * 10_000))}</span>
      </div>
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- No browser lets a meter be drawn.
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={value}
        className="h-1.5 overflow-clip rounded-full bg-sunken"
      >
        <div
          className={classNames("h-full rounded-full", !full && "bg-ink")}
          style={{
            width: `${share * 100}%`,
            ...(full ? { background: "var(--footlights)" } : {}),
          }}
        />
      </div>
    </div>
  );
}
