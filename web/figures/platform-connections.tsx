"use client";

import { CircleCheck, CircleDashed, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { platformName } from "#tools/ticketing/platforms.ts";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { RunButton } from "../forms/run-button.tsx";
import { ToolButton } from "../forms/tool-button.tsx";

/** Platforms that can be asked over their interface, and whether this organization has given a key. */
export function PlatformConnections({
  platforms,
}: {
  platforms: ToolOutput<"ticketing_list_platforms">;
}) {
  const t = useTranslations("figures");
  const say = useSay();
  const { performanceId: performance } = platforms;
  return (
    <Panel level={2} flush title={t("connections")}>
      <p className="px-4 pb-3 text-sm text-soft">{t("connectionsHelp")}</p>
      <ul className="divide-y divide-line border-t border-line text-sm">
        {platforms.connections.map(({ platform, connected }) => {
          const Mark = connected ? CircleCheck : CircleDashed;
          return (
            <li
              key={platform}
              className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{platformName(platform, say)}</span>
                <span className="inline-flex items-center gap-1.5 text-soft">
                  <Mark
                    aria-hidden
                    className={`size-4 ${connected ? "text-confirmed" : "text-faint"}`}
                  />
                  {t(connected ? "connected" : "notConnected")}
                </span>
              </span>
              {connected ? (
                <>
                  <RunButton
                    permission="ticketing:write"
                    tool="ticketing_sync_platform"
                    input={{ performance, platform }}
                  >
                    <RefreshCw aria-hidden className="size-3.5" />
                    {t("sync")}
                  </RunButton>
                  <RunButton
                    permission="organization:manage"
                    tool="ticketing_disconnect_platform"
                    input={{ platform }}
                    look="quiet"
                  >
                    {t("disconnect")}
                  </RunButton>
                </>
              ) : (
                <ToolButton
                  permission="organization:manage"
                  size="sm"
                  form={{
                    tool: "ticketing_connect_platform",
                    title: platformName(platform, say),
                    submit: t("connect"),
                    preset: { platform },
                    only: platform === "weezevent" ? ["user", "password", "key"] : ["user", "key"],
                  }}
                >
                  {t("connect")}
                </ToolButton>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
