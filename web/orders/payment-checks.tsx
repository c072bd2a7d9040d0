"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ToolOutput } from "#tools/call-tool.ts";
import { problemWords } from "#tools/ticketing/payment-checks.ts";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { RunButton } from "../forms/run-button.tsx";

type Check = ToolOutput<"ticketing_list_payment_checks">["checks"][number];

/** News of the payment provider that no code may decide on: nothing where there are none. */
export function PaymentChecks({ checks, order }: { checks: Check[]; order?: string }) {
  const t = useTranslations("orders");
  const shown = order ? checks.filter(({ orderId }) => orderId === order) : checks;
  if (shown.length === 0) return null;
  return (
    <Panel
      level={2}
      title={
        <span className="inline-flex items-center gap-2">
          <TriangleAlert aria-hidden className="size-4 text-option" />
          {t("checks.title")}
          <span className="figures text-soft">{shown.length}</span>
        </span>
      }
    >
      <p className="max-w-2xl text-sm text-soft">{t("checks.help")}</p>
      <ul className="mt-2 divide-y divide-line">
        {shown.map((check) => (
          <Line key={check.id} check={check} isInOrder={order !== undefined} />
        ))}
      </ul>
    </Panel>
  );
}

function Line({ check, isInOrder }: { check: Check; isInOrder: boolean }) {
  const t = useTranslations("orders");
  const say = useSay();
  const words = problemWords[check.problem];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p>
          {words ? say(words) : check.problem}{" "}
          {check.amountCents !== null && (
            <span className="figures font-medium whitespace-nowrap">
              {say.money(check.amountCents, check.currency ?? undefined)}
            </span>
          )}
        </p>
        <p className="figures text-sm break-all text-faint">
          {!isInOrder &&
            (check.orderId ? (
              <Link
                href={`/orders/${check.orderId}`}
                className="mr-2 text-soft underline underline-offset-4"
              >
                {[t("one", { number: check.orderNumber ?? "" }), check.buyer]
                  .filter(Boolean)
                  .join(" · ")}
              </Link>
            ) : (
              <span className="mr-2">{t("checks.noOrder")}</span>
            ))}
          {check.reference && t("checks.reference", { reference: check.reference })}
        </p>
      </div>
      <div className="flex gap-2">
        {check.problem === "refund_failed" && check.orderId && (
          <RunButton
            permission="ticketing:refund"
            tool="ticketing_retry_refund"
            input={{ order: check.orderId }}
          >
            {t("checks.retry")}
          </RunButton>
        )}
        <RunButton
          permission="ticketing:write"
          tool="ticketing_close_payment_check"
          input={{ check: check.id }}
          look="quiet"
        >
          {t("checks.close")}
        </RunButton>
      </div>
    </li>
  );
}
