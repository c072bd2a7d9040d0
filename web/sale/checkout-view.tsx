import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { asLocale } from "../session/preferences.ts";
import { looks } from "./looks.ts";
import { addressMark } from "./address-mark.ts";
import { openParts } from "../session/context-of.ts";
import { PayForm } from "./pay-form.tsx";
import { hasPaymentOutcome, PaymentOutcome } from "./payment-outcome.tsx";
import type { Order } from "./read-sale.ts";

/** The second step: what is bought, then the form that pays it. */
export async function CheckoutView({ order }: { order: Order }) {
  const [t, seller] = await Promise.all([getTranslations("checkout"), getTranslations("seller")]);
  const say = createSay(asLocale(await getLocale()));
  const price = say.money(order.totalCents, order.currency);
  const types = order.items.flatMap(({ name, quantity }) =>
    Array.from({ length: quantity }, () => name),
  );
  const { provider, status } = order.payment ?? {};
  const isFree = order.totalCents === 0;
  const isTestCard = !isFree && openParts().integrations.payments.name === "test";
  if (hasPaymentOutcome(order)) return <PaymentOutcome order={order} />;
  return (
    <>
      <section className="mt-5 mb-4">
        <h2 className="font-display text-xl font-semibold tracking-tight">{t("summary")}</h2>
        <ul className="figures mt-2">
          {order.items.map((item) => (
            <li key={item.ticketTypeId} className="flex justify-between gap-4 py-1">
              <span dir="auto" className="min-w-0 break-words">
                {t("lines", { count: item.quantity, name: item.name })}
              </span>
              <span>{say.money(item.unitPriceCents * item.quantity, order.currency)}</span>
            </li>
          ))}
          {order.feeCents > 0 && (
            <li className="flex justify-between gap-4 py-1">
              <span>{t("fees")}</span>
              <span>{say.money(order.feeCents, order.currency)}</span>
            </li>
          )}
          <li className="mt-1 flex justify-between gap-4 border-t border-line pt-2 font-display text-lg font-semibold">
            <span>{t("total")}</span>
            <span>{price}</span>
          </li>
        </ul>
        {!isFree && <p className="text-right text-sm text-soft">{t("vat")}</p>}
      </section>
      <PayForm
        token={order.token}
        slug={order.performance.slug}
        secondsLeft={order.secondsLeft ?? 0}
        news={
          status === "failed" && order.payment?.failure === "card_declined"
            ? { text: t("refused"), isRefusal: true }
            : status === "pending" && provider === "stripe"
              ? { text: t("open"), isRefusal: false }
              : null
        }
        elsewhere={isFree || isTestCard ? null : t("elsewhere")}
        cards={
          isTestCard
            ? {
                title: t("cards"),
                names: { paid: t("cardPaid"), refused: t("cardRefused"), late: t("cardLate") },
              }
            : null
        }
        tickets={types.map((type, index) => t("holder", { number: index + 1, type }))}
        words={{
          timeLeft: t("timeLeft"),
          timeOver: t("timeOver"),
          timeOverHelp: t("timeOverHelp"),
          again: t("again"),
          you: t("you"),
          name: t("name"),
          email: t("email"),
          emailCheck: t("emailCheck", { email: addressMark }),
          emailDoubt: t("emailDoubt", { email: addressMark }),
          emailUse: t("emailUse"),
          names: t("names"),
          namesHelp: t("namesHelp"),
          termsTitle: t("termsTitle"),
          terms: seller("noReturn"),
          accept: t("accept"),
          pay: isFree ? t("payFree") : t("pay", { price }),
          paying: isFree || isTestCard ? t("paying") : t("redirecting"),
          refused: t("refused"),
          giveUp: t("giveUp"),
          offline: t("offline"),
          needName: t("needName"),
          needEmail: t("needEmail"),
          needTerms: t("needTerms"),
        }}
        mark={
          order.test && (
            <p className={looks.mark}>
              <span className="block font-medium">{t("testTitle")}</span>
              {t("test")}
            </p>
          )
        }
      />
    </>
  );
}
