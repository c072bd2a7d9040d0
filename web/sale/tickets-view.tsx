import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { dayOf } from "../session/day-of.ts";
import { asLocale } from "../session/preferences.ts";
import { AfterSale } from "./after-sale.tsx";
import { looks } from "./looks.ts";
import { OrderMail } from "./order-mail.tsx";
import type { Order } from "./read-sale.ts";
import { TicketCard } from "./ticket-card.tsx";

/** The last step: the tickets, and whatever has happened to them since. */
export async function TicketsView({ order }: { order: Order }) {
  const t = await getTranslations("buyerTickets");
  const good = order.tickets.filter(({ code }) => code !== null);
  const told = await tell(order, good.length);
  // A new day and what the buyer may answer come first; the rest of what has happened, after the tickets' head.
  const isPostponed = order.performance.postponedFrom !== null;
  return (
    <>
      {isPostponed && <AfterSale order={order} />}
      <section className="mt-6">
        <h2 className="font-display text-2xl font-semibold tracking-tight">{told.title}</h2>
        <p className="mt-1 break-words text-soft">{told.help}</p>
        {good.length > 0 && (
          <p className="mt-4 flex flex-wrap gap-2.5">
            <a href={`/api/sale/orders/${order.token}/pdf`} className={looks.second}>
              {t("pdf")}
            </a>
            <a href={`/api/sale/orders/${order.token}/calendar`} className={looks.second}>
              {t("calendar")}
            </a>
          </p>
        )}
        {order.test && <p className={`mt-4 ${looks.mark}`}>{t("testHelp")}</p>}
      </section>
      {!isPostponed && <AfterSale order={order} />}
      <ul
        className={
          order.tickets.length > 1
            ? "mt-5 grid grid-cols-1 items-start gap-4 sm:grid-cols-2"
            : "mx-auto mt-5 max-w-md"
        }
      >
        {order.tickets.map((ticket) => (
          <TicketCard key={ticket.id} order={order} ticket={ticket} />
        ))}
      </ul>
      {good.length > 0 && (
        <p className="mt-3 text-center text-sm text-soft">{await untilWhen(order)}</p>
      )}
      {order.scope === "order" && <Details order={order} canMail={good.length > 0} />}
    </>
  );
}

async function tell(order: Order, good: number): Promise<{ title: string; help: string }> {
  const t = await getTranslations("buyerTickets");
  const say = createSay(asLocale(await getLocale()));
  const amount = say.money(order.refundedCents, order.currency);
  const { cancelled, postponedFrom, day } = order.performance;
  if (cancelled) return { title: t("cancelled"), help: t("cancelledHelp") };
  if (order.status === "refunded") {
    const help = order.scope === "order" ? t("refundedHelp", { amount }) : t("invalid");
    return { title: t("refunded"), help };
  }
  if (postponedFrom !== null && good > 0 && order.scope === "ticket") {
    return {
      title: t("postponed", { day: say.day(day) }),
      help: t("postponedHelp", { from: say.day(postponedFrom) }),
    };
  }
  if (order.scope === "ticket") {
    return good > 0
      ? { title: t("thanks", { count: 1 }), help: t("oneHelp") }
      : { title: t("cancelledTicket"), help: t("invalid") };
  }
  if (order.status === "partially_refunded") {
    return { title: t("partly"), help: t("partlyHelp", { amount }) };
  }
  if (good === 0) return { title: t("none"), help: t("noneHelp") };
  return {
    title: t("thanks", { count: good }),
    help: t("thanksHelp", { email: order.buyer.email ?? "" }),
  };
}

/** How to show the tickets, and until when they may change. */
async function untilWhen(order: Order): Promise<string> {
  const t = await getTranslations("buyerTickets");
  const say = createSay(asLocale(await getLocale()));
  const { renames, transfers, until } = order.changes;
  const { timeZone } = order.performance;
  const isTheirs =
    order.scope === "order" || order.tickets.some((one) => one.transferredAt !== null);
  const isOpen = isTheirs && (renames || transfers) && Date.parse(until) > Date.now();
  const last = { day: say.day(dayOf(until, timeZone)), time: say.time(until, timeZone) };
  return isOpen ? `${t("show")} ${t("changesUntil", last)}` : t("show");
}

async function Details({ order, canMail }: { order: Order; canMail: boolean }) {
  const t = await getTranslations("buyerTickets");
  const words = await getTranslations("ticketChanges");
  const say = createSay(asLocale(await getLocale()));
  const { timeZone } = order.performance;
  return (
    <section className="mt-8">
      <h2 className="font-display text-xl font-semibold tracking-tight">{t("details")}</h2>
      <ul className="figures mt-2 text-soft">
        <li>{t("order", { number: order.number })}</li>
        {order.paidAt && (
          <li>
            {t("paidOn", {
              day: say.day(dayOf(order.paidAt, timeZone)),
              time: say.time(order.paidAt, timeZone),
            })}
          </li>
        )}
        <li dir="auto" className="break-words">
          {[order.buyer.name, order.buyer.email].filter(Boolean).join(", ")}
        </li>
        {order.items.map((item) => (
          <li key={item.ticketTypeId} className="flex justify-between gap-4">
            <span dir="auto" className="min-w-0 break-words">
              {item.quantity} × {item.name}
            </span>
            <span>{say.money(item.quantity * item.unitPriceCents, order.currency)}</span>
          </li>
        ))}
        {order.feeCents > 0 && (
          <li className="flex justify-between gap-4">
            <span>{t("fees")}</span>
            <span>{say.money(order.feeCents, order.currency)}</span>
          </li>
        )}
        <li className="mt-1 flex justify-between gap-4 border-t border-line pt-1 font-medium text-ink">
          <span>{t("total")}</span>
          <span>{say.money(order.totalCents, order.currency)}</span>
        </li>
      </ul>
      {canMail && (
        <OrderMail
          token={order.token}
          toHolders={order.tickets.some(({ code, holderEmail }) => code && holderEmail)}
          words={{
            again: words("again"),
            each: words("each"),
            wrong: words("wrong"),
            wrongHelp: words("wrongHelp"),
            email: words("email"),
            correct: words("correct"),
            offline: words("offline"),
          }}
        />
      )}
    </section>
  );
}
