import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { CategoryLines } from "../../../../business/category-lines.tsx";
import { ProfitLines } from "../../../../business/profit-lines.tsx";
import { WhenChoice } from "../../../../business/when-choice.tsx";
import { EmptyState } from "../../../../components/empty-state.tsx";
import { Figure, Figures } from "../../../../components/figures.tsx";
import { Panel } from "../../../../components/panel.tsx";
import { dayOf } from "../../../../session/day-of.ts";
import { readTool, requireSession } from "../../../../session/read-tool.ts";
import { Columns } from "../../../../shell/columns.tsx";
import type { PageInput } from "../../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("business"))("profit") };
}

export default async function Profit({ searchParams }: PageInput) {
  const { when } = await searchParams;
  const today = dayOf(new Date().toISOString(), await getTimeZone());
  const [t, session, profit] = await Promise.all([
    getTranslations("business"),
    requireSession(),
    readTool("business_get_profit", {
      ...(when === "coming" && { from: today }),
      ...(when === "past" && { to: today }),
    }),
  ]);
  const say = createSay(session.locale);
  const money = (cents: number) => say.money(Math.round(cents / 100) * 100, profit.currency);
  const boxOffice = profit.lines.find((line) => line.category === "box_office")?.cents ?? 0;
  const margin = profit.incomeCents > 0 ? profit.profitCents / profit.incomeCents : null;
  const nothing = profit.incomeCents === 0 && profit.expenseCents === 0;
  const settled = new Set(["played", "settled"]);
  const dates = when === "coming" ? profit.performances : profit.performances.toReversed();
  return (
    <>
      <WhenChoice when={when === "coming" || when === "past" ? when : "all"} />
      {nothing ? (
        <Panel>
          <EmptyState title={t("noResult")}>{t("noResultHelp")}</EmptyState>
        </Panel>
      ) : (
        <>
          <Figures>
            <Figure
              label={t("result")}
              value={money(profit.profitCents)}
              note={t("resultNote")}
              danger={profit.profitCents < 0}
            />
            <Figure label={t("incomes")} value={money(profit.incomeCents)} note={t("beforeVat")} />
            <Figure label={t("boxOffice")} value={money(boxOffice)} note={t("boxOfficeNote")} />
            <Figure
              label={t("margin")}
              value={margin === null ? "–" : say.percent(Math.round(margin * 100) * 100)}
              note={t("marginNote")}
            />
          </Figures>
          <Columns
            aside={
              <Panel level={2} title={t("byCategory")}>
                <CategoryLines lines={profit.lines} currency={profit.currency} />
              </Panel>
            }
          >
            <Panel level={2} flush title={t("byTour")} subtitle={t("bars")}>
              <ProfitLines
                currency={profit.currency}
                lines={profit.tours.map(({ id, name, ...amounts }) => ({
                  key: id ?? "none",
                  label: name ?? t("noTour"),
                  href: id && `/business?tour=${id}`,
                  settle: null,
                  ...amounts,
                }))}
              />
            </Panel>
            {dates.length > 0 && (
              <Panel level={2} flush title={t("byDate")} subtitle={t("bars")}>
                <ProfitLines
                  currency={profit.currency}
                  lines={dates.map(({ id, label, status, ...amounts }) => ({
                    key: id,
                    label,
                    href: `/business?performance=${id}`,
                    settle: settled.has(status) ? id : null,
                    ...amounts,
                  }))}
                />
              </Panel>
            )}
          </Columns>
        </>
      )}
    </>
  );
}
