"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import { dayOf } from "../session/day-of.ts";

type Order = ToolOutput<"ticketing_get_order_details">;
type Event = Order["events"][number];

const tones: Partial<Record<Event["kind"], string>> = {
  paid: "bg-confirmed",
  entered: "bg-confirmed",
  kept: "bg-confirmed",
  exchanged_from: "bg-confirmed",
  refunded: "bg-danger",
  refund_failed: "bg-danger",
  tickets_refunded: "bg-danger",
  tickets_cancelled: "bg-danger",
  date_cancelled: "bg-danger",
  refund_chosen: "bg-danger",
  refused: "bg-danger",
  cancelled: "bg-danger",
  payment_failed: "bg-danger",
  refund_pending: "bg-option",
  refund_by_hand: "bg-option",
  payment_started: "bg-option",
  payment_to_check: "bg-option",
  payment_returned: "bg-option",
  postponed: "bg-option",
  offered: "bg-option",
};

/** Everything that happened to an order, the latest first. */
export function OrderTimeline({ order }: { order: Order }) {
  const t = useTranslations("orders");
  const say = useSay();
  const told = (event: Event) =>
    t(`events.${event.kind}`, {
      amount: say.money(event.amountCents ?? 0, order.currency),
      count: event.tickets.length,
      tickets: say.list(event.tickets.map((number) => say.number(number))),
      other: event.other?.number ?? "",
      from: event.days ? say.day(event.days.from) : "",
      to: event.days ? say.day(event.days.to) : "",
      detail: event.detail ?? "",
    });
  return (
    <Panel level={2} title={t("timeline")}>
      <ol className="figures flex flex-col text-sm">
        {order.events.toReversed().map((event, index, all) => (
          <li
            key={`${event.at} ${event.kind} ${event.tickets.join()} ${event.amountCents ?? ""}`}
            className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3"
          >
            <span aria-hidden className="flex flex-col items-center">
              <span
                className={classNames(
                  "mt-1.5 size-2 shrink-0 rounded-full",
                  tones[event.kind] ?? "bg-edge",
                )}
              />
              {index < all.length - 1 && <span className="w-px flex-1 bg-line" />}
            </span>
            <span className="pb-3">
              <span className="block font-medium break-words">
                {event.other ? (
                  <Link
                    href={`/orders/${event.other.id}`}
                    className="underline decoration-edge underline-offset-4 hover:decoration-ink"
                  >
                    {told(event)}
                  </Link>
                ) : (
                  told(event)
                )}
              </span>
              <span className="block text-faint">
                {t("at", {
                  day: say.shortDay(dayOf(event.at, order.timeZone)),
                  time: say.time(event.at, order.timeZone),
                })}
                {event.by && ` · ${t("by", { name: event.by })}`}
                {event.blocked && ` · ${t("blocked")}`}
                <Detail event={event} />
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** Where the words of a detail are, by the kind of event; as it stands where it is a person's own. */
const detailWords: Partial<Record<Event["kind"], string>> = {
  refused: "reasons",
  paid: "provider",
  payment_started: "provider",
  payment_failed: "provider",
  payment_to_check: "provider",
  refund_paid_out: "provider",
  payment_returned: "returned",
};

/** What the sentence of an event leaves out. */
function Detail({ event }: { event: Event }) {
  const t = useTranslations("orders");
  const say = useSay();
  if (!event.detail || event.kind === "sent") return null;
  if (event.kind === "changed") {
    const columns = event.detail
      .split(",")
      .filter((column) => t.has(`columns.${column}`))
      .map((column) => t(`columns.${column}`));
    return columns.length > 0 ? ` · ${say.list(columns)}` : null;
  }
  const namespace = detailWords[event.kind];
  const word = `${namespace}.${event.detail}`;
  return ` · ${namespace && t.has(word) ? t(word) : event.detail}`;
}
