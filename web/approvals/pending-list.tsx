"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Text } from "#tools/core/text.ts";
import { ApprovalCard } from "../chat/approval-card.tsx";
import { DecisionsProvider } from "../chat/decisions.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";
import { useAsked } from "./use-asked.ts";

type Approval = ToolOutput<"organization_list_approvals">["approvals"][number];

/** What waits for a person: each request with exactly what will happen, and two buttons. */
export function PendingList({ approvals, open }: { approvals: Approval[]; open: string | null }) {
  const t = useTranslations("approvals");
  const { tell } = useTools();
  const asked = useAsked();
  const may = useMay()("organization:approve");
  const list = useRef<HTMLOListElement>(null);

  useEffect(() => {
    const item = open && list.current?.querySelector<HTMLElement>(`[data-request="${open}"]`);
    if (!item) return;
    item.scrollIntoView({ block: "center" });
    item.focus({ preventScroll: true });
  }, [open]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || target.isContentEditable) return;
      const items = [...(list.current?.querySelectorAll<HTMLElement>("[data-request]") ?? [])];
      const at = items.findIndex((item) => item.contains(target));
      const step = { j: 1, k: -1 }[event.key];
      const button = { a: 0, r: 1 }[event.key];
      if (step !== undefined && items.length > 0) {
        items[Math.min(Math.max(at + step, 0), items.length - 1)]?.focus();
      } else if (button !== undefined) {
        // The key points at the button; Enter decides.
        (items[at] ?? items[0])?.querySelectorAll<HTMLElement>("footer button")[button]?.focus();
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  if (approvals.length === 0) {
    return (
      <div className="rounded-lg border border-line bg-surface">
        <EmptyState icon={<Check aria-hidden />} title={t("none")}>
          {t("noneHelp")}
        </EmptyState>
      </div>
    );
  }
  return (
    <DecisionsProvider messages={[]}>
      <h2 className="sr-only">{t("pending")}</h2>
      <ol ref={list} className="flex flex-col gap-4">
        {approvals.map((approval) => (
          <li
            key={approval.id}
            data-request={approval.id}
            tabIndex={-1}
            className="flex scroll-mt-8 flex-col gap-1.5 rounded-lg outline-offset-4"
          >
            <p className="px-1 text-sm text-faint">{asked(approval)}</p>
            <ApprovalCard
              pending={{
                approvalId: approval.id,
                expiresAt: approval.expiresAt,
                preview: {
                  title: approval.title,
                  lines: approval.lines.map(({ label, value }) => ({ label: plain(label), value })),
                  warnings: approval.warnings.map(plain),
                },
              }}
              {...(may
                ? {}
                : { instead: <span className="text-sm text-soft">{t("readOnly")}</span> })}
              onDecided={tell}
            />
          </li>
        ))}
      </ol>
      {may && <p className="hidden text-sm text-faint lg:block">{t("keys")}</p>}
    </DecisionsProvider>
  );
}

/** Words that are in the reader's language already. */
const plain = (words: string): Text => ({ fr: words, en: words });
