import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { createSay } from "#tools/core/text.ts";
import { DateRow } from "../../../components/date-row.tsx";
import { EmptyState } from "../../../components/empty-state.tsx";
import { Panel } from "../../../components/panel.tsx";
import { AskBox } from "../../../dashboard/ask-box.tsx";
import { DailyBars } from "../../../dashboard/daily-bars.tsx";
import { KeyFigures } from "../../../dashboard/key-figures.tsx";
import { LastActivity } from "../../../dashboard/last-activity.tsx";
import { NeedsYou } from "../../../dashboard/needs-you.tsx";
import { Start } from "../../../dashboard/start.tsx";
import { firstName } from "../../../session/first-name.ts";
import {
  currentDesk,
  readTool,
  readToolIfAllowed,
  requireSession,
} from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("dashboard"))("title") };
}

export default async function Dashboard() {
  const session = await requireSession();
  const say = createSay(session.locale);
  const [t, overview, brief, approvals, activity, ticketing] = await Promise.all([
    getTranslations("dashboard"),
    readTool("organization_get_overview", {}),
    readToolIfAllowed("tours_brief", {}),
    currentDesk().then(({ waiting }) =>
      waiting > 0 ? readToolIfAllowed("organization_list_approvals", {}) : null,
    ),
    readToolIfAllowed("organization_list_activity", { limit: 6 }),
    readToolIfAllowed("ticketing_list_warnings", {}),
  ]);
  const name = firstName(session.user.name);
  const { sales } = overview;
  return (
    <Words of={["dashboard"]}>
      <Page
        title={name ? t("hello", { name }) : t("title")}
        subtitle={t("today", { day: say.day(overview.today), organization: overview.organization })}
      >
        {overview.empty ? (
          <Start />
        ) : (
          <>
            <AskBox ideas={[t("ideas.brief"), t("ideas.week"), t("ideas.sales")]} />
            <KeyFigures overview={overview} say={say} />
            <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
              <div className="flex min-w-0 flex-col gap-5">
                {sales && (
                  <Panel title={t("chart")} level={2} subtitle={t("chartNote")}>
                    <DailyBars
                      series={sales.series}
                      currency={sales.currency}
                      say={say}
                      label={t("chart")}
                    />
                  </Panel>
                )}
                <Panel
                  title={t("next")}
                  level={2}
                  flush
                  aside={
                    <Link
                      href="/performances"
                      className="px-2 text-sm text-soft underline-offset-4 hover:underline"
                    >
                      {t("all")}
                    </Link>
                  }
                >
                  <div className="@container border-t border-line">
                    {brief?.next.length ? (
                      <ul className="divide-y divide-line">
                        {brief.next.map((date) => (
                          <li key={date.id}>
                            <DateRow
                              date={date}
                              named
                              actions={
                                <Link
                                  href={`/performances/${date.id}`}
                                  className="inline-flex h-8 items-center rounded-sm border border-line bg-surface px-3 text-sm hover:bg-hover"
                                >
                                  {t("open")}
                                </Link>
                              }
                            />
                          </li>
                        ))}
                      </ul>
                    ) : (
                      <EmptyState title={t("noNext")}>{t("noNextHelp")}</EmptyState>
                    )}
                  </div>
                </Panel>
              </div>
              <div className="flex min-w-0 flex-col gap-5">
                <NeedsYou
                  brief={brief}
                  approvals={approvals?.approvals ?? []}
                  warnings={ticketing?.warnings ?? []}
                  say={say}
                />
                {activity && activity.calls.length > 0 && (
                  <LastActivity activity={activity} say={say} />
                )}
              </div>
            </div>
          </>
        )}
      </Page>
    </Words>
  );
}
