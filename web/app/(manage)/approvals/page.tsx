import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DecidedList } from "../../../approvals/decided-list.tsx";
import { PendingList } from "../../../approvals/pending-list.tsx";
import { listInput, readListQuery } from "../../../lists/list-query.ts";
import { readTool } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import { RefreshOften } from "../../../shell/refresh-often.tsx";
import type { PageInput } from "../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals"))("title") };
}

export default async function Approvals({ searchParams }: PageInput) {
  const parameters = await searchParams;
  const query = readListQuery(parameters, { sorts: [], filters: {} });
  const open = typeof parameters["open"] === "string" ? parameters["open"] : null;
  const [t, pending, decided] = await Promise.all([
    getTranslations("approvals"),
    readTool("organization_list_approvals", {}),
    readTool("organization_list_approvals", { ...listInput(query), status: "decided" }),
  ]);
  return (
    <Words of={["approvals"]}>
      <RefreshOften seconds={15} />
      <Page
        width="reading"
        title={t("title")}
        subtitle={
          pending.total > 0 && (
            <span aria-live="polite">{t("waiting", { count: pending.total })}</span>
          )
        }
      >
        <PendingList approvals={pending.approvals} open={open} />
        <DecidedList
          approvals={decided.approvals}
          total={decided.total}
          query={query}
          open={open}
        />
      </Page>
    </Words>
  );
}
