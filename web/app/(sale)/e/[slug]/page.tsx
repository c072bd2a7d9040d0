import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { readEnv } from "#integrations/env.ts";
import { createSay } from "#tools/core/text.ts";
import { readSale } from "../../../../sale/read-sale.ts";
import { SaleView } from "../../../../sale/sale-view.tsx";
import { structuredData } from "../../../../sale/structured-data.ts";
import { asLocale } from "../../../../session/preferences.ts";

type Asked = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ code?: string | string[] }>;
};

async function open({ params, searchParams }: Asked) {
  const [{ slug }, { code }] = await Promise.all([params, searchParams]);
  const given = typeof code === "string" ? code.trim().slice(0, 60) : "";
  return { sale: await readSale(slug, given || undefined), given };
}

export async function generateMetadata(asked: Asked): Promise<Metadata> {
  const { sale } = await open(asked);
  const t = await getTranslations("sale");
  if (!sale) return { title: t("missing") };
  const locale = asLocale(await getLocale());
  const say = createSay(locale);
  const { artist, venue } = sale;
  const place = [venue?.name, venue?.city].filter(Boolean).join(", ");
  const prices = sale.ticketTypes.map((type) => type.priceCents + type.feeCents);
  const day = say.day(sale.day);
  const description =
    prices.length > 0 && sale.state === "on_sale"
      ? t("about", { artist, day, place, price: say.money(Math.min(...prices)) })
      : t("aboutNoPrice", { artist, day, place });
  const title = venue?.city
    ? t("title", { artist, place: venue.city })
    : t("titleNoPlace", { artist });
  const url = `${readEnv().KONCERT_URL}/e/${sale.slug}`;
  return {
    title: { absolute: title },
    description,
    alternates: { canonical: url },
    openGraph: {
      type: "website",
      title,
      description,
      url,
      siteName: sale.organizer.name,
      locale: locale === "fr" ? "fr_FR" : "en_GB",
    },
    twitter: { card: "summary_large_image", title, description },
  };
}

export default async function SalePage(asked: Asked) {
  const { sale, given } = await open(asked);
  if (!sale) notFound();
  return (
    <>
      <script
        type="application/ld+json"
        // Made from our own fields, with every « < » written as an escape.
        // oxlint-disable-next-line react/no-danger
        dangerouslySetInnerHTML={{
          __html: structuredData(sale, `${readEnv().KONCERT_URL}/e/${sale.slug}`),
        }}
      />
      <SaleView sale={sale} code={given} />
    </>
  );
}
