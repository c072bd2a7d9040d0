"use client";

import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";

type Line = ToolOutput<"business_get_profit">["lines"][number];

/** Where money comes from, then where it goes, the most first. */
export function CategoryLines({ lines, currency }: { lines: Line[]; currency: string }) {
  const t = useTranslations("business");
  return (
    <div className="flex flex-col gap-4">
      <Side kind="income" title={t("incomes")} lines={lines} currency={currency} />
      <Side kind="expense" title={t("expenses")} lines={lines} currency={currency} />
    </div>
  );
}

function Side({
  kind,
  title,
  lines,
  currency,
}: {
  kind: Line["kind"];
  title: string;
  lines: Line[];
  currency: string;
}) {
  const say = useSay();
  const choice = useChoiceLabel();
  const own = lines.filter((line) => line.kind === kind);
  const most = Math.max(1, ...own.map((line) => line.cents));
  if (own.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-sm text-faint">{title}</h3>
      <ul className="figures flex flex-col text-sm">
        {own.map((line) => (
          <li
            key={line.category}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3 py-1"
          >
            <span className="relative min-w-0">
              <span
                aria-hidden
                className="absolute inset-y-0 left-0 rounded-[4px] bg-pressed"
                style={{ width: `${(line.cents / most) * 100}%` }}
              />
              <span className="relative block truncate px-2 py-0.5">
                {choice(`${kind}_category`, line.category)}
              </span>
            </span>
            <span className="text-right font-medium">{say.money(line.cents, currency)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
