"use client";

import { ContactRound, Download, Tag, Tags } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { consentStatuses, contactKinds } from "#tools/contacts/kinds.ts";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { type Column, DataList } from "../lists/data-list.tsx";
import { useMay } from "../shell/permissions.tsx";
import { contactFilters, type ContactQuery } from "./contact-query.ts";
import { ExportContacts, useSaveContacts } from "./export-contacts.tsx";

type Answer = ToolOutput<"contacts_find_contacts">;
type Contact = Answer["contacts"][number];
const mostTags = 60;

export function ContactList({
  answer,
  tags,
  query,
  first,
}: {
  answer: Answer;
  tags: { tag: string; contacts: number }[];
  query: ContactQuery;
  /** The first step where there is nothing yet. */
  first: ReactNode;
}) {
  const t = useTranslations("contacts");
  const choice = useChoiceLabel();
  const may = useMay();
  const list = useTranslations("list");
  const saveContacts = useSaveContacts();
  const { openForm } = useTools();
  const chosenTag = query.filters["tag"];
  const known = tags.slice(0, mostTags);
  const options = known.some(({ tag }) => tag === chosenTag)
    ? known
    : [...known, ...(chosenTag ? [{ tag: chosenTag, contacts: 0 }] : [])];
  const filters = [
    {
      name: "kind",
      label: t("kind"),
      all: t("allKinds"),
      options: contactKinds.map((value) => ({ value, label: choice("contact_kind", value) })),
    },
    ...(options.length > 0
      ? [
          {
            name: "tag",
            label: t("tag"),
            all: t("allTags"),
            options: options.map(({ tag }) => ({ value: tag, label: tag })),
          },
        ]
      : []),
    {
      name: "consent",
      label: t("consent"),
      all: t("allConsents"),
      options: consentStatuses.map((value) => ({ value, label: t(value) })),
    },
    ...(query.filters["company"]
      ? [
          {
            name: "company",
            label: t("company"),
            all: "–",
            options: [{ value: query.filters["company"], label: query.filters["company"] }],
          },
        ]
      : []),
  ];
  const tagging = (remove: boolean) => (rows: Contact[]) =>
    openForm({
      tool: "contacts_tag_contacts",
      title: t(remove ? "untagTitle" : "tagTitle", { count: rows.length }),
      preset: { contacts: rows.map(({ id }) => id), ...(remove ? { remove } : {}) },
      only: ["tag"],
    });
  return (
    <DataList
      label={t("title")}
      rows={answer.contacts}
      total={answer.total}
      query={query}
      columns={useColumns()}
      filters={filters}
      named={(row) => row.name}
      href={(row) => `/contacts/${row.id}`}
      actions={[
        ...(may("contacts:write")
          ? [
              { label: t("addTag"), icon: <Tag aria-hidden />, run: tagging(false) },
              { label: t("removeTag"), icon: <Tags aria-hidden />, run: tagging(true) },
            ]
          : []),
        ...(may("contacts:export")
          ? [
              {
                label: list("exportSome"),
                icon: <Download aria-hidden />,
                run: (rows: Contact[]) => saveContacts({ contacts: rows.map(({ id }) => id) }),
              },
            ]
          : []),
      ]}
      aside={may("contacts:export") && <ExportContacts filter={contactFilters(query)} />}
      empty={{
        icon: <ContactRound aria-hidden />,
        title: t("empty"),
        help: t("emptyHelp"),
        action: first,
      }}
    />
  );
}

function useColumns(): Column<Contact>[] {
  const t = useTranslations("contacts");
  const say = useSay();
  const choice = useChoiceLabel();
  return [
    {
      key: "name",
      label: t("name"),
      sortable: true,
      width: "minmax(10rem, 1.5fr)",
      cell: (row) => (
        <>
          <span className="block truncate">{row.name}</span>
          {(row.jobTitle ?? row.company) && (
            <span className="block truncate font-normal text-faint @4xl:hidden">
              {[row.jobTitle, row.company].filter(Boolean).join(", ")}
            </span>
          )}
        </>
      ),
      csv: (row) => row.name,
    },
    {
      key: "kind",
      label: t("kind"),
      sortable: true,
      from: "sm",
      width: "7rem",
      cell: (row) => choice("contact_kind", row.kind),
      csv: (row) => choice("contact_kind", row.kind),
    },
    {
      key: "company",
      label: t("company"),
      sortable: true,
      from: "lg",
      cell: (row) => row.company ?? "–",
      csv: (row) => row.company,
    },
    {
      key: "email",
      label: t("email"),
      from: "md",
      width: "minmax(9rem, 1.3fr)",
      cell: (row) => row.email ?? row.phone ?? "–",
      csv: (row) => row.email,
    },
    {
      key: "city",
      label: t("city"),
      sortable: true,
      from: "md",
      cell: (row) => row.city ?? "–",
      csv: (row) => row.city,
    },
    {
      key: "tags",
      label: t("tags"),
      from: "lg",
      cell: (row) => row.tags.join(", ") || "–",
      csv: (row) => row.tags.join(", "),
    },
    {
      key: "last_purchase",
      label: t("lastPurchase"),
      sortable: true,
      width: "8rem",
      from: "sm",
      cell: (row) => (row.lastPurchaseOn ? say.shortDay(row.lastPurchaseOn) : "–"),
      csv: (row) => row.lastPurchaseOn,
    },
  ];
}
