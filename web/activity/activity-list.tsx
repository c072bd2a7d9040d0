"use client";

import { Activity } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import { ListFoot } from "../lists/list-foot.tsx";
import { type ListQuery, listAddress } from "../lists/list-query.ts";
import { type Filter, ListTools } from "../lists/list-tools.tsx";
import { ActivityLine } from "./activity-line.tsx";

type Call = ToolOutput<"organization_list_activity">["calls"][number];

/** What was done, day by day; each line opens to what was asked and what it changed. */
export function ActivityList({
  calls,
  total,
  query,
  filters,
}: {
  calls: Call[];
  total: number;
  query: ListQuery;
  filters: Filter[];
}) {
  const t = useTranslations("activity");
  const say = useSay();
  const router = useRouter();
  const path = usePathname();
  const [pending, startTransition] = useTransition();
  const change = (next: Partial<ListQuery>) =>
    startTransition(() => router.replace(listAddress(path, query, next), { scroll: false }));
  const days = [...Map.groupBy(calls, (call) => call.day)];
  return (
    <section aria-label={t("label")} aria-busy={pending} className="flex flex-col gap-3">
      <ListTools
        query={query}
        filters={filters}
        label={t("search")}
        aside={null}
        selected={0}
        actions={[]}
        onChange={change}
        onClear={() => {}}
      />
      <div
        className={classNames(
          "overflow-clip rounded-lg border border-line bg-surface transition-opacity duration-120",
          pending && "opacity-60",
        )}
      >
        {days.map(([day, some]) => (
          <section key={day} aria-label={say.day(day)}>
            <h2 className="border-b border-line bg-sunken/50 px-4 py-1.5 text-sm text-faint first-letter:uppercase">
              {say.shortDay(day)}
            </h2>
            <ul className="divide-y divide-line border-b border-line">
              {some.map((call) => (
                <ActivityLine key={call.id} call={call} />
              ))}
            </ul>
          </section>
        ))}
        {calls.length === 0 && (
          <EmptyState icon={<Activity aria-hidden />} title={t("empty")}>
            {t("emptyHelp")}
          </EmptyState>
        )}
        <ListFoot
          total={total}
          page={query.page}
          shown={calls.length}
          onPage={(page) => change({ page })}
        />
      </div>
    </section>
  );
}
