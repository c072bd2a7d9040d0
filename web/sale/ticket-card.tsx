import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { dayParts } from "../components/day-parts.ts";
import { asLocale } from "../session/preferences.ts";
import { looks } from "./looks.ts";
import { PosterLight } from "./poster-light.tsx";
import { QrCode } from "./qr-code.tsx";
import type { Order } from "./read-sale.ts";

/** A ticket as one is glad to show it: the poster above, the code below, a perforation between. */
export async function TicketCard({
  order,
  ticket,
}: {
  order: Order;
  ticket: Order["tickets"][number];
}) {
  const t = await getTranslations("buyerTickets");
  const locale = asLocale(await getLocale());
  const say = createSay(locale);
  const { artist, slug, day, venue, doorsAt, timeZone } = order.performance;
  const { number, weekday, month } = dayParts(day, locale);
  const place = [venue?.name, venue?.city, doorsAt && say.time(doorsAt, timeZone)];
  const price = ticket.priceCents > 0 ? say.money(ticket.priceCents, order.currency) : t("free");
  return (
    <li className="flex flex-col overflow-clip rounded-lg border border-line bg-surface shadow-lift">
      <div data-theme="dark" className="relative overflow-clip bg-paper p-4 text-ink">
        <PosterLight seed={`${slug ?? ""}${artist}${day}`} />
        <div
          aria-hidden
          className="absolute inset-0 bg-linear-to-r from-paper from-30% to-paper/10"
        />
        <div className="figures relative flex items-center gap-3">
          <span className="font-display text-2xl leading-none font-semibold">{number}</span>
          <span className="text-xs leading-4 whitespace-nowrap text-ink/85">
            {weekday}
            <br />
            {month}
          </span>
          <span className="min-w-0 flex-1">
            <span dir="auto" className="block truncate font-display text-lg font-bold">
              {artist}
            </span>
            <span dir="auto" className="block truncate text-sm text-ink/85">
              {place.filter(Boolean).join(" · ")}
            </span>
          </span>
          {order.test && (
            <span className="rounded-sm bg-option px-1.5 py-0.5 text-xs font-bold text-paper uppercase">
              {t("test")}
            </span>
          )}
        </div>
      </div>
      <div className="border-t-2 border-dashed border-line p-4">
        {ticket.code ? (
          <div className="mx-auto max-w-72">
            <QrCode text={ticket.code} label={t("qr", { number: ticket.number })} />
          </div>
        ) : (
          <p className="grid min-h-40 place-items-center rounded-md bg-sunken p-4 text-center">
            <span>
              <span className="block font-display text-xl font-semibold text-danger">
                {ticket.status === "refunded" ? t("refundedTicket") : t("cancelledTicket")}
              </span>
              <span className="text-sm text-soft">{t("invalid")}</span>
            </span>
          </p>
        )}
        <h3 dir="auto" className="mt-3 font-display text-lg font-semibold break-words">
          {ticket.holder ?? order.buyer.name}
        </h3>
        <p className="figures flex justify-between gap-4 text-sm text-soft">
          <span dir="auto" className="min-w-0 break-words">
            {ticket.type}
          </span>
          <span className="text-right">
            {price}
            {ticket.priceCents > 0 && (
              <span className="block">{t("taxed", { rate: say.percent(ticket.vatRateBp) })}</span>
            )}
          </span>
        </p>
        <p className="figures mt-1 flex items-center justify-between gap-4 text-sm">
          <span>{t("number", { number: ticket.number })}</span>
          {ticket.code && (
            <a
              href={`/api/sale/orders/${order.token}/pdf?ticket=${ticket.id}`}
              className={looks.link}
            >
              {t("pdfOne")}
            </a>
          )}
        </p>
      </div>
    </li>
  );
}
