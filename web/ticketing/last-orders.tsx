"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { OrderStatus } from "../orders/order-status.tsx";
import { dayOf } from "../session/day-of.ts";

/** The latest orders of a date, and the way to all of them. */
export function LastOrders({ box }: { box: ToolOutput<"ticketing_get_box_office"> }) {
  const t = useTranslations("ticketing");
  const say = useSay();
  return (
    <Panel
      level={2}
      flush
      title={t("orders")}
      aside={
        box.orders.length > 0 && (
          <Link
            href={`/orders?performance=${box.performanceId}`}
            className="px-2 text-sm text-soft underline-offset-4 hover:underline"
          >
            {t("allOrders")}
          </Link>
        )
      }
    >
      {box.orders.length === 0 ? (
        <p className="border-t border-line px-4 py-4 text-sm text-faint">{t("noOrders")}</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {box.orders.map((order) => (
            <li key={order.id}>
              <Link
                href={`/orders/${order.id}`}
                prefetch={false}
                className="grid min-h-11 grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 px-4 py-2 text-sm hover:bg-hover focus-visible:outline-offset-[-2px]"
              >
                <span className="min-w-0">
                  <span className="block truncate font-medium">
                    {order.buyer ?? order.email ?? t("anonymous")}
                  </span>
                  <span className="figures block truncate text-faint">
                    {say.shortDay(dayOf(order.orderedAt, box.timeZone))},{" "}
                    {say.time(order.orderedAt, box.timeZone)}
                    {order.test && ` · ${t("test")}`}
                  </span>
                </span>
                <OrderStatus status={order.status} />
                <span className="figures w-24 text-right">
                  {say.money(order.totalCents, order.currency)}
                  <span className="block text-faint">× {say.number(order.tickets)}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
