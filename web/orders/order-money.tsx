"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Notice } from "../components/notice.tsx";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { dayOf } from "../session/day-of.ts";

type Order = ToolOutput<"ticketing_get_order_details">;

/** What came in, what went back, what stays. */
export function OrderMoney({ order }: { order: Order }) {
  const t = useTranslations("orders");
  const words = useTranslations("afterSale");
  const say = useSay();
  const money = (cents: number) => say.money(cents, order.currency);
  const when = (at: string | null) => (at ? say.shortDay(dayOf(at, order.timeZone)) : "");
  const state = (status: Order["payments"][number]["status"]) =>
    status === "succeeded" ? "" : t(`paymentStates.${status}`);
  const refundState = ({ status, provider }: Order["refunds"][number]) =>
    status === "failed"
      ? words("failed")
      : status === "succeeded"
        ? ""
        : words(provider === null || provider === "stripe" ? "waiting" : "byHand");
  const nothing = order.payments.length === 0 && order.refunds.length === 0;
  return (
    <Panel level={2} title={t("money")}>
      <div className="figures flex flex-col gap-2 text-sm">
        {order.test && <Notice tone="warning">{t("testNote")}</Notice>}
        {nothing && <p className="text-faint">{t("noPayment")}</p>}
        {order.payments.map((payment) => (
          <Line
            key={payment.id}
            label={
              t.has(`provider.${payment.provider}`)
                ? t(`provider.${payment.provider}`)
                : payment.provider
            }
            note={[when(payment.paidAt), state(payment.status)]}
            value={money(payment.amountCents)}
          />
        ))}
        {order.refunds.map((refund) => (
          <Line
            key={refund.id}
            label={words(`kinds.${refund.kind}`)}
            note={[
              when(refund.at),
              refund.provider && refund.provider !== "exchange"
                ? words(`ways.${refund.provider}`)
                : null,
              refundState(refund),
              refund.feeCents > 0 ? words("ofFee", { fee: money(refund.feeCents) }) : null,
              refund.provider === null && refund.reason
                ? t.has(`returned.${refund.reason}`)
                  ? t(`returned.${refund.reason}`)
                  : refund.reason
                : refund.reason,
              refund.by,
            ]}
            value={<span className="text-danger">−{money(refund.amountCents)}</span>}
          />
        ))}
        {order.feeCents > 0 && <Line label={t("fee")} note={[]} value={money(order.feeCents)} />}
        {!nothing && (
          <div className="mt-1 border-t border-line pt-2 font-medium">
            <Line
              label={t("balance")}
              note={[]}
              value={money(order.paidAt ? order.totalCents - order.refundedCents : 0)}
            />
          </div>
        )}
      </div>
    </Panel>
  );
}

function Line({
  label,
  note,
  value,
}: {
  label: string;
  note: (string | null)[];
  value: ReactNode;
}) {
  const text = note.filter(Boolean).join(" · ");
  return (
    <div className="flex items-baseline justify-between gap-4">
      <span className="min-w-0">
        {label}
        {text && <span className="block break-words text-faint">{text}</span>}
      </span>
      <span className="shrink-0">{value}</span>
    </div>
  );
}
