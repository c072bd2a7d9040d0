"use client";

import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Facts } from "../components/facts.tsx";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { ToolButton } from "../forms/tool-button.tsx";
import { dayOf } from "../session/day-of.ts";

/** What buyers of a date may change on their tickets, and until when. */
export function TicketRules({ rules }: { rules: ToolOutput<"ticketing_get_ticket_rules"> }) {
  const t = useTranslations("ticketing");
  const say = useSay();
  const { transfers, renames, hours, until, timeZone, transferred, renamed } = rules;
  const allowed = (yes: boolean, count: number) =>
    [t(yes ? "rules.yes" : "rules.no"), count > 0 && t("rules.done", { count })]
      .filter(Boolean)
      .join(", ");
  const last = t("rules.until", {
    day: say.shortDay(dayOf(until, timeZone)),
    time: say.time(until, timeZone),
  });
  return (
    <Panel
      level={2}
      title={t("rules.title")}
      subtitle={rules.own ? t("rules.own") : undefined}
      aside={
        <ToolButton
          permission="ticketing:write"
          look="quiet"
          size="sm"
          form={{
            tool: "ticketing_set_ticket_rules",
            title: t("rules.title"),
            preset: { performance: rules.performanceId },
            initial: { transfers, renames, hours_before_doors: hours },
          }}
        >
          {t("rules.change")}
        </ToolButton>
      }
    >
      <Facts
        facts={[
          { label: t("rules.transfers"), value: allowed(transfers, transferred) },
          { label: t("rules.renames"), value: allowed(renames, renamed) },
          { label: t("rules.deadline"), value: (transfers || renames) && last },
        ]}
      />
    </Panel>
  );
}
