import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { useTools } from "../forms/tool-runner.tsx";

type Order = ToolOutput<"ticketing_get_order_details">;

/** The forms that give money back, exchange or end tickets: all of an order, or the numbers given. */
export function useOrderActs(order: Order) {
  const t = useTranslations("afterSale");
  const { openForm, run } = useTools();
  const of = (numbers?: number[]) => ({
    order: order.id,
    ...(numbers ? { tickets: numbers } : {}),
  });
  const counted = (numbers?: number[]) => ({
    count: numbers?.length ?? order.tickets.filter(({ status }) => status === "issued").length,
  });
  const fee = order.feeCents > 0 ? ["keep_fee"] : [];
  return {
    refund: (numbers?: number[]) =>
      openForm({
        tool: "ticketing_refund_order",
        title: numbers ? t("refundTicketsTitle", counted(numbers)) : t("refundWhole"),
        submit: t("refundTickets"),
        preset: of(numbers),
        only: [...fee, "keep_blocked", "reason"],
      }),
    refundAmount: () =>
      openForm({
        tool: "ticketing_refund_order",
        title: t("refundAmount"),
        submit: t("refundTickets"),
        preset: of(),
        only: ["amount", "reason"],
      }),
    exchange: (numbers?: number[]) =>
      openForm({
        tool: "ticketing_exchange_tickets",
        title: t("exchangeTitle", counted(numbers)),
        submit: t("exchange"),
        preset: of(numbers),
        only: ["performance", "ticket_type", "payment", "reason"],
      }),
    cancel: (numbers?: number[]) =>
      openForm({
        tool: "ticketing_cancel_tickets",
        title: t("cancelTicketsTitle", counted(numbers)),
        submit: t("cancelTickets"),
        preset: of(numbers),
        only: ["keep_blocked", "reason"],
      }),
    payOut: () => run("ticketing_pay_out_refund", { order: order.id }),
  };
}
