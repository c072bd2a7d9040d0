import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { OrderView } from "../../../../sale/order-view.tsx";
import { readOrder } from "../../../../sale/read-sale.ts";

type Asked = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const order = await readOrder((await params).token);
  const t = await getTranslations();
  const title =
    order === null
      ? t("sale.missing")
      : order.paidAt
        ? t("buyerTickets.titleFor", { artist: order.performance.artist })
        : t("checkout.title");
  return {
    title: { absolute: title },
    robots: { index: false, follow: false },
    referrer: "no-referrer",
  };
}

/** The secret page of an order: its payment while places are held, its tickets afterwards. */
export default async function OrderPage({ params }: Asked) {
  const order = await readOrder((await params).token);
  if (!order) notFound();
  return <OrderView order={order} />;
}
