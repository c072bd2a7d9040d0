"use client";

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- Columns fold away on a phone. */

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useRef, useState, useTransition } from "react";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { toast } from "../components/toast.tsx";
import { classNames } from "../design/class-names.ts";
import { saveFile, toCsv } from "./csv.ts";
import { ListFoot } from "./list-foot.tsx";
import { ListHead } from "./list-head.tsx";
import { type ListQuery, listAddress, pageSize } from "./list-query.ts";
import { ListRow } from "./list-row.tsx";
import { type Filter, ListTools } from "./list-tools.tsx";
import { useSelection } from "./use-selection.ts";

export type Column<Row> = {
  key: string;
  label: string;
  cell(row: Row): ReactNode;
  /** What the exported file holds; a column without it is left out of the file. */
  csv?(row: Row): string | number | null | undefined;
  /** Stands in the exported file alone. */
  fileOnly?: true;
  sortable?: boolean;
  figure?: boolean;
  /** Left out below this width: what matters stays on a phone. */
  from?: "sm" | "md" | "lg";
  /** The width of the column as CSS, such as `8rem` or `minmax(12rem, 2fr)`. */
  width?: string;
};

export type BulkAction<Row> = {
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  run(rows: Row[]): void | Promise<unknown>;
};

export type DataListProps<Row extends { id: string }> = {
  label: string;
  rows: Row[];
  /** Of all pages. */
  total: number;
  query: ListQuery;
  columns: Column<Row>[];
  filters?: Filter[];
  /** Where a row leads. */
  href?(row: Row): string;
  /** What a row without a page of its own opens: its form. */
  open?(row: Row): void;
  /** What a row is called, for who cannot see it. */
  named(row: Row): string;
  actions?: BulkAction<Row>[];
  /** All rows that answer the query, for the exported file; the export is offered where it stands. */
  readAll?(): Promise<Row[]>;
  fileName?: string;
  /** The first step where there is nothing at all yet. */
  empty: { icon?: ReactNode; title: string; help?: string; action?: ReactNode };
  searchLabel?: string;
  /** More buttons at the right of the tools. */
  aside?: ReactNode;
  /** Another view of the same rows, in place of the table: a map. */
  instead?: ReactNode;
};

/**
 * Every list of the workspace: search, filters, order and page in the address, rows by keyboard
 * (arrows or j and k, Enter opens, x selects, / searches), actions on several, export.
 */
export function DataList<Row extends { id: string }>(props: DataListProps<Row>) {
  const { rows, total, query, columns, actions = [], filters = [], named } = props;
  const t = useTranslations("list");
  const router = useRouter();
  const path = usePathname();
  const [pending, startTransition] = useTransition();
  const [busy, setBusy] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const selection = useSelection(rows);
  const shown = columns.filter(({ fileOnly }) => !fileOnly);
  const change = (next: Partial<ListQuery>) => {
    selection.clear();
    startTransition(() => router.replace(listAddress(path, query, next), { scroll: false }));
  };

  const exportAll = async () => {
    setBusy(true);
    try {
      const all = selection.rows.length > 0 ? selection.rows : await props.readAll?.();
      if (!all) return;
      const kept = columns.filter((column) => column.csv);
      const lines = all.map((row) => kept.map((column) => column.csv?.(row)));
      saveFile(
        `${props.fileName ?? "koncert"}.csv`,
        toCsv(
          kept.map(({ label }) => label),
          lines,
        ),
      );
      toast(t("exported", { count: all.length }));
    } catch {
      toast(t("exportFailed"), { failed: true });
    } finally {
      setBusy(false);
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (
      /^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(target.tagName) &&
      target.dataset["row"] === undefined
    )
      return;
    const items = [...(body.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = items.findIndex((item) => item === target || item.contains(target));
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      items[Math.min(Math.max(at + step, 0), items.length - 1)]?.focus();
    } else if (event.key === "x" && at >= 0 && rows[at]) {
      event.preventDefault();
      selection.toggle(rows[at], event.shiftKey);
    } else if (event.key === "Escape") selection.clear();
  };

  const nothing = query.search === "" && Object.keys(query.filters).length === 0 && total === 0;
  return (
    // The keys of its rows are heard here; each row can be reached on its own.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-label={props.label}
      aria-busy={pending}
      className="flex min-h-0 flex-col gap-3"
      onKeyDown={onKeyDown}
    >
      {!nothing && (
        <ListTools
          query={query}
          filters={filters}
          label={props.searchLabel ?? t("search")}
          onChange={change}
          aside={
            <>
              {props.aside}
              {props.readAll && (
                <Button
                  size="sm"
                  busy={busy}
                  icon={<Download aria-hidden className="size-3.5" />}
                  onClick={() => void exportAll()}
                >
                  {selection.rows.length > 0 ? t("exportSome") : t("export")}
                </Button>
              )}
            </>
          }
          selected={selection.rows.length}
          actions={actions.map((action) => ({
            ...action,
            run: async () => {
              await action.run(selection.rows);
              selection.clear();
            },
          }))}
          onClear={selection.clear}
        />
      )}
      {nothing ? (
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState icon={props.empty.icon} title={props.empty.title} action={props.empty.action}>
            {props.empty.help}
          </EmptyState>
        </div>
      ) : (
        (props.instead ?? (
          <div
            className={classNames(
              "@container overflow-clip rounded-lg border border-line bg-surface transition-opacity duration-120",
              pending && "opacity-60",
            )}
          >
            <div role="table" aria-label={props.label} aria-rowcount={total + 1}>
              <ListHead
                columns={shown}
                query={query}
                selectable={actions.length > 0}
                all={selection.all}
                onAll={selection.toggleAll}
                onSort={(key) =>
                  change({ sort: key, descending: query.sort === key && !query.descending })
                }
              />
              <div ref={body} role="rowgroup">
                {rows.map((row, index) => (
                  <ListRow
                    key={row.id}
                    row={row}
                    index={(query.page - 1) * pageSize + index}
                    columns={shown}
                    href={props.href?.(row)}
                    onOpen={props.open && (() => props.open?.(row))}
                    name={named(row)}
                    selectable={actions.length > 0}
                    selected={selection.has(row)}
                    onSelect={(range) => selection.toggle(row, range)}
                  />
                ))}
              </div>
            </div>
            {rows.length === 0 && (
              <EmptyState
                title={t("nothing")}
                action={
                  <Button size="sm" onClick={() => change({ search: "", filters: {} })}>
                    {t("reset")}
                  </Button>
                }
              >
                {t("nothingHelp")}
              </EmptyState>
            )}
            <ListFoot
              total={total}
              page={query.page}
              shown={rows.length}
              onPage={(page) => change({ page })}
            />
          </div>
        ))
      )}
    </section>
  );
}
