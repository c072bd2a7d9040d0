import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { readResaleOffer } from "../../../../sale/read-after-sale.ts";
import { WaitingView } from "../../../../sale/waiting-view.tsx";

type Asked = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const offer = await readResaleOffer((await params).token);
  const t = await getTranslations();
  return {
    title: {
      absolute: offer
        ? t("waiting.titleFor", { artist: offer.performance.artist })
        : t("sale.missing"),
    },
    robots: { index: false, follow: false },
    referrer: "no-referrer",
  };
}

/** The secret page of a place on a waiting list. */
export default async function WaitingPage({ params }: Asked) {
  const { token } = await params;
  const offer = await readResaleOffer(token);
  if (!offer) notFound();
  return <WaitingView offer={offer} token={token} />;
}
