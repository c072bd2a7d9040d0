import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { readEnv } from "#integrations/env.ts";
import { createSay } from "#tools/core/text.ts";
import { buttonLook } from "../../../../components/button-look.ts";
import { DayBlock } from "../../../../components/date-row.tsx";
import { readTool, requireSession } from "../../../../session/read-tool.ts";
import { Words } from "../../../../session/words.tsx";
import { Columns } from "../../../../shell/columns.tsx";
import { OnScreen } from "../../../../shell/on-screen.tsx";
import { Page } from "../../../../shell/page.tsx";
import { RefreshOften } from "../../../../shell/refresh-often.tsx";
import { DateTabs } from "../../../../figures/date-tabs.tsx";
import { Warnings } from "../../../../figures/warnings.tsx";
import { BoxFigures } from "../../../../ticketing/box-figures.tsx";
import { Breakdown } from "../../../../ticketing/breakdown.tsx";
import { FollowUp } from "../../../../ticketing/follow-up.tsx";
import { GuestLists } from "../../../../ticketing/guest-lists.tsx";
import { LastOrders } from "../../../../ticketing/last-orders.tsx";
import { PublicPage } from "../../../../ticketing/public-page.tsx";
import { PublishButton } from "../../../../ticketing/publish-button.tsx";
import { SaleState } from "../../../../ticketing/sale-state.tsx";
import { SalesCurve } from "../../../../ticketing/sales-curve.tsx";
import { SellButton } from "../../../../ticketing/sell-button.tsx";
import { TicketRules } from "../../../../ticketing/ticket-rules.tsx";
import { TicketTypes } from "../../../../ticketing/ticket-types.tsx";
import type { PageInput } from "../../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ticketing"))("title") };
}

export default async function BoxOffice({ params, searchParams }: PageInput<"id">) {
  const [{ id }, { compare }] = await Promise.all([params, searchParams]);
  const [t, session, box, { warnings }, followUp, rules] = await Promise.all([
    getTranslations("ticketing"),
    requireSession(),
    readTool("ticketing_get_box_office", {
      performance: id,
      ...(typeof compare === "string" && compare !== id ? { compare } : {}),
    }),
    readTool("ticketing_list_warnings", { performances: [id] }),
    readTool("ticketing_get_follow_up", { performance: id }),
    readTool("ticketing_get_ticket_rules", { performance: id }),
  ]);
  const say = createSay(session.locale);
  const share = box.capacity ? box.sold / box.capacity : 0;
  const buyable =
    box.state === "on_sale" || box.state === "sold_out" || box.state === "not_on_sale";
  return (
    <Words of={["ticketing", "afterSale"]}>
      <OnScreen kind="performance" id={box.performanceId} label={box.label} />
      <RefreshOften seconds={20} />
      <Page
        back={{ href: "/ticketing", label: t("title") }}
        lead={<DayBlock alone day={box.day} />}
        title={box.city ?? box.venue ?? box.artist}
        subtitle={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>{[box.artist, box.venue].filter(Boolean).join(" · ")}</span>
            <SaleState state={box.state} share={share} />
          </span>
        }
        actions={
          <>
            <Link href={`/performances/${box.performanceId}`} className={buttonLook("quiet", "md")}>
              {t("performance")}
            </Link>
            {buyable && <SellButton performance={box.performanceId} />}
            {box.state === "not_on_sale" && box.status === "confirmed" && (
              <PublishButton
                performance={box.performanceId}
                ready={box.ticketTypes.some(({ kind }) => kind !== "comp" && kind !== "staff")}
              />
            )}
          </>
        }
      >
        <DateTabs id={box.performanceId} />
        <Warnings warnings={warnings} say={say} />
        <BoxFigures box={box} say={say} t={t} />
        <Columns
          aside={
            <>
              <PublicPage url={`${readEnv().KONCERT_URL}/e/${box.slug}`} slug={box.slug} />
              <Breakdown box={box} />
              <FollowUp facts={followUp} status={box.status} />
              <GuestLists box={box} />
              <TicketRules rules={rules} />
            </>
          }
        >
          <SalesCurve box={box} />
          <TicketTypes box={box} />
          <LastOrders box={box} />
        </Columns>
      </Page>
    </Words>
  );
}
