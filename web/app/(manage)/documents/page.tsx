import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Skeleton } from "../../../components/skeleton.tsx";
import { DocumentList } from "../../../documents/document-list.tsx";
import { documentInput, readDocumentQuery } from "../../../documents/document-query.ts";
import { Passages } from "../../../documents/passages.tsx";
import { ToolButton } from "../../../forms/tool-button.tsx";
import { readTool, readToolIfAllowed } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import type { PageInput } from "../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("documents"))("title") };
}

export default async function Documents({ searchParams }: PageInput) {
  const query = readDocumentQuery(await searchParams);
  const [t, answer, catalogue] = await Promise.all([
    getTranslations("documents"),
    readTool("documents_list_documents", documentInput(query)),
    readToolIfAllowed("tours_list_artists", { limit: 100 }),
  ]);
  const add = (
    <ToolButton
      permission="documents:write"
      look="ink"
      icon={<Plus aria-hidden className="size-4" />}
      open="document"
      form={{ tool: "documents_create_document", title: t("new") }}
    >
      {t("new")}
    </ToolButton>
  );
  return (
    <Words of={["documents"]}>
      <Page title={t("title")} actions={add}>
        <DocumentList
          answer={answer}
          artists={catalogue?.artists ?? []}
          query={query}
          first={add}
        />
        {query.search && (
          <Suspense key={query.search} fallback={<Skeleton className="h-40 w-full rounded-lg" />}>
            <Passages words={query.search} />
          </Suspense>
        )}
      </Page>
    </Words>
  );
}
