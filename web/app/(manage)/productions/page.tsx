import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { productionKinds } from "#tools/tours/kinds.ts";
import { ToolButton } from "../../../forms/tool-button.tsx";
import { listInput, readListQuery } from "../../../lists/list-query.ts";
import { ProductionList } from "../../../productions/production-list.tsx";
import { readTool } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import type { PageInput } from "../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("productions"))("title") };
}

export default async function Productions({ searchParams }: PageInput) {
  const query = readListQuery(await searchParams, {
    sorts: ["title", "artist", "kind", "duration", "paid", "dates", "next"],
    filters: { kind: productionKinds },
  });
  const kind = productionKinds.find((one) => one === query.filters["kind"]);
  const [t, { productions, total }] = await Promise.all([
    getTranslations("productions"),
    readTool("tours_list_productions", { ...listInput(query), kind }),
  ]);
  const add = (
    <ToolButton
      permission="tours:write"
      look="ink"
      icon={<Plus aria-hidden className="size-4" />}
      open="production"
      form={{ tool: "tours_create_production", title: t("new") }}
    >
      {t("new")}
    </ToolButton>
  );
  return (
    <Words of={["productions"]}>
      <Page title={t("title")} actions={add}>
        <ProductionList rows={productions} total={total} query={query} first={add} />
      </Page>
    </Words>
  );
}
