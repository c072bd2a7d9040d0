import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { asLocale } from "../session/preferences.ts";
import { looks } from "./looks.ts";
import { addressMark } from "./address-mark.ts";
import { PayForm } from "./pay-form.tsx";
import type { Order } from "./read-sale.ts";

/** The second step: what is bought, then the form that pays it. */
export async function CheckoutView({ order }: { order: Order }) {
  const [t, seller] = await Promise.all([getTranslations("checkout"), getTranslations("seller")]);
  const say = createSay(asLocale(await getLocale()));
  const price = say.money(order.totalCents, order.currency);
  const types = order.items.flatMap(({ name, quantity }) =>
    Array.from({ length: quantity }, () => name),
  );
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
          <li className="mt-1 flex justify-between gap-4 border-t border-line pt-2 font-display text-lg font-semibold">
            <span>{t("total")}</span>
            <span>{price}</span>
          </li>
        </ul>
        <p className="text-right text-sm text-soft">
          {order.feeCents > 0
            ? t("fees", { fee: say.money(order.feeCents, order.currency) })
            : t("vat")}
        </p>
      </section>
      <PayForm
        token={order.token}
        slug={order.performance.slug}
        secondsLeft={order.secondsLeft ?? 0}
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
          pay: order.totalCents > 0 ? t("pay", { price }) : t("payFree"),
          paying: t("paying"),
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
