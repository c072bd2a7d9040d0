import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listInput, readListQuery } from "../../../lists/list-query.ts";
import { readTool } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import { NewTour } from "../../../tours/new-tour.tsx";
import { TourList } from "../../../tours/tour-list.tsx";
import type { PageInput } from "../../../session/page-input.ts";

const statuses = ["planned", "running", "finished", "cancelled"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tours"))("title") };
}

export default async function Tours({ searchParams }: PageInput) {
  const query = readListQuery(await searchParams, {
    sorts: ["name", "artist", "starts", "dates", "sold", "status"],
    filters: { status: statuses },
  });
  const status = statuses.find((one) => one === query.filters["status"]);
  const input = { ...listInput(query), ...(status ? { tour_status: status } : {}) };
  const [t, choices, { tours, total }] = await Promise.all([
    getTranslations("tours"),
    getTranslations("choices.tour_status"),
    readTool("tours_list_tours", input),
  ]);
  return (
    <Words of={["tours"]}>
      <Page title={t("title")} actions={<NewTour />}>
        <TourList
          rows={tours}
          total={total}
          query={query}
          input={input}
          filters={[
            {
              name: "status",
              label: t("status"),
              all: t("allStatuses"),
              options: statuses.map((value) => ({ value, label: choices(value) })),
            },
          ]}
        />
      </Page>
    </Words>
  );
}
