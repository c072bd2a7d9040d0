import { getLocale, getTranslations } from "next-intl/server";
import { Wordmark } from "../design/wordmark.tsx";
import { asLocale } from "../session/preferences.ts";
import { CheckoutView } from "./checkout-view.tsx";
import { LanguageLink } from "./language-link.tsx";
import { looks } from "./looks.ts";
import { OrderHead } from "./order-head.tsx";
import { hasPaymentOutcome } from "./payment-outcome.tsx";
import type { Order } from "./read-sale.ts";
import { Seller } from "./seller.tsx";
import { Steps } from "./steps.tsx";
import { TicketsView } from "./tickets-view.tsx";

/** An order as it stands: to be paid, given up, or its tickets. */
export async function OrderView({ order }: { order: Order }) {
  const t = await getTranslations();
  const locale = asLocale(await getLocale());
  const isPaid = order.paidAt !== null;
  const isOver =
    !isPaid &&
    !hasPaymentOutcome(order) &&
    (order.status === "cancelled" || order.performance.cancelled);
  return (
    <div>
      <OrderHead order={order} title={isPaid ? t("buyerTickets.title") : t("checkout.title")} />
      <main className="mx-auto max-w-3xl px-5 pb-10">
        <header className="flex min-h-14 items-center justify-between">
          <Wordmark height={13} />
          <LanguageLink other={locale === "fr" ? "en" : "fr"} label={t("sale.language")} />
        </header>
        {isOver ? (
          <GivenUp order={order} />
        ) : (
          <>
            {order.scope === "order" && <Steps at={isPaid ? "tickets" : "pay"} />}
            {isPaid ? (
              <TicketsView order={order} />
            ) : (
              <div className="mx-auto max-w-xl">
                <CheckoutView order={order} />
              </div>
            )}
          </>
        )}
        <Seller organizer={order.organizer} terms={isPaid || isOver} />
      </main>
    </div>
  );
}

async function GivenUp({ order }: { order: Order }) {
  const t = await getTranslations();
  const { slug, cancelled } = order.performance;
  return (
    <section className="mt-6">
      <h2 className="font-display text-2xl font-semibold tracking-tight">
        {cancelled ? t("sale.cancelled") : t("checkout.givenUp")}
      </h2>
      <p className="mt-1 text-soft">{t("checkout.givenUpHelp")}</p>
      {slug && !cancelled && (
        <p className="mt-3">
          <a href={`/e/${slug}`} className={looks.link}>
            {t("checkout.again")}
          </a>
        </p>
      )}
    </section>
  );
}
