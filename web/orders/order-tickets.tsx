"use client";

import { ArrowLeftRight, Ban, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button } from "../components/button.tsx";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import { useMay } from "../shell/permissions.tsx";
import { TicketActs } from "./ticket-acts.tsx";
import { useOrderActs } from "./use-order-acts.ts";

type Order = ToolOutput<"ticketing_get_order_details">;
type Ticket = Order["tickets"][number];

/** The numbered tickets of an order, whether each is good, who is in, and what can be done with some of them. */
export function OrderTickets({ order }: { order: Order }) {
  const t = useTranslations("orders");
  const words = useTranslations("afterSale");
  const say = useSay();
  const may = useMay();
  const valid = order.tickets.filter(({ status }) => status === "issued");
  const mayAct = valid.length > 0 && order.paidAt !== null && may("ticketing:write");
  const [chosen, choose] = useState<ReadonlySet<number>>(new Set());
  const picked = valid.filter(({ number }) => chosen.has(number));
  const isAll = picked.length === valid.length;
  const toggle = (numbers: number[], on: boolean) =>
    choose(
      new Set(
        on ? [...chosen, ...numbers] : [...chosen].filter((number) => !numbers.includes(number)),
      ),
    );
  return (
    <Panel
      level={2}
      flush
      title={t("bought")}
      aside={
        mayAct &&
        valid.length > 1 && (
          <label className="flex min-h-9 cursor-pointer items-center gap-2 text-sm text-soft">
            <input
              type="checkbox"
              className="size-4 accent-ink"
              checked={isAll}
              onChange={(event) =>
                toggle(
                  valid.map(({ number }) => number),
                  event.target.checked,
                )
              }
            />
            {words("selectAll")}
          </label>
        )
      }
      foot={picked.length > 0 && <Acts order={order} picked={picked} />}
    >
      {order.tickets.length === 0 ? (
        <p className="border-t border-line px-4 py-4 text-sm text-faint">{t("noTickets")}</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {order.tickets.map((ticket) => (
            <li
              key={ticket.id}
              className={classNames(
                "figures grid items-center gap-x-3 px-4 py-2.5 text-sm",
                mayAct
                  ? "grid-cols-[1rem_3rem_minmax(0,1fr)_auto]"
                  : "grid-cols-[3rem_minmax(0,1fr)_auto]",
              )}
            >
              {mayAct &&
                (ticket.status === "issued" ? (
                  <input
                    type="checkbox"
                    aria-label={words("select", { number: ticket.number })}
                    className="size-4 accent-ink"
                    checked={chosen.has(ticket.number)}
                    onChange={(event) => toggle([ticket.number], event.target.checked)}
                  />
                ) : (
                  <span />
                ))}
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

/** What can be done with the chosen tickets; each act is counted and asks for an approval. */
function Acts({ order, picked }: { order: Order; picked: Ticket[] }) {
  const t = useTranslations("afterSale");
  const may = useMay();
  const acts = useOrderActs(order);
  const numbers = picked.map(({ number }) => number);
  const isPaid = picked.some(({ priceCents }) => priceCents > 0);
  return (
    <>
      <span className="figures mr-auto text-sm text-soft">
        {t("selected", { count: numbers.length })}
      </span>
      <TicketActs order={order.id} picked={picked} />
      {may("ticketing:refund") && (
        <>
          {isPaid && (
            <Button
              size="sm"
              icon={<Undo2 aria-hidden className="size-3.5" />}
              onClick={() => acts.refund(numbers)}
            >
              {t("refundTickets")}
            </Button>
          )}
          <Button
            size="sm"
            icon={<ArrowLeftRight aria-hidden className="size-3.5" />}
            onClick={() => acts.exchange(numbers)}
          >
            {t("exchange")}
          </Button>
        </>
      )}
      <Button
        size="sm"
        look="quiet"
        icon={<Ban aria-hidden className="size-3.5" />}
        onClick={() => acts.cancel(numbers)}
      >
        {t("cancelTickets")}
      </Button>
    </>
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
