"use client";

import {
  ArrowLeftRight,
  Ban,
  Ellipsis,
  FileDown,
  HandCoins,
  Handshake,
  Pencil,
  Send,
  Undo2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button, IconButton } from "../components/button.tsx";
import { Menu, MenuItem, MenuLine } from "../components/menu.tsx";
import { toast } from "../components/toast.tsx";
import { callTool } from "../forms/call-tool.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";
import { saveBase64 } from "./save-base64.ts";
import { useOrderActs } from "./use-order-acts.ts";

type Order = ToolOutput<"ticketing_get_order_details">;

/** What can be done of an order; what gives money back asks for an approval with its amounts. */
export function OrderActions({ order }: { order: Order }) {
  const t = useTranslations("orders");
  const words = useTranslations("afterSale");
  const { openForm, tell } = useTools();
  const acts = useOrderActs(order);
  const may = useMay();
  const [busy, setBusy] = useState<"pdf" | null>(null);
  const valid = order.tickets.some((ticket) => ticket.status === "issued");
  const kept = order.totalCents - order.refundedCents;
  const mayRefund = may("ticketing:refund");
  const refundable = mayRefund && kept > 0 && order.paidAt !== null;
  const exchangeable =
    mayRefund && valid && (order.status === "paid" || order.status === "partially_refunded");
  const toPayOut =
    mayRefund &&
    order.refunds.some(
      ({ status, provider }) => status === "pending" && provider !== null && provider !== "stripe",
    );
  const cancellable = valid && order.paidAt !== null && may("ticketing:write");

  const pdf = async () => {
    setBusy("pdf");
    try {
      const outcome = await callTool("ticketing_get_ticket_pdf", { order: order.id });
      if (!outcome.ok) return tell(outcome);
      saveBase64(outcome.value as ToolOutput<"ticketing_get_ticket_pdf">);
    } catch {
      toast(t("pdfFailed"), { failed: true });
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      {valid && (
        <Button
          busy={busy === "pdf"}
          icon={<FileDown aria-hidden className="size-4" />}
          onClick={() => void pdf()}
        >
          {t("pdf")}
        </Button>
      )}
      {valid && may("ticketing:write") && (
        <Button
          icon={<Send aria-hidden className="size-4" />}
          onClick={() =>
            openForm({
              tool: "ticketing_resend_order",
              title: t("resendTitle"),
              submit: t("send"),
              preset: { order: order.id },
              initial: order.email ? { email: order.email } : {},
            })
          }
        >
          {t("resend")}
        </Button>
      )}
      {(refundable || may("ticketing:write")) && (
        <Menu
          trigger={
            <IconButton label={t("actions")} size={40}>
              <Ellipsis />
            </IconButton>
          }
        >
          {may("ticketing:write") && (
            <MenuItem
              icon={<Pencil aria-hidden />}
              onClick={() =>
                openForm({
                  tool: "ticketing_update_order",
                  title: t("correctTitle"),
                  preset: { order: order.id },
                  only: ["buyer_name", "email", "phone"],
                  changesOnly: true,
                  initial: {
                    ...(order.buyer ? { buyer_name: order.buyer } : {}),
                    ...(order.email ? { email: order.email } : {}),
                    ...(order.phone ? { phone: order.phone } : {}),
                  },
                })
              }
            >
              {t("correct")}
            </MenuItem>
          )}
          {exchangeable && (
            <MenuItem icon={<ArrowLeftRight aria-hidden />} onClick={() => acts.exchange()}>
              {words("exchangeAll")}
            </MenuItem>
          )}
          {toPayOut && (
            <MenuItem icon={<Handshake aria-hidden />} onClick={() => void acts.payOut()}>
              {words("payOut")}
            </MenuItem>
          )}
          {(refundable || cancellable) && <MenuLine />}
          {refundable && (
            <>
              <MenuItem danger icon={<Undo2 aria-hidden />} onClick={() => acts.refund()}>
                {words("refundWhole")}
              </MenuItem>
              <MenuItem danger icon={<HandCoins aria-hidden />} onClick={acts.refundAmount}>
                {words("refundAmount")}
              </MenuItem>
            </>
          )}
          {cancellable && (
            <MenuItem danger icon={<Ban aria-hidden />} onClick={() => acts.cancel()}>
              {words("cancelAll")}
            </MenuItem>
          )}
        </Menu>
      )}
    </>
  );
}
