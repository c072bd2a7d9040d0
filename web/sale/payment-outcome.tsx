import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { returnedWords } from "#tools/ticketing/returned-payment-letter.ts";
import { asLocale } from "../session/preferences.ts";
import { looks } from "./looks.ts";
import { PaymentWait } from "./payment-wait.tsx";
import type { Order } from "./read-sale.ts";

/** Whether a payment has said something that stands in place of the form. */
export const hasPaymentOutcome = ({ payment, paidAt }: Order): boolean =>
  paidAt === null &&
  payment !== null &&
  (payment.processing || payment.surplus !== null || payment.status === "to_check");

/** What became of a payment that has no tickets yet, or never will. */
export async function PaymentOutcome({ order }: { order: Order }) {
  const t = await getTranslations("checkout");
  const say = createSay(asLocale(await getLocale()));
  const { payment, performance } = order;
  if (!payment) return null;
  if (payment.processing) {
    return (
      <PaymentWait
        token={order.token}
        words={{
          title: t("processingTitle"),
          help: t("processing", { email: order.buyer.email ?? "" }),
          still: t("stillProcessing"),
        }}
        note={payment.provider === "test" ? t("processingTest") : null}
      />
    );
  }
  if (!payment.surplus) {
    return (
      <Told title={t("toCheckTitle")}>
        <p role="alert">{t("toCheck")}</p>
      </Told>
    );
  }
  const amount = say.money(payment.amountCents, order.currency);
  const back =
    payment.refund === "failed" ? "Failed" : payment.refund === "pending" ? "Pending" : "Done";
  return (
    <Told title={t("returnedTitle")}>
      <p>{say(returnedWords[payment.surplus])}</p>
      <p className="mt-2 text-soft">
        {payment.test ? t("returnedTest") : t(`returned${back}`, { amount })}
      </p>
      {performance.slug && !performance.cancelled && (
        <p className="mt-4">
          <a href={`/e/${performance.slug}`} className={looks.second}>
            {t("again")}
          </a>
        </p>
      )}
    </Told>
  );
}

function Told({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="mt-6">
      <h2 className="font-display text-2xl font-semibold tracking-tight">{title}</h2>
      <div className="mt-2">{children}</div>
    </section>
  );
}
