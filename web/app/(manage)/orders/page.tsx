import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { orderChannels, orderStatuses } from "#tools/ticketing/order-status.ts";
import { Figure, Figures } from "../../../components/figures.tsx";
import { listInput, readListQuery } from "../../../lists/list-query.ts";
import { firstOfLast } from "../../../lists/period.ts";
import { periods } from "../../../orders/order-filters.ts";
import { OrderList } from "../../../orders/order-list.tsx";
import { PaymentChecks } from "../../../orders/payment-checks.tsx";
import { dayOf } from "../../../session/day-of.ts";
import { readTool, requireSession } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import { SellButton } from "../../../ticketing/sell-button.tsx";
import type { PageInput } from "../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") };
}

export default async function Orders({ searchParams }: PageInput) {
  const query = readListQuery(await searchParams, {
    sorts: ["ordered", "buyer", "performance", "total"],
    filters: {
      order_status: orderStatuses,
      order_channel: orderChannels,
      period: Object.keys(periods),
      performance: "any",
    },
  });
  const { performance, period } = query.filters;
  const status = orderStatuses.find((one) => one === query.filters["order_status"]);
  const channel = orderChannels.find((one) => one === query.filters["order_channel"]);
  const days = periods[period as keyof typeof periods];
  const today = dayOf(new Date().toISOString(), await getTimeZone());
  const input = {
    ...listInput(query),
    ...(status && { order_status: status }),
    ...(channel && { order_channel: channel }),
    ...(days && { sold_from: firstOfLast(days, today) }),
    ...(performance && { performances: [performance] }),
  };
  const [t, session, answer, { checks }] = await Promise.all([
    getTranslations("orders"),
    requireSession(),
    readTool("ticketing_find_orders", input),
    readTool("ticketing_list_payment_checks", {}),
  ]);
  const say = createSay(session.locale);
  const [first] = answer.orders;
  const money = (cents: number) => say.money(cents, first?.currency);
  return (
    <Words of={["orders", "ticketing"]}>
      <Page title={t("title")} actions={<SellButton {...(performance ? { performance } : {})} />}>
        <PaymentChecks checks={checks} />
        {first && (
          <Figures>
            <Figure label={t("count")} value={say.number(answer.total)} />
            <Figure label={t("sum")} value={money(answer.totalCents)} note={t("sumNote")} />
            <Figure label={t("given")} value={money(answer.refundedCents)} />
            <Figure label={t("net")} value={money(answer.totalCents - answer.refundedCents)} />
          </Figures>
        )}
        <OrderList
          rows={answer.orders}
          total={answer.total}
          query={query}
          input={input}
          performance={
            performance ? { id: performance, label: first?.performance ?? t("thisDate") } : null
          }
        />
      </Page>
    </Words>
  );
}
