"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LineLink, Lines } from "../components/line-link.tsx";
import { Panel } from "../components/panel.tsx";
import { PaperStatus } from "./paper-status.tsx";

type Paper = {
  id: string;
  kind: string;
  title: string;
  number: string | null;
  status: string;
  version: number;
};

/** The documents of a row. Its page sends the words « papers ». */
export function PapersPanel({ papers, aside }: { papers: Paper[]; aside?: ReactNode }) {
  const t = useTranslations("papers");
  const kinds = useTranslations("documentKind");
  if (papers.length === 0 && !aside) return null;
  return (
    <Panel title={t("title")} level={2} aside={aside} flush>
      {papers.length === 0 ? (
        <p className="border-t border-line px-4 py-3 text-sm text-faint">{t("none")}</p>
      ) : (
        <Lines>
          {papers.map((paper) => (
            <li key={paper.id}>
              <LineLink
                href={`/documents/${paper.id}`}
                title={paper.title}
                detail={[
                  // Most titles begin with the kind.
                  paper.title.startsWith(kinds(paper.kind)) ? null : kinds(paper.kind),
                  paper.number,
                  paper.version > 1 ? t("version", { version: paper.version }) : null,
                ]
                  .filter(Boolean)
                  .join(" · ")}
                end={<PaperStatus status={paper.status} />}
              />
            </li>
          ))}
        </Lines>
      )}
    </Panel>
  );
}
