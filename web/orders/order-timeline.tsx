"use client";

import { useTranslations } from "next-intl";
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
  refunded: "bg-danger",
  refused: "bg-danger",
  cancelled: "bg-danger",
  payment_failed: "bg-danger",
};

/** Everything that happened to an order, the latest first. */
export function OrderTimeline({ order }: { order: Order }) {
  const t = useTranslations("orders");
  const say = useSay();
  const told = (event: Event) =>
    t(`events.${event.kind}`, {
      amount: say.money(event.amountCents ?? 0, order.currency),
      ticket: say.number(event.ticket ?? 0),
      detail: event.detail ?? "",
    });
  return (
    <Panel level={2} title={t("timeline")}>
      <ol className="figures flex flex-col text-sm">
        {order.events.toReversed().map((event, index, all) => (
          <li
            key={`${event.at} ${event.kind} ${event.ticket ?? ""}`}
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
              <span className="block font-medium break-words">{told(event)}</span>
              <span className="block text-faint">
                {t("at", {
                  day: say.shortDay(dayOf(event.at, order.timeZone)),
                  time: say.time(event.at, order.timeZone),
                })}
                {event.by && ` · ${t("by", { name: event.by })}`}
                <Detail event={event} />
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** What the sentence of an event leaves out. */
function Detail({ event }: { event: Event }) {
  const t = useTranslations("orders");
  const say = useSay();
  if (!event.detail || event.kind === "sent") return null;
  const words = (namespace: string, word: string) =>
    t.has(`${namespace}.${word}`) ? t(`${namespace}.${word}`) : word;
  if (event.kind === "changed") {
    const columns = event.detail
      .split(",")
      .filter((column) => t.has(`columns.${column}`))
      .map((column) => words("columns", column));
    return columns.length > 0 ? ` · ${say.list(columns)}` : null;
  }
  if (event.kind === "refused") return ` · ${words("reasons", event.detail)}`;
  if (event.kind === "paid" || event.kind === "payment_failed") {
    return ` · ${words("provider", event.detail)}`;
  }
  return ` · ${event.detail}`;
}
