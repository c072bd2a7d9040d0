"use client";

import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { documentKinds, documentStatuses } from "#tools/documents/kinds.ts";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { type Column, DataList } from "../lists/data-list.tsx";
import { readAll } from "../lists/read-all.ts";
import { documentInput, type DocumentQuery } from "./document-query.ts";
import { PaperStatus } from "./paper-status.tsx";

type Answer = ToolOutput<"documents_list_documents">;
type Row = Answer["documents"][number];

export function DocumentList({
  answer,
  artists,
  query,
  first,
}: {
  answer: Answer;
  artists: { id: string; name: string }[];
  query: DocumentQuery;
  /** The first step where there is nothing yet. */
  first: ReactNode;
}) {
  const t = useTranslations("documents");
  const choice = useChoiceLabel();
  const filters = [
    {
      name: "kind",
      label: t("kind"),
      all: t("allKinds"),
      options: documentKinds.map((value) => ({ value, label: choice("document_kind", value) })),
    },
    {
      name: "status",
      label: t("status"),
      all: t("allStatuses"),
      options: documentStatuses.map((value) => ({
        value,
        label: choice("document_status", value),
      })),
    },
    ...(artists.length > 1
      ? [
          {
            name: "artist",
            label: t("artist"),
            all: t("allArtists"),
            options: artists.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
  ];
  return (
    <DataList
      label={t("title")}
      rows={answer.documents}
      total={answer.total}
      query={query}
      columns={useColumns()}
      filters={filters}
      searchLabel={t("search")}
      named={(row) => row.title}
      href={(row) => `/documents/${row.id}`}
      readAll={() =>
        readAll(
          "documents_list_documents",
          documentInput(query),
          (value: Answer) => value.documents,
        )
      }
      fileName={t("file")}
      empty={{
        icon: <FileText aria-hidden />,
        title: t("empty"),
        help: t("emptyHelp"),
        action: first,
      }}
    />
  );
}

function useColumns(): Column<Row>[] {
  const t = useTranslations("documents");
  const say = useSay();
  const choice = useChoiceLabel();
  return [
    {
      key: "title",
      label: t("name"),
      sortable: true,
      width: "minmax(10rem, 3fr)",
      cell: (row) => (
        <>
          <span className="block truncate">{row.title}</span>
          {row.number && (
            <span className="figures block truncate font-normal text-faint">{row.number}</span>
          )}
        </>
      ),
      csv: (row) => [row.title, row.number].filter(Boolean).join(" "),
    },
    {
      key: "kind",
      label: t("kind"),
      sortable: true,
      from: "md",
      width: "9rem",
      cell: (row) => choice("document_kind", row.kind),
      csv: (row) => choice("document_kind", row.kind),
    },
    {
      key: "performance",
      label: t("performance"),
      sortable: true,
      from: "lg",
      cell: (row) => row.performance ?? "–",
      csv: (row) => row.performance,
    },
    {
      key: "contact",
      label: t("contact"),
      from: "lg",
      cell: (row) => row.contact ?? "–",
      csv: (row) => row.contact,
    },
    {
      key: "issued_on",
      label: t("issued"),
      sortable: true,
      from: "md",
      width: "8rem",
      cell: (row) => (row.issuedOn ? say.shortDay(row.issuedOn) : "–"),
      csv: (row) => row.issuedOn,
    },
    {
      key: "status",
      label: t("status"),
      sortable: true,
      width: "7rem",
      cell: (row) => <PaperStatus status={row.status} />,
      csv: (row) => choice("document_status", row.status),
    },
    {
      key: "total",
      label: t("total"),
      sortable: true,
      figure: true,
      from: "sm",
      width: "7rem",
      cell: (row) => (row.totalCents === null ? "–" : say.money(row.totalCents, row.currency)),
      csv: (row) => (row.totalCents === null ? null : row.totalCents / 100),
    },
  ];
}
