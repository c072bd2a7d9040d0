"use client";

import { usePeriod } from "./use-period.ts";

export function Period({ from, to }: { from: string | null; to: string | null }) {
  return <span className="figures">{usePeriod()(from, to)}</span>;
}
