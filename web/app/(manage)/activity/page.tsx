import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import { ActivityList } from "../../../activity/activity-list.tsx";
import { readActivityQuery } from "../../../activity/activity-query.ts";
import { listInput } from "../../../lists/list-query.ts";
import { dayOf } from "../../../session/day-of.ts";
import { readTool, readToolIfAllowed } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import type { PageInput } from "../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("activity"))("title") };
}

export default async function ActivityPage({ searchParams }: PageInput) {
  const today = dayOf(new Date().toISOString(), await getTimeZone());
  const { query, filters, options } = readActivityQuery(await searchParams, today);
  const [t, choices, { calls, total }, team] = await Promise.all([
    getTranslations("activity"),
    getTranslations("choices"),
    readTool("organization_list_activity", { ...listInput(query), ...filters }),
    readToolIfAllowed("organization_list_members", {}),
  ]);
  return (
    <Words of={["activity", "history"]}>
      <Page title={t("title")}>
        <ActivityList
          calls={calls}
          total={total}
          query={query}
          filters={[
            ...(team
              ? [
                  {
                    name: "member",
                    label: t("member"),
                    all: t("allMembers"),
                    options: team.members.map(({ id, name }) => ({ value: id, label: name })),
                  },
                ]
              : []),
            {
              name: "domain",
              label: t("domain"),
              all: t("allDomains"),
              options: options.domains.map((value) => ({
                value,
                label: choices(`tool_domain.${value}`),
              })),
            },
            {
              name: "via",
              label: t("via"),
              all: t("allVias"),
              options: options.vias.map((value) => ({ value, label: choices(`via.${value}`) })),
            },
            {
              name: "period",
              label: t("period"),
              all: t("allPeriods"),
              options: options.periods.map((value) => ({ value, label: t(value) })),
            },
          ]}
        />
      </Page>
    </Words>
  );
}
