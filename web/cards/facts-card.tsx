"use client";

import { Panel } from "../components/panel.tsx";
import { isFigure, Value } from "../components/value.tsx";
import type { CardOf } from "./show-card.tsx";

export function FactsCard({ card }: { card: CardOf<"facts"> }) {
  return (
    <Panel title={card.title} subtitle={card.subtitle}>
      <dl className="divide-y divide-line border-t border-line text-sm">
        {card.facts.map((fact) => (
          <div
            key={fact.label}
            className="flex items-baseline justify-between gap-6 py-2 last:pb-0"
          >
            <dt className="shrink-0 text-faint">{fact.label}</dt>
            <dd
              className={
                isFigure(fact.type) ? "text-right font-medium" : "min-w-0 text-right break-words"
              }
            >
              <Value
                value={fact.value}
                type={fact.type}
                {...(fact.currency ? { currency: fact.currency } : {})}
              />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
