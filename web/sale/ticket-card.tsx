import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { feeOf, seriesNumber } from "#tools/ticketing/ticket-mentions.ts";
import { dayParts } from "../components/day-parts.ts";
import { dayOf } from "../session/day-of.ts";
import { asLocale } from "../session/preferences.ts";
import { looks } from "./looks.ts";
import { PosterLight } from "./poster-light.tsx";
import { QrCode } from "./qr-code.tsx";
import type { Order } from "./read-sale.ts";
import { TicketChanges } from "./ticket-changes.tsx";

type Ticket = Order["tickets"][number];

/** A ticket as one is glad to show it: the poster above, the code below, a perforation between. */
export async function TicketCard({ order, ticket }: { order: Order; ticket: Ticket }) {
  const t = await getTranslations("buyerTickets");
  const say = createSay(asLocale(await getLocale()));
  const price = ticket.priceCents > 0 ? say.money(ticket.priceCents, order.currency) : t("free");
  const fee = feeOf(order, ticket);
  return (
    <li className="flex flex-col overflow-clip rounded-lg border border-line bg-surface shadow-lift">
      <Stub order={order} />
      <div className="border-t-2 border-dashed border-line p-4">
        {ticket.code ? (
          <div className="mx-auto max-w-72">
            <QrCode text={ticket.code} label={t("qr", { number: ticket.number })} />
          </div>
        ) : (
          <Without order={order} ticket={ticket} />
        )}
        <div className="mt-3 flex items-baseline justify-between gap-4">
          <h3 dir="auto" className="min-w-0 font-display text-lg font-semibold break-words">
            {ticket.holder ?? order.buyer.name}
          </h3>
          <span className="figures font-display text-lg font-semibold whitespace-nowrap">
            {t("shortNumber", { number: ticket.number })}
          </span>
        </div>
        <p className="figures flex justify-between gap-4 text-sm text-soft">
          <span dir="auto" className="min-w-0 break-words">
            {ticket.type}
            <span className="block">{t("series", { series: seriesNumber(ticket) })}</span>
          </span>
          <span className="text-right">
            {price}
            {ticket.priceCents > 0 && (
              <span className="block">{t("taxed", { rate: say.percent(ticket.vatRateBp) })}</span>
            )}
            {fee > 0 && (
              <span className="block">{t("fee", { fee: say.money(fee, order.currency) })}</span>
            )}
          </span>
        </p>
        {ticket.code && <Keep order={order} ticket={ticket} />}
        {ticket.code && <Changes order={order} ticket={ticket} />}
      </div>
    </li>
  );
}

async function Stub({ order }: { order: Order }) {
  const t = await getTranslations("buyerTickets");
  const locale = asLocale(await getLocale());
  const say = createSay(locale);
  const { artist, slug, day, venue, doorsAt, timeZone } = order.performance;
  const { number, weekday, month } = dayParts(day, locale);
  const place = [venue?.name, venue?.city, doorsAt && say.time(doorsAt, timeZone)];
  return (
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
  );
}

/** What stands where the code was. */
async function Without({ order, ticket }: { order: Order; ticket: Ticket }) {
  const t = await getTranslations("buyerTickets");
  const say = createSay(asLocale(await getLocale()));
  const isGiven =
    ticket.status === "issued" &&
    ticket.transferredAt !== null &&
    !order.performance.cancelled &&
    order.status !== "refunded";
  const { timeZone } = order.performance;
  return (
    <p className="grid min-h-40 place-items-center rounded-md bg-sunken p-4 text-center">
      <span className="min-w-0">
        <span
          className={`block font-display text-xl font-semibold ${isGiven ? "" : "text-danger"}`}
        >
          {isGiven
            ? t("givenTicket")
            : ticket.status === "refunded" || order.status === "refunded"
              ? t("refundedTicket")
              : t("cancelledTicket")}
        </span>
        <span className="text-sm break-words text-soft">
          {isGiven && ticket.transferredAt
            ? t("givenHelp", {
                email: ticket.holderEmail ?? "",
                day: say.day(dayOf(ticket.transferredAt, timeZone)),
              })
            : t("invalid")}
        </span>
      </span>
    </p>
  );
}

/** Ways to keep a ticket: on paper, in a phone. */
async function Keep({ order, ticket }: { order: Order; ticket: Ticket }) {
  const t = await getTranslations("buyerTickets");
  const base = `/api/sale/orders/${order.token}`;
  const { apple, google } = order.wallets;
  return (
    <p className="mt-2 flex flex-wrap gap-x-5 text-sm">
      <a href={`${base}/pdf?ticket=${ticket.id}`} className={looks.link}>
        {t("pdfOne")}
      </a>
      <a href={`${base}/wallet?for=apple&ticket=${ticket.id}`} className={looks.link}>
        {apple === "test" ? t("appleTest") : t("apple")}
      </a>
      {google && (
        <a href={`${base}/wallet?for=google&ticket=${ticket.id}`} className={looks.link}>
          {t("google")}
        </a>
      )}
    </p>
  );
}

async function Changes({ order, ticket }: { order: Order; ticket: Ticket }) {
  const t = await getTranslations("ticketChanges");
  const { renames, transfers, until } = order.changes;
  const isTheirs = order.scope === "order" || ticket.transferredAt !== null;
  const isOpen = isTheirs && !ticket.checkedIn && Date.parse(until) > Date.now();
  const may = {
    mail: order.scope === "order",
    rename: renames && isOpen,
    transfer: transfers && isOpen,
  };
  if (!may.mail && !may.rename && !may.transfer) return null;
  return (
    <TicketChanges
      token={order.token}
      ticket={ticket.id}
      holder={ticket.holder ?? ""}
      email={ticket.holderEmail ?? ""}
      may={may}
      words={{
        mail: t("mail"),
        mailHelp: t("mailHelp"),
        mailSend: t("mailSend"),
        rename: t("rename"),
        renameSend: t("renameSend"),
        transfer: t("transfer"),
        transferHelp: t("transferHelp"),
        transferSend: t("transferSend"),
        name: t("name"),
        email: t("email"),
        offline: t("offline"),
      }}
    />
  );
}
