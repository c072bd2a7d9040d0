import { getTranslations } from "next-intl/server";
import { Receipt } from "lucide-react";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Say } from "#tools/core/text.ts";
import { exactMoney, exactRate } from "#tools/ticketing/exact-words.ts";
import { platformName } from "#tools/ticketing/platforms.ts";
import { sayNumbers } from "#tools/ticketing/statement-rules.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Panel } from "../components/panel.tsx";
import { Table } from "../components/table.tsx";

type Statement = ToolOutput<"ticketing_get_statement">;

/** Tickets by category with their numbers, cancelled numbers, and what other platforms sold. */
export async function StatementTables({ statement, say }: { statement: Statement; say: Say }) {
  const t = await getTranslations("figures");
  const { currency, platforms } = statement;
  const money = (cents: number) => exactMoney(cents, currency, say.locale);
  const lines = [...statement.categories, ...statement.comps];
  const cancelled = lines.filter((line) => line.cancelled.length > 0);
  return (
    <>
      <Panel level={2} flush title={t("issued")}>
        {lines.length === 0 ? (
          <EmptyState icon={<Receipt aria-hidden />} title={t("noTickets")}>
            {t("noTicketsHelp")}
          </EmptyState>
        ) : (
          <div className="border-t border-line">
            <Table
              label={t("issued")}
              columns={[
                { key: "category", label: t("type"), type: "text" },
                { key: "first", label: t("first"), type: "number" },
                { key: "last", label: t("last"), type: "number" },
                { key: "count", label: t("count"), type: "number" },
                { key: "cancelled", label: t("cancelled"), type: "number" },
                { key: "price", label: t("price"), type: "text", figure: true },
                { key: "total", label: t("total"), type: "text", figure: true },
              ]}
              rows={lines.map((line) => ({
                category: `${line.mark} · ${line.name}`,
                first: line.first,
                last: line.last,
                count: line.count,
                cancelled: line.cancelled.length,
                price: line.priceCents === 0 ? t("freeOne") : money(line.priceCents),
                total: money(line.totalCents),
              }))}
            />
          </div>
        )}
      </Panel>
      {cancelled.length > 0 && (
        <Panel level={2} title={t("cancelledNumbers")} subtitle={t("cancelledHelp")}>
          <dl className="figures flex flex-col gap-1 text-sm">
            {cancelled.map((line) => (
              <div key={line.mark} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-3">
                <dt className="font-medium">{line.mark}</dt>
                <dd className="break-words">{sayNumbers(line.cancelled)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
      {platforms.length > 0 && (
        <Panel level={2} flush title={t("otherPlatforms")}>
          <div className="border-t border-line">
            <Table
              label={t("otherPlatforms")}
              columns={[
                { key: "platform", label: t("platform"), type: "text" },
                { key: "category", label: t("type"), type: "text" },
                { key: "count", label: t("count"), type: "number" },
                { key: "price", label: t("price"), type: "text", figure: true },
                { key: "vat", label: t("rateVat"), type: "text", figure: true },
                { key: "total", label: t("total"), type: "text", figure: true },
              ]}
              rows={platforms.map((line) => ({
                platform: platformName(line.platform, say),
                category: line.category || t("allTypes"),
                count: line.count,
                price: line.priceCents === null ? null : money(line.priceCents),
                vat: exactRate(line.vatRateBp, say.locale),
                total: money(line.totalCents),
              }))}
            />
          </div>
        </Panel>
      )}
    </>
  );
}
