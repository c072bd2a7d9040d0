import type { ReactNode } from "react";
import { classNames } from "../design/class-names.ts";

/** The few figures that stand above a list, as one strip. */
export function Figures({ children }: { children: ReactNode }) {
  return (
    <dl className="figures grid grid-cols-2 gap-px overflow-clip rounded-lg border border-line bg-line shadow-lift md:grid-cols-4">
      {children}
    </dl>
  );
}

export function Figure({
  label,
  value,
  note,
  danger = false,
}: {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  danger?: boolean;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5 bg-surface px-4 py-3.5">
      <dt className="truncate text-sm text-faint">{label}</dt>
      <dd
        className={classNames(
          "truncate font-display text-xl font-semibold tracking-tight",
          danger && "text-danger",
        )}
      >
        {value}
      </dd>
      {note && <dd className="text-sm text-soft">{note}</dd>}
    </div>
  );
}
