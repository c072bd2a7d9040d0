"use client";

import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";

type Order = ToolOutput<"ticketing_get_order_details">;
type Ticket = Order["tickets"][number];

/** The numbered tickets of an order, whether each is good, and who is in. */
export function OrderTickets({ order }: { order: Order }) {
  const t = useTranslations("orders");
  const say = useSay();
  return (
    <Panel level={2} flush title={t("bought")}>
      {order.tickets.length === 0 ? (
        <p className="border-t border-line px-4 py-4 text-sm text-faint">{t("noTickets")}</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {order.tickets.map((ticket) => (
            <li
              key={ticket.id}
              className="figures grid grid-cols-[3rem_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2.5 text-sm"
            >
              <span className="font-display text-lg font-semibold tracking-tight">
                {say.number(ticket.number)}
              </span>
              <span className="min-w-0">
                <span
                  className={classNames(
                    "block truncate font-medium",
                    ticket.status !== "issued" && "text-faint line-through",
                  )}
                >
                  {ticket.holder ?? t("anonymous")}
                </span>
                <span className="block truncate text-faint">
                  {[ticket.type, ticket.seat].filter(Boolean).join(" · ")}
                </span>
              </span>
              <span className="text-right">
                {say.money(ticket.priceCents, order.currency)}
                <Passage ticket={ticket} timeZone={order.timeZone} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Passage({ ticket, timeZone }: { ticket: Ticket; timeZone: string }) {
  const t = useTranslations("orders");
  const say = useSay();
  if (ticket.status !== "issued") {
    return <span className="block text-danger">{t(`ticketStates.${ticket.status}`)}</span>;
  }
  if (!ticket.passedAt) return <span className="block text-faint">{t("notIn")}</span>;
  const time = say.time(ticket.passedAt, timeZone);
  return (
    <span className={classNames("block", ticket.inside ? "text-confirmed" : "text-soft")}>
      {t(ticket.inside ? "inside" : "out", { time })}
      {ticket.gate && ` · ${ticket.gate}`}
    </span>
  );
}
