"use client";

import { FileUp, Pencil, Plus, RefreshCw, Store } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ToolOutput } from "#tools/call-tool.ts";
import { platformName } from "#tools/ticketing/platforms.ts";
import { buttonLook } from "../components/button-look.ts";
import { Button, IconButton } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { RunButton } from "../forms/run-button.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";

type Platforms = ToolOutput<"ticketing_list_platforms">;

/** What other platforms were granted of a date and what they sold of it. */
export function PlatformList({ platforms, timeZone }: { platforms: Platforms; timeZone: string }) {
  const t = useTranslations("figures");
  const say = useSay();
  const { openForm } = useTools();
  const may = useMay()("ticketing:write");
  const { performanceId: performance, currency } = platforms;
  const connected = new Set<string>(
    platforms.connections.filter((one) => one.connected).map(({ platform }) => platform),
  );
  const set = (only: string[], title: string, preset = {}, initial = {}) =>
    openForm({
      tool: "ticketing_set_allotment",
      title,
      preset: { performance, ...preset },
      only,
      initial,
    });
  const actions = may && (
    <div className="flex flex-wrap justify-center gap-2">
      <Button
        size="sm"
        icon={<Plus aria-hidden className="size-3.5" />}
        onClick={() => set(["platform", "quantity", "ticket_type"], t("setAllotment"))}
      >
        {t("setAllotment")}
      </Button>
      <Link
        href={`/ticketing/${performance}/platforms/import`}
        className={buttonLook("outline", "sm")}
      >
        <FileUp aria-hidden className="size-3.5" />
        {t("importSales")}
      </Link>
      <Button
        size="sm"
        look="quiet"
        onClick={() => set(["platform", "sold", "gross", "ticket_type"], t("noteSales"))}
      >
        {t("noteSales")}
      </Button>
    </div>
  );
  if (platforms.allotments.length === 0) {
    return (
      <Panel>
        <EmptyState icon={<Store aria-hidden />} title={t("noPlatforms")} action={actions}>
          {t("noPlatformsHelp")}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel level={2} flush title={t("otherPlatforms")} foot={actions}>
      <section
        className="relative overflow-x-auto border-t border-line"
        aria-label={t("otherPlatforms")}
        // A region that scrolls is reached by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className="figures w-full border-collapse text-sm">
          <thead>
            <tr className="border-b border-line text-faint">
              <th scope="col" className="h-9 px-4 text-left font-normal">
                {t("platform")}
              </th>
              <th scope="col" className="px-3 text-right font-normal">
                {t("sold")}
              </th>
              <th scope="col" className="px-3 text-right font-normal">
                {t("allotment")}
              </th>
              <th scope="col" className="px-3 text-right font-normal">
                {t("platformGross")}
              </th>
              <th scope="col" className="px-3 text-left font-normal whitespace-nowrap">
                {t("reported")}
              </th>
              {may && (
                <th scope="col" className="px-4">
                  <span className="sr-only">{t("changes")}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {platforms.allotments.map((row) => {
              const name = platformName(row.platform, say);
              const over = row.sold > row.quantity;
              return (
                <tr
                  key={`${row.platform} ${row.ticketType}`}
                  className="border-b border-line last:border-0 hover:bg-hover"
                >
                  <th scope="row" className="h-11 px-4 text-left font-medium whitespace-nowrap">
                    {name}
                    {row.ticketType && (
                      <span className="block font-normal text-faint">{row.ticketType}</span>
                    )}
                  </th>
                  <td
                    className={`px-3 text-right ${over ? "font-semibold text-danger" : "font-medium"}`}
                  >
                    {over && <span aria-hidden>▲ </span>}
                    {say.number(row.sold)}
                  </td>
                  <td className="px-3 text-right">{say.number(row.quantity)}</td>
                  <td className="px-3 text-right whitespace-nowrap">
                    {say.money(row.grossCents, currency)}
                  </td>
                  <td className="px-3 whitespace-nowrap text-soft">
                    {row.reportedAt
                      ? `${say.shortDay(row.reportedAt.slice(0, 10))}, ${say.time(row.reportedAt, timeZone)}`
                      : t("never")}
                  </td>
                  {may && (
                    <td className="px-4 text-right whitespace-nowrap">
                      <span className="inline-flex items-center gap-1">
                        {connected.has(row.platform) && (
                          <RunButton
                            permission="ticketing:write"
                            tool="ticketing_sync_platform"
                            input={{ performance, platform: row.platform }}
                            look="quiet"
                          >
                            <RefreshCw aria-hidden className="size-3.5" />
                            {t("sync")}
                          </RunButton>
                        )}
                        <IconButton
                          size={32}
                          label={t("changeAllotment", { platform: name })}
                          onClick={() =>
                            set(
                              ["quantity"],
                              t("changeAllotment", { platform: name }),
                              {
                                platform: row.platform,
                                ...(row.ticketType ? { ticket_type: row.ticketType } : {}),
                              },
                              { quantity: row.quantity },
                            )
                          }
                        >
                          <Pencil />
                        </IconButton>
                      </span>
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
