"use client";

import { Cog } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import type { ToolOutput } from "#tools/call-tool.ts";
import { runStatuses } from "#tools/organization/run-words.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Panel } from "../components/panel.tsx";
import { Select } from "../components/select.tsx";
import { ListFoot } from "../lists/list-foot.tsx";
import { type ListQuery, listAddress } from "../lists/list-query.ts";
import { RunLine } from "./run-line.tsx";

type Props = ToolOutput<"organization_list_runs"> & {
  query: ListQuery;
  opened: ToolOutput<"organization_get_run"> | null;
};

/** What the server does by itself, newest first; one line opened at a time, in place. */
export function RunList({ runs, total, query, opened }: Props) {
  const t = useTranslations("runs");
  const router = useRouter();
  const path = usePathname();
  const go = (change: Partial<ListQuery>) =>
    router.replace(listAddress(path, query, change), { scroll: false });
  return (
    <Panel flush>
      <div className="flex justify-end px-4 py-2">
        <Select
          label={t("state")}
          value={query.filters["status"] ?? ""}
          onChange={(status) => go({ filters: { status } })}
          options={[
            { value: "", label: t("all") },
            ...runStatuses.map((status) => ({ value: status, label: t(`status.${status}`) })),
          ]}
        />
      </div>
      {runs.length === 0 ? (
        <EmptyState icon={<Cog aria-hidden />} title={t("none")}>
          {t("noneHelp")}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {runs.map((run) => (
            <li key={run.id}>
              <RunLine
                run={run}
                steps={opened?.run.id === run.id ? opened.steps : null}
                onToggle={(isOpen) => {
                  const address = listAddress(path, query, { page: query.page });
                  const mark = address.includes("?") ? "&" : "?";
                  router.replace(
                    isOpen ? `${address}${mark}open=${encodeURIComponent(run.id)}` : address,
                    { scroll: false },
                  );
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <ListFoot
        total={total}
        page={query.page}
        shown={runs.length}
        onPage={(page) => go({ page })}
      />
    </Panel>
  );
}
