import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { createSay } from "#tools/core/text.ts";
import { saleStates } from "#tools/ticketing/sale-state-names.ts";
import { buttonLook } from "../../../components/button-look.ts";
import { Warnings } from "../../../figures/warnings.tsx";
import { Figure, Figures } from "../../../components/figures.tsx";
import { listInput, readListQuery } from "../../../lists/list-query.ts";
import { readTool, requireSession } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import { RefreshOften } from "../../../shell/refresh-often.tsx";
import { SalesList } from "../../../ticketing/sales-list.tsx";
import { SellButton } from "../../../ticketing/sell-button.tsx";
import type { PageInput } from "../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ticketing"))("title") };
}

export default async function Ticketing({ searchParams }: PageInput) {
  const query = readListQuery(await searchParams, {
    sorts: ["day", "artist", "sold", "gross", "recent"],
    filters: { sale_state: saleStates },
  });
  const state = saleStates.find((one) => one === query.filters["sale_state"]);
  const [t, figuresWords, session, { warnings }, { dates, total, figures, currency }] =
    await Promise.all([
      getTranslations("ticketing"),
      getTranslations("figures"),
      requireSession(),
      readTool("ticketing_list_warnings", {}),
      readTool("ticketing_list_sales", {
        ...listInput(query),
        ...(state && { sale_state: state }),
      }),
    ]);
  const say = createSay(session.locale);
  const share =
    figures.capacity > 0 ? Math.round((figures.sold / figures.capacity) * 100) * 100 : 0;
  return (
    <Words of={["ticketing"]}>
      <RefreshOften seconds={30} />
      <Page
        title={t("title")}
        actions={
          <>
            <Link href="/ticketing/declaration" className={buttonLook("quiet", "md")}>
              {figuresWords("declaration")}
            </Link>
            <Link href="/ticketing/stats" className={buttonLook("quiet", "md")}>
              {figuresWords("stats")}
            </Link>
            <SellButton />
          </>
        }
      >
        <Warnings warnings={warnings} say={say} />
        {total > 0 && (
          <Figures>
            <Figure
              label={t("sold")}
              value={say.number(figures.sold)}
              note={t("soldNote", {
                capacity: say.number(figures.capacity),
                share: say.percent(share),
              })}
            />
            <Figure
              label={t("gross")}
              value={say.money(Math.round(figures.grossCents / 100) * 100, currency)}
              note={t("grossNote")}
            />
            <Figure
              label={t("recent")}
              value={say.number(figures.recent)}
              note={t("recentNote", { money: say.money(figures.recentCents, currency) })}
            />
            <Figure
              label={t("onSale")}
              value={say.number(figures.onSale)}
              note={t("onSaleNote", { count: figures.dates })}
            />
          </Figures>
        )}
        <SalesList rows={dates} total={total} currency={currency} query={query} />
      </Page>
    </Words>
  );
}
