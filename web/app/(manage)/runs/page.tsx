import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { runStatuses } from "#tools/organization/run-words.ts";
import { Follow } from "../../../feed/follow.tsx";
import { pageSize, readListQuery } from "../../../lists/list-query.ts";
import { RunList } from "../../../runs/run-list.tsx";
import type { PageInput } from "../../../session/page-input.ts";
import { readTool } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("runs"))("title") };
}

export default async function Runs({ searchParams }: PageInput) {
  const parameters = await searchParams;
  const query = readListQuery(parameters, { sorts: [], filters: { status: runStatuses } });
  const status = runStatuses.find((each) => each === query.filters["status"]);
  const open = typeof parameters["open"] === "string" ? parameters["open"].slice(0, 100) : null;
  const [t, { runs, total }] = await Promise.all([
    getTranslations("runs"),
    readTool("organization_list_runs", {
      ...(status ? { status } : {}),
      limit: pageSize,
      offset: (query.page - 1) * pageSize,
    }),
  ]);
  const opened = runs.some(({ id }) => id === open)
    ? await readTool("organization_get_run", { run: open ?? "" })
    : null;
  return (
    <Words of={["runs", "approvals"]}>
      <Follow topic="run" />
      <Page width="reading" title={t("title")} subtitle={t("subtitle")}>
        <RunList runs={runs} total={total} query={query} opened={opened} />
      </Page>
    </Words>
  );
}
