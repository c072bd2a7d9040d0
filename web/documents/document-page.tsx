import { FileDown, FilePen, Tag } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { writtenKinds } from "#tools/documents/kinds.ts";
import { buttonLook } from "../components/button-look.ts";
import { Notice } from "../components/notice.tsx";
import { ToolButton } from "../forms/tool-button.tsx";
import { Columns } from "../shell/columns.tsx";
import { OnScreen } from "../shell/on-screen.tsx";
import { Page } from "../shell/page.tsx";
import { DocumentComparison } from "./document-comparison.tsx";
import { DocumentFacts } from "./document-facts.tsx";
import { DocumentPaper } from "./document-paper.tsx";
import { DocumentVersions } from "./document-versions.tsx";
import { ReadInDocument } from "./read-in-document.tsx";
import { PaperStatus } from "./paper-status.tsx";

export type Reading = ToolOutput<"documents_read_file">;
export type Document = ToolOutput<"documents_get_document">;

export async function DocumentPage({
  document,
  compared,
  reading,
  history,
}: {
  document: Document;
  /** What a received document proposes; null for one that was written here. */
  reading: Reading | null;
  /** The version to compare this one with. */
  compared: Document | null;
  history: ReactNode;
}) {
  const [t, list] = await Promise.all([getTranslations("document"), getTranslations("documents")]);
  const { id, title, version, latest } = document;
  const kind = writtenKinds.find((one) => one === document.kind);
  const pdf = `/api/documents/${id}.pdf${version === latest ? "" : `?version=${version}`}`;
  return (
    <Page
      title={title}
      subtitle={
        <span className="flex flex-wrap items-center gap-x-3">
          <PaperStatus status={document.status} />
          {document.number && <span className="figures">{document.number}</span>}
        </span>
      }
      back={{ href: "/documents", label: list("title") }}
      actions={
        <>
          <ToolButton
            permission="documents:write"
            icon={<Tag aria-hidden className="size-4" />}
            form={{
              tool: "documents_set_status",
              title: t("setStatus"),
              preset: { document: id },
              initial: { document_status: document.status },
            }}
          >
            {t("setStatus")}
          </ToolButton>
          {kind && kind !== "invoice" && document.performanceId && (
            <ToolButton
              permission="documents:write"
              icon={<FilePen aria-hidden className="size-4" />}
              open="document"
              form={{
                tool: "documents_create_document",
                title: t("rewrite"),
                preset: {
                  kind,
                  performance: document.performanceId,
                  language: document.language,
                },
                only: ["title", "amount", "notes"],
              }}
            >
              {t("rewrite")}
            </ToolButton>
          )}
          {(document.content || document.file) && (
            <a href={pdf} target="_blank" rel="noreferrer" className={buttonLook("ink", "md")}>
              <FileDown aria-hidden className="size-4" />
              {t(document.file ? "openFile" : "download")}
            </a>
          )}
        </>
      }
    >
      <OnScreen kind="document" id={id} label={title} />
      <Columns
        aside={
          <>
            <DocumentFacts document={document} />
            <DocumentVersions
              document={{ id, version, latest, versions: document.versions }}
              compared={compared?.version ?? null}
            />
            {history}
          </>
        }
      >
        {version < latest && (
          <Notice
            tone="warning"
            action={
              <Link href={`/documents/${id}`} className="underline">
                {t("seeLatest")}
              </Link>
            }
          >
            {t("older", { version, latest })}
          </Notice>
        )}
        {compared && (
          <DocumentComparison
            before={compared.text}
            after={document.text}
            versions={{ before: compared.version, after: version }}
          />
        )}
        {document.content ? (
          <DocumentPaper content={document.content} />
        ) : (
          <>
            {reading ? <ReadInDocument reading={reading} /> : <Notice>{t("notWritten")}</Notice>}
            <p className="rounded-lg border border-line bg-surface p-5 text-sm break-words whitespace-pre-line">
              {document.text || t("noText")}
            </p>
          </>
        )}
      </Columns>
    </Page>
  );
}
