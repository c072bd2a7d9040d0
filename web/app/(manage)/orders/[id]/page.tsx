import { FlaskConical } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { OrderActions } from "../../../../orders/order-actions.tsx";
import { OrderBuyer } from "../../../../orders/order-buyer.tsx";
import { OrderMoney } from "../../../../orders/order-money.tsx";
import { PaymentChecks } from "../../../../orders/payment-checks.tsx";
import { OrderNotes } from "../../../../orders/order-notes.tsx";
import { OrderStatus } from "../../../../orders/order-status.tsx";
import { OrderTickets } from "../../../../orders/order-tickets.tsx";
import { OrderTimeline } from "../../../../orders/order-timeline.tsx";
import { readTool } from "../../../../session/read-tool.ts";
import { Words } from "../../../../session/words.tsx";
import { Columns } from "../../../../shell/columns.tsx";
import { OnScreen } from "../../../../shell/on-screen.tsx";
import { Page } from "../../../../shell/page.tsx";
import type { PageInput } from "../../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") };
}

export default async function Order({ params }: PageInput<"id">) {
  const { id } = await params;
  const [t, order, { checks }] = await Promise.all([
    getTranslations("orders"),
    readTool("ticketing_get_order_details", { order: id }),
    readTool("ticketing_list_payment_checks", {}),
  ]);
  return (
    <Words of={["orders", "afterSale"]}>
      <OnScreen kind="order" id={order.id} label={t("one", { number: order.number })} />
      <Page
        back={{ href: "/orders", label: t("title") }}
        title={order.buyer ?? order.email ?? t("one", { number: order.number })}
        subtitle={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="figures">{t("one", { number: order.number })}</span>
            <OrderStatus status={order.status} />
            {order.test && (
              <span className="inline-flex items-center gap-1 text-sm text-option">
                <FlaskConical aria-hidden className="size-3.5" />
                {t("test")}
              </span>
            )}
            <Link
              href={`/ticketing/${order.performanceId}`}
              className="text-sm underline-offset-4 hover:underline"
            >
              {order.artist}, {order.performance}
            </Link>
          </span>
        }
        actions={<OrderActions order={order} />}
      >
        <Columns
          aside={
            <>
              <OrderBuyer order={order} />
              <OrderNotes order={order} />
              <OrderTimeline order={order} />
            </>
          }
        >
          <PaymentChecks checks={checks} order={order.id} />
          <OrderTickets order={order} />
          <OrderMoney order={order} />
        </Columns>
      </Page>
    </Words>
  );
}
