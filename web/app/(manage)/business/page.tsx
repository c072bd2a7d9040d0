import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { kindInput, kinds, periods } from "../../../business/entry-filters.ts";
import { EntryList } from "../../../business/entry-list.tsx";
import { Figure, Figures } from "../../../components/figures.tsx";
import { listInput, readListQuery } from "../../../lists/list-query.ts";
import { firstOfLast } from "../../../lists/period.ts";
import { dayOf } from "../../../session/day-of.ts";
import { readTool, requireSession } from "../../../session/read-tool.ts";
import type { PageInput } from "../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("business"))("title") };
}

export default async function Entries({ searchParams }: PageInput) {
  const query = readListQuery(await searchParams, {
    sorts: ["on", "label", "category", "amount"],
    filters: { kind: kinds, period: Object.keys(periods), tour: "any", performance: "any" },
  });
  const { kind, period, tour, performance } = query.filters;
  const days = periods[period as keyof typeof periods];
  const today = dayOf(new Date().toISOString(), await getTimeZone());
  const input = {
    ...listInput(query),
    ...kindInput(kind),
    ...(days && { since: firstOfLast(days, today) }),
    ...(tour && { tour }),
    ...(performance && { performances: [performance] }),
  };
  const [t, session, answer] = await Promise.all([
    getTranslations("business"),
    requireSession(),
    readTool("business_list_entries", input),
  ]);
  const say = createSay(session.locale);
  const money = (cents: number) => say.money(cents, answer.currency);
  const [first] = answer.entries;
  const only = (name: string, value: string | undefined, all: string, label: string) =>
    value ? [{ name, label: t("where"), all, options: [{ value, label }] }] : [];
  return (
    <>
      {answer.total > 0 && (
        <Figures>
          <Figure label={t("incomeSum")} value={money(answer.incomeCents)} note={t("exclVat")} />
          <Figure
            label={t("expenseSum")}
            value={money(answer.expenseCents)}
            note={t("beforeVat")}
          />
          <Figure
            label={t("balance")}
            value={money(answer.incomeCents - answer.expenseCents)}
            danger={answer.incomeCents < answer.expenseCents}
          />
          <Figure label={t("count")} value={say.number(answer.total)} />
        </Figures>
      )}
      <EntryList
        rows={answer.entries}
        total={answer.total}
        currency={answer.currency}
        query={query}
        input={input}
        places={[
          ...only("tour", tour, t("allTours"), first?.tour ?? t("tour")),
          ...only("performance", performance, t("allDates"), first?.performance ?? t("date")),
        ]}
      />
    </>
  );
}
