"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Panel } from "../components/panel.tsx";
import { useChoiceLabel } from "../forms/form-control.tsx";

/** Who bought, and how to reach them. */
export function OrderBuyer({ order }: { order: ToolOutput<"ticketing_get_order_details"> }) {
  const t = useTranslations("orders");
  const choice = useChoiceLabel();
  const facts: [string, string | null, string?][] = [
    [t("buyer"), order.buyer],
    [t("email"), order.email, order.email ? `mailto:${order.email}` : undefined],
    [t("phone"), order.phone, order.phone ? `tel:${order.phone.replace(/\s/g, "")}` : undefined],
    [t("language"), order.locale && choice("language", order.locale)],
    [t("channel"), choice("order_channel", order.channel)],
  ];
  return (
    <Panel
      level={2}
      title={t("contact")}
      aside={
        order.contactId && (
          <Link
            href={`/contacts/${order.contactId}`}
            className="px-2 text-sm text-soft underline-offset-4 hover:underline"
          >
            {t("seeContact")}
          </Link>
        )
      }
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm">
        {facts.map(([label, value, href]) => (
          <div key={label} className="contents">
            <dt className="text-faint">{label}</dt>
            <dd className="min-w-0 break-words">
              {value && href ? (
                <a href={href} className="underline-offset-4 hover:underline">
                  {value}
                </a>
              ) : (
                (value ?? <span className="text-faint">{t("nothing")}</span>)
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
