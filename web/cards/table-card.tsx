"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { Panel } from "../components/panel.tsx";
import { Table } from "../components/table.tsx";
import type { CardOf } from "./show-card.tsx";

const firstRows = 12;

export function TableCard({ card }: { card: CardOf<"table"> }) {
  const t = useTranslations("card");
  const [all, setAll] = useState(false);
  const rows = all ? card.rows : card.rows.slice(0, firstRows);
  const hidden = card.rows.length - rows.length;
  return (
    <Panel flush title={card.title} subtitle={t("lines", { count: card.total })}>
      <div className="border-t border-line">
        <Table
          label={card.title}
          columns={card.columns}
          rows={rows}
          {...(card.currency ? { currency: card.currency } : {})}
        />
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
