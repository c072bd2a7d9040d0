import type { ReactNode } from "react";

export type Fact = { label: string; value: ReactNode };

/** What is known of a row, one line each; what is not known is left out. */
export function Facts({ facts }: { facts: Fact[] }) {
  const known = facts.filter(
    ({ value }) => value !== null && value !== undefined && value !== "" && value !== false,
  );
  return (
    <dl className="divide-y divide-line text-sm">
      {known.map(({ label, value }) => (
        <div key={label} className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-4 py-2">
          <dt className="text-faint">{label}</dt>
          <dd className="min-w-0 break-words whitespace-pre-line">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
