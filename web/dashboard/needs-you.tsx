import { CalendarClock, CircleDashed, Hand, TicketX, TrendingDown } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { DateRow } from "#tools/core/card.ts";
import type { Say } from "#tools/core/text.ts";
import { sayWarning } from "#tools/ticketing/platform-warnings.ts";
import { missingWord } from "#tools/tours/rules.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Panel } from "../components/panel.tsx";

type Approvals = ToolOutput<"organization_list_approvals">["approvals"];

type Need = { key: string; href: string; icon: ReactNode; title: string; detail: string };

const mostOfEach = 4;

/** What waits for a decision, an answer or a missing piece, the most pressing first. */
export async function NeedsYou({
  brief,
  approvals,
  warnings,
  say,
}: {
  brief: ToolOutput<"tours_brief"> | null;
  approvals: Approvals;
  warnings: ToolOutput<"ticketing_list_warnings">["warnings"];
  say: Say;
}) {
  const t = await getTranslations("dashboard");
  const where = (date: DateRow) =>
    [date.city ?? date.title, say.shortDay(date.day)].filter(Boolean).join(", ");
  const seen = new Set<string>();
  const needs: Need[] = [
    ...approvals.slice(0, mostOfEach).map((approval) => ({
      key: approval.id,
      href: `/approvals?open=${approval.id}`,
      icon: <Hand aria-hidden className="text-signal" />,
      title: say(approval.title),
      detail: t("approvalNote", { by: approval.requestedBy ?? "–" }),
    })),
    ...warnings.slice(0, mostOfEach).map((one) => ({
      key: `${one.kind} ${one.performanceId} ${one.platform}`,
      href: `/ticketing/${one.performanceId}/platforms`,
      icon: <TicketX aria-hidden className="text-danger" />,
      title: one.performance,
      detail: sayWarning(one, say),
    })),
    ...(brief?.holdsToDecide ?? []).slice(0, mostOfEach).map(({ date, by }) => ({
      key: `hold ${date.id}`,
      href: `/performances/${date.id}`,
      icon: <CalendarClock aria-hidden className="text-option" />,
      title: t("hold", { rank: date.holdRank ?? 1, where: where(date) }),
      detail: by ? t("holdBy", { day: say.shortDay(by) }) : t("holdOpen"),
    })),
    ...(brief?.urgent ?? [])
      .filter(({ id }) => !seen.has(id) && seen.add(id))
      .slice(0, mostOfEach)
      .map((date) => ({
        key: `missing ${date.id}`,
        href: `/performances/${date.id}`,
        icon: <CircleDashed aria-hidden className="text-option" />,
        title: where(date),
        detail: t("missing", {
          list: say.list(date.missing.slice(0, 3).map((one) => say(missingWord(one)))),
        }),
      })),
    ...(brief?.slow ?? []).slice(0, mostOfEach).map((date) => ({
      key: `slow ${date.id}`,
      href: `/ticketing/${date.id}`,
      icon: <TrendingDown aria-hidden className="text-danger" />,
      title: t("slow", { where: where(date) }),
      detail: t("slowNote", {
        sold: say.number(date.sold),
        capacity: say.number(date.capacity ?? 0),
      }),
    })),
  ];
  return (
    <Panel title={t("needsYou")} level={2} flush>
      {needs.length === 0 ? (
        <EmptyState title={t("nothingWaits")}>{t("nothingWaitsHelp")}</EmptyState>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {needs.map((need) => (
            <li key={need.key}>
              <Link
                href={need.href}
                className="flex items-start gap-3 px-4 py-2.5 hover:bg-hover focus-visible:outline-offset-[-2px] [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0"
              >
                {need.icon}
                <span className="min-w-0">
                  <span className="block text-sm font-medium break-words">{need.title}</span>
                  <span className="block text-sm text-soft">{need.detail}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
