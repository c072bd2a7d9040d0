import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { LineLink, Lines } from "../components/line-link.tsx";
import { Panel } from "../components/panel.tsx";
import { asLocale } from "../session/preferences.ts";
import type { Contact } from "./contact-page.tsx";

/** What the person bought, newest first. */
export async function Purchases({ purchases }: { purchases: Contact["purchases"] }) {
  const [t, choices, locale] = await Promise.all([
    getTranslations("contact"),
    getTranslations("choices"),
    getLocale(),
  ]);
  const say = createSay(asLocale(locale));
  const total = [
    t("orders", { count: purchases.orders }),
    t("tickets", { count: purchases.tickets }),
    say.money(purchases.spentCents, purchases.currency),
  ].join(" · ");
  return (
    <Panel
      title={t("purchases")}
      level={2}
      subtitle={purchases.orders > 0 && <span className="figures">{total}</span>}
      flush
    >
      <Lines>
        {purchases.last.map((order) => (
          <li key={order.id}>
            <LineLink
              href={`/orders/${order.id}`}
              title={order.performance}
              detail={[
                say.day(order.on),
                order.number,
                order.status === "paid" ? null : choices(`order_status.${order.status}`),
              ]
                .filter(Boolean)
                .join(" · ")}
              end={`${t("tickets", { count: order.tickets })} · ${say.money(order.totalCents, order.currency)}`}
            />
          </li>
        ))}
        {purchases.last.length === 0 && (
          <li className="px-4 py-3 text-sm text-faint">{t("noPurchase")}</li>
        )}
      </Lines>
    </Panel>
  );
}
