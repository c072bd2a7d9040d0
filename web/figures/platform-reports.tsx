"use client";

import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { platformName } from "#tools/ticketing/platforms.ts";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";

/** What was reported last, by which platform and how it came. */
export function PlatformReports({
  platforms,
  timeZone,
}: {
  platforms: ToolOutput<"ticketing_list_platforms">;
  timeZone: string;
}) {
  const t = useTranslations("figures");
  const say = useSay();
  if (platforms.reports.length === 0) return null;
  return (
    <Panel level={2} flush title={t("reports")}>
      <ul className="figures divide-y divide-line border-t border-line text-sm">
        {platforms.reports.map((report) => (
          <li key={`${report.at} ${report.platform}`} className="px-4 py-2">
            <p className="flex justify-between gap-3 font-medium">
              <span>{platformName(report.platform, say)}</span>
              <span>
                {say.number(report.sold)} · {say.money(report.grossCents, platforms.currency)}
              </span>
            </p>
            <p className="text-soft">
              {[
                `${say.shortDay(report.at.slice(0, 10))}, ${say.time(report.at, timeZone)}`,
                t(`source.${report.source}`),
                report.source !== "entered" &&
                  t("reportLine", {
                    added: report.added,
                    changed: report.changed + report.cancelled,
                  }),
                report.failed > 0 && t("failedLines", { count: report.failed }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
