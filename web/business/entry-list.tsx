"use client";

import { HandCoins, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import type { ToolInput, ToolOutput } from "#tools/call-tool.ts";
import { toast } from "../components/toast.tsx";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import { callTool } from "../forms/call-tool.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { type Column, DataList } from "../lists/data-list.tsx";
import type { ListQuery } from "../lists/list-query.ts";
import type { Filter } from "../lists/list-tools.tsx";
import { readAll } from "../lists/read-all.ts";
import { useMay } from "../shell/permissions.tsx";
import { AddEntry } from "./add-entry.tsx";
import { kinds, periods } from "./entry-filters.ts";
import { useEditEntry } from "./use-edit-entry.ts";

type Answer = ToolOutput<"business_list_entries">;
type Entry = Answer["entries"][number];

/** What was written in the books, the latest first. */
export function EntryList({
  rows,
  total,
  currency,
  query,
  input,
  places,
}: {
  rows: Entry[];
  total: number;
  currency: string;
  query: ListQuery;
  input: ToolInput<"business_list_entries">;
  /** The tour or the date that the list is about. */
  places: Filter[];
}) {
  const t = useTranslations("business");
  const say = useSay();
  const choice = useChoiceLabel();
  const router = useRouter();
  const { run } = useTools();
  const edit = useEditEntry();
  const may = useMay()("business:write");
  const category = (kind: string, name: string) => choice(`${kind}_category`, name);

  const remove = async (entries: Entry[]) => {
    const [only] = entries;
    if (only && entries.length === 1) {
      await run("business_delete_entry", { entry: only.id });
      return;
    }
    let deleted = 0;
    for (const { id } of entries) {
      const outcome = await callTool("business_delete_entry", { entry: id }).catch(() => null);
      if (outcome?.ok) deleted += 1;
    }
    const left = entries.length - deleted;
    if (deleted > 0) toast(t("deleted", { count: deleted }));
    if (left > 0) toast(t("deleteFailed", { count: left }), { failed: true });
    router.refresh();
  };

  const columns: Column<Entry>[] = [
    {
      key: "label",
      label: t("entry"),
      sortable: true,
      width: "minmax(9rem, 2fr)",
      cell: (row) => (
        <span className="block min-w-0 py-0.5">
          <span className="block truncate" title={row.label}>
            {row.label}
          </span>
          <span className="block truncate text-sm font-normal text-faint @2xl:hidden">
            {[say.shortDay(row.on), row.performance ?? row.tour].filter(Boolean).join(" · ")}
          </span>
        </span>
      ),
      csv: (row) => row.label,
    },
    {
      key: "on",
      label: t("on"),
      sortable: true,
      from: "md",
      width: "8.5rem",
      cell: (row) => say.shortDay(row.on),
      csv: (row) => row.on,
    },
    {
      key: "kind",
      label: t("kind"),
      from: "lg",
      width: "6rem",
      cell: (row) => choice("entry_kind", row.kind),
      csv: (row) => choice("entry_kind", row.kind),
    },
    {
      key: "category",
      label: t("category"),
      sortable: true,
      from: "sm",
      cell: (row) => category(row.kind, row.category),
      csv: (row) => category(row.kind, row.category),
    },
    {
      key: "where",
      label: t("where"),
      from: "md",
      width: "minmax(9rem, 1.5fr)",
      cell: (row) => row.performance ?? row.tour ?? "–",
      csv: (row) => row.performance ?? row.tour,
    },
    {
      key: "contact",
      label: t("contact"),
      from: "lg",
      cell: (row) => row.contact ?? "–",
      csv: (row) => row.contact,
    },
    {
      key: "amount",
      label: t("amount"),
      sortable: true,
      figure: true,
      width: "8rem",
      cell: (row) => (
        <span className={classNames(row.kind === "income" ? "text-confirmed" : "text-ink")}>
          {row.kind === "income" ? "+" : "−"}
          {say.money(row.amountCents, currency)}
        </span>
      ),
      csv: (row) => (row.kind === "income" ? row.amountCents : -row.amountCents) / 100,
    },
  ];
  return (
    <DataList
      label={t("label")}
      rows={rows}
      total={total}
      query={query}
      columns={columns}
      searchLabel={t("search")}
      filters={[
        {
          name: "kind",
          label: t("category"),
          all: t("allKinds"),
          options: kinds.map((value) => {
            const [kind = "", name] = value.split(".");
            const whole = kind === "expense" ? t("allExpenses") : t("allIncomes");
            return { value, label: name ? category(kind, name) : whole };
          }),
        },
        {
          name: "period",
          label: t("period"),
          all: t("allPeriods"),
          options: Object.keys(periods).map((value) => ({
            value,
            label: t(value as keyof typeof periods),
          })),
        },
        ...places,
      ]}
      named={(row) => row.label}
      {...(may && { open: edit })}
      actions={
        may
          ? [
              {
                label: t("delete"),
                icon: <Trash2 aria-hidden className="size-3.5" />,
                danger: true,
                run: remove,
              },
            ]
          : []
      }
      readAll={() => readAll("business_list_entries", input, (value: Answer) => value.entries)}
      fileName={t("file")}
      empty={{
        icon: <HandCoins aria-hidden />,
        title: t("empty"),
        help: t("emptyHelp"),
        action: (
          <span className="flex flex-wrap justify-center gap-2">
            <AddEntry />
          </span>
        ),
      }}
    />
  );
}
