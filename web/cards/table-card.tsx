"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { Panel } from "../components/panel.tsx";
import { Table } from "../components/table.tsx";
import type { CardOf } from "./show-card.tsx";

const firstRows = 12;

/** Each row as a few lines that wrap: what it is, what it says, where that stands. */
function Lines({ card }: { card: CardOf<"table"> }) {
  const [what, main, ...more] = card.columns;
  const text = (row: (typeof card.rows)[number], column: { key: string } | undefined) =>
    column ? row[column.key] : null;
  return (
    <ul className="divide-y divide-line">
      {card.rows.map((row, number) => (
        // Rows of a result have no identity of their own and never reorder.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={number} className="flex flex-col gap-0.5 px-4 py-2.5 [overflow-wrap:anywhere]">
          <span className="text-xs text-faint">{text(row, what)}</span>
          <span className="figures font-medium">{text(row, main)}</span>
          {more.map((column) => (
            <span key={column.key} className="text-sm text-soft">
              {text(row, column)}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

export function TableCard({ card }: { card: CardOf<"table"> }) {
  const t = useTranslations("card");
  const [all, setAll] = useState(false);
  const rows = all ? card.rows : card.rows.slice(0, firstRows);
  const hidden = card.rows.length - rows.length;
  return (
    <Panel flush title={card.title} subtitle={t("lines", { count: card.total })}>
      <div className="border-t border-line">
        {card.layout === "lines" ? (
          <Lines card={{ ...card, rows }} />
        ) : (
          <Table
            label={card.title}
            columns={card.columns}
            rows={rows}
            {...(card.currency ? { currency: card.currency } : {})}
          />
        )}
        {hidden > 0 && (
          <div className="border-t border-line p-2">
            <Button look="quiet" size="sm" wide onClick={() => setAll(true)}>
              {t("showMore", { count: hidden })}
            </Button>
          </div>
        )}
        {hidden === 0 && card.total > card.rows.length && (
          <p className="border-t border-line px-4 py-2 text-sm text-faint">
            {t("shownOf", { shown: card.rows.length, total: card.total })}
          </p>
        )}
      </div>
    </Panel>
  );
}
