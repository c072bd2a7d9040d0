"use client";

import { Check, ChevronDown, Clock, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { ListFoot } from "../lists/list-foot.tsx";
import { type ListQuery, listAddress } from "../lists/list-query.ts";
import { useAsked, useWhen } from "./use-asked.ts";

type Approval = ToolOutput<"organization_list_approvals">["approvals"][number];

/** What was decided, by whom and when, and what came of it. */
export function DecidedList({
  approvals,
  total,
  query,
  open,
}: {
  approvals: Approval[];
  total: number;
  query: ListQuery;
  open: string | null;
}) {
  const t = useTranslations("approvals");
  const router = useRouter();
  const path = usePathname();
  return (
    <Panel level={2} flush title={t("history")}>
      {approvals.length === 0 ? (
        <p className="border-t border-line px-4 py-4 text-sm text-faint">{t("noHistory")}</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {approvals.map((approval) => (
            <li key={approval.id}>
              <Decided approval={approval} open={approval.id === open} />
            </li>
          ))}
        </ul>
      )}
      <ListFoot
        total={total}
        page={query.page}
        shown={approvals.length}
        onPage={(page) => router.replace(listAddress(path, query, { page }), { scroll: false })}
      />
    </Panel>
  );
}

const marks = {
  accepted: <Check aria-hidden className="size-4 text-confirmed" />,
  refused: <X aria-hidden className="size-4 text-danger" />,
  expired: <Clock aria-hidden className="size-4 text-faint" />,
  pending: null,
};

function Decided({ approval, open }: { approval: Approval; open: boolean }) {
  const t = useTranslations("approvals");
  const say = useSay();
  const asked = useAsked();
  const when = useWhen();
  return (
    <details
      open={open || undefined}
      ref={(element) => {
        if (open) element?.scrollIntoView({ block: "center" });
      }}
      className="group"
    >
      <summary className="grid min-h-13 cursor-pointer list-none grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3 px-4 py-2 text-sm hover:bg-hover focus-visible:outline-offset-[-2px]">
        {marks[approval.status]}
        <span className="min-w-0">
          <span className="block truncate font-medium">{say(approval.title)}</span>
          <span className="figures block truncate text-faint">
            {t(`status.${approval.status}`)}
            {approval.decidedAt &&
              ` · ${t("decided", { name: approval.decidedBy ?? "–", when: when(approval.decidedAt) })}`}
          </span>
        </span>
        <ChevronDown
          aria-hidden
          className="size-4 text-faint transition-transform duration-200 group-open:rotate-180"
        />
      </summary>
      <div className="px-4 pb-4 pl-11 text-sm">
        {approval.result && <p className="mb-2 font-medium">{approval.result}</p>}
        <dl className="figures grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-6 gap-y-1">
          {approval.lines.map(({ label, value }, index) => (
            // Lines of a preview are fixed.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className="contents">
              <dt className="text-faint">{label}</dt>
              <dd className="min-w-0 break-words whitespace-pre-line">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-faint">{asked(approval)}</p>
      </div>
    </details>
  );
}
