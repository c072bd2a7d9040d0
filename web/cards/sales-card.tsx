"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { Meter } from "../components/meter.tsx";
import { Panel } from "../components/panel.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { useSay } from "../components/use-say.ts";
import type { CardOf } from "./show-card.tsx";

const SalesChart = dynamic(() => import("./sales-chart.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="h-44" />,
});

export function SalesCard({ card }: { card: CardOf<"sales"> }) {
  const t = useTranslations("card");
  const say = useSay();
  const most = Math.max(1, ...card.breakdown.map((line) => line.sold));
  return (
    <Panel title={card.title}>
      <div className="@container flex flex-col gap-4">
        <dl className="figures flex flex-wrap gap-x-10 gap-y-3">
          <Figure label={t("ticketsSold")} value={say.number(card.sold)} />
          <Figure label={t("gross")} value={say.money(card.grossCents, card.currency)} />
        </dl>
        {card.capacity !== null && (
          <Meter value={card.sold} of={card.capacity} label={t("soldOf")} />
        )}
        {card.series.length > 1 && <SalesChart series={card.series} currency={card.currency} />}
        {card.breakdown.length > 0 && (
          <ul className="figures flex flex-col text-sm">
            {card.breakdown.map((line) => (
              <li
                key={line.label}
                className="grid grid-cols-[minmax(0,1fr)_4rem_6rem] items-center gap-3 py-1"
              >
                <span className="relative min-w-0">
                  <span
                    aria-hidden
                    className="absolute inset-y-0 left-0 rounded-[4px] bg-hover"
                    style={{ width: `${(line.sold / most) * 100}%` }}
                  />
                  <span className="relative block truncate px-2 py-0.5">{line.label}</span>
                </span>
                <span className="text-right font-medium">{say.number(line.sold)}</span>
                <span className="text-right text-soft">
                  {say.money(line.grossCents, card.currency)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-sm text-faint">{label}</dt>
      <dd className="font-display text-2xl font-semibold tracking-tight">{value}</dd>
    </div>
  );
}
