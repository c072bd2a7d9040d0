import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { dayOf } from "../session/day-of.ts";
import { asLocale } from "../session/preferences.ts";
import { looks } from "./looks.ts";
import type { Order } from "./read-sale.ts";
import { TicketCard } from "./ticket-card.tsx";

/** The last step: the tickets, and whatever has happened to them since. */
export async function TicketsView({ order }: { order: Order }) {
  const t = await getTranslations("buyerTickets");
  const say = createSay(asLocale(await getLocale()));
  const good = order.tickets.filter(({ code }) => code !== null);
  const amount = say.money(order.refundedCents, order.currency);
  const told = order.performance.cancelled
    ? { title: t("cancelled"), help: t("cancelledHelp") }
    : order.status === "refunded"
      ? { title: t("refunded"), help: t("refundedHelp", { amount }) }
      : order.status === "partially_refunded"
        ? { title: t("partly"), help: t("partlyHelp", { amount }) }
        : {
            title: t("thanks", { count: good.length }),
            help: t("thanksHelp", { email: order.buyer.email ?? "" }),
          };
  const { timeZone } = order.performance;
  return (
    <>
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
      <ul className="mt-5 grid gap-4 sm:grid-cols-2">
        {order.tickets.map((ticket) => (
          <TicketCard key={ticket.id} order={order} ticket={ticket} />
        ))}
      </ul>
      {good.length > 0 && <p className="mt-3 text-center text-sm text-soft">{t("show")}</p>}
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
          <li className="mt-1 flex justify-between gap-4 border-t border-line pt-1 font-medium text-ink">
            <span>{t("total")}</span>
            <span>{say.money(order.totalCents, order.currency)}</span>
          </li>
        </ul>
      </section>
    </>
  );
}
