import type { DateRow } from "#tools/core/card.ts";
import { classNames } from "../design/class-names.ts";

type StatusName = DateRow["status"];

/** A status is always said by a word or a shape too. */
export const statusColours: Record<StatusName, string> = {
  option: "text-option",
  confirmed: "text-confirmed",
  on_sale: "text-on-sale",
  played: "text-soft",
  settled: "text-soft",
  cancelled: "text-danger",
};

/**
 * Each status has a shape of its own, so that nothing is said by colour alone: a dashed ring with
 * its rank, a full disc, a disc that fills with sales, a tick, a double tick, a cross.
 */
export function StatusGlyph({
  status,
  rank,
  share = 0,
  size = 16,
}: {
  status: StatusName;
  rank?: number | null;
  /** Sold of capacity, 0 to 1. */
  share?: number;
  size?: number;
}) {
  const around = 2 * Math.PI * 3;
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classNames("shrink-0", statusColours[status])}
    >
      {status === "option" && (
        <>
          <circle cx="8" cy="8" r="6.5" strokeDasharray="2.4 1.7" />
          <text
            x="8"
            y="11"
            textAnchor="middle"
            fontSize="8.5"
            fontWeight="700"
            fill="currentColor"
            stroke="none"
          >
            {rank ?? "?"}
          </text>
        </>
      )}
      {status === "confirmed" && (
        <>
          <circle cx="8" cy="8" r="7" fill="currentColor" stroke="none" />
          <path d="m5 8.2 2.1 2.1L11 6.2" stroke="var(--surface)" />
        </>
      )}
      {status === "on_sale" && (
        <>
          <circle cx="8" cy="8" r="6.5" />
          <circle
            cx="8"
            cy="8"
            r="3"
            strokeWidth="6"
            strokeLinecap="butt"
            strokeDasharray={`${Math.min(1, share) * around} ${around}`}
            transform="rotate(-90 8 8)"
          />
        </>
      )}
      {status === "played" && <path d="m3 8.5 3.2 3.2L13 5" />}
      {status === "settled" && <path d="m1 8.5 3 3L10 5M7.5 11l.5.5L15 5" />}
      {status === "cancelled" && <path d="m4 4 8 8M12 4l-8 8" />}
    </svg>
  );
}
