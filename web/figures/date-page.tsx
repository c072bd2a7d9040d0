import { getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { buttonLook } from "../components/button-look.ts";
import { DayBlock } from "../components/date-row.tsx";
import { Words } from "../session/words.tsx";
import { OnScreen } from "../shell/on-screen.tsx";
import { Page } from "../shell/page.tsx";
import { SaleState } from "../ticketing/sale-state.tsx";
import { DateTabs } from "./date-tabs.tsx";

/** The frame of the pages about one date's ticketing: which date, its state, and the other pages. */
export async function DatePage({
  box,
  actions,
  words = [],
  children,
}: {
  box: ToolOutput<"ticketing_get_box_office">;
  actions?: ReactNode;
  words?: string[];
  children: ReactNode;
}) {
  const [t, saleWords] = await Promise.all([
    getTranslations("figures"),
    getTranslations("ticketing"),
  ]);
  return (
    <Words of={["figures", "ticketing", ...words]}>
      <OnScreen kind="performance" id={box.performanceId} label={box.label} />
      <Page
        back={{ href: "/ticketing", label: t("back") }}
        lead={<DayBlock day={box.day} />}
        title={box.city ?? box.venue ?? box.artist}
        subtitle={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>{[box.artist, box.venue].filter(Boolean).join(" · ")}</span>
            <SaleState state={box.state} share={box.capacity ? box.sold / box.capacity : 0} />
          </span>
        }
        actions={
          actions ?? (
            <Link href={`/performances/${box.performanceId}`} className={buttonLook("quiet", "md")}>
              {saleWords("performance")}
            </Link>
          )
        }
      >
        <DateTabs id={box.performanceId} />
        {children}
      </Page>
    </Words>
  );
}
