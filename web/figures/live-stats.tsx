"use client";

import { ChartColumn } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ToolInput } from "#tools/call-tool.ts";
import { platformWords, salesPlatforms } from "#tools/ticketing/platforms.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Figure, Figures } from "../components/figures.tsx";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { Columns } from "../shell/columns.tsx";
import { BarChart } from "./bar-chart.tsx";
import { everyDay } from "./every-day.ts";
import { ShareList } from "./share-list.tsx";
import { type Stats, useLiveStats } from "./use-live-stats.ts";

/** What a platform told as a sum bears no ticket type. */
const untold = "–";

/** Who buys what, where and when, as it happens. */
export function LiveStats({
  first,
  asked,
  timeZone,
  aside,
}: {
  first: Stats;
  asked: ToolInput<"ticketing_get_stats">;
  timeZone: string;
  /** Stands above what one looks up: the forecast of a date. */
  aside?: ReactNode;
}) {
  const t = useTranslations("figures");
  const say = useSay();
  const choice = useChoiceLabel();
  const { stats, stale } = useLiveStats(first, asked);
  const { currency } = stats;
  const head = { sold: t("tickets"), gross: t("gross") };
  const share = stats.capacity
    ? say.percent(Math.round((stats.sold / stats.capacity) * 100) * 100)
    : null;
  const channels = stats.byChannel.map(({ channel, ...line }) => {
    const platform = salesPlatforms.find((one) => one === channel);
    return {
      ...line,
      label: platform ? say(platformWords[platform]) : choice("order_channel", channel),
    };
  });
  const days = everyDay(stats.byDay);
  return (
    <>
      <Figures>
        <Figure
          label={t("tickets")}
          value={say.number(stats.sold)}
          note={
            stats.capacity === null || share === null
              ? t("noCapacity")
              : t("ofCapacity", { capacity: say.number(stats.capacity), share })
          }
        />
        <Figure label={t("free")} value={say.number(stats.free)} note={t("freeNote")} />
        <Figure
          label={t("gross")}
          value={say.money(Math.round(stats.grossCents / 100) * 100, currency)}
          note={t("grossNote")}
        />
        <Figure label={t("held")} value={say.number(stats.held)} note={t("heldNote")} />
      </Figures>
      <output className="-mt-2 block text-sm text-faint">
        {t(stale ? "stale" : "live", { time: say.time(stats.at, timeZone) })}
      </output>
      {stats.sold === 0 ? (
        <>
          <Panel>
            <EmptyState icon={<ChartColumn aria-hidden />} title={t("noSales")}>
              {t("noSalesHelp")}
            </EmptyState>
          </Panel>
          {aside}
        </>
      ) : (
        <Columns
          aside={
            <>
              {aside}
              <ShareList
                title={t("byType")}
                head={{ label: t("type"), ...head }}
                lines={stats.byType.map((line) =>
                  line.label === untold ? { ...line, label: t("allTypes") } : line,
                )}
                currency={currency}
              />
              <ShareList
                title={t("byChannel")}
                head={{ label: t("channel"), ...head }}
                lines={channels}
                currency={currency}
              />
              {stats.byDate.length > 1 && (
                <ShareList
                  title={t("byDate")}
                  head={{ label: t("date"), ...head }}
                  lines={stats.byDate}
                  currency={currency}
                />
              )}
            </>
          }
        >
          <BarChart
            title={t("byDay")}
            bars={days.map((one) => ({
              key: one.day,
              label: say.shortDay(one.day),
              value: one.sold,
              words: `${say.day(one.day)} · ${say.number(one.sold)} · ${say.money(one.grossCents, currency)}`,
            }))}
            columns={[
              { key: "day", label: t("day"), type: "day" },
              { key: "sold", label: t("tickets"), type: "number" },
              { key: "gross", label: t("gross"), type: "money" },
            ]}
            rows={stats.byDay
              .toReversed()
              .map(({ day, sold, grossCents }) => ({ day, sold, gross: grossCents }))}
            currency={currency}
            note={stats.dayUnknown > 0 && t("unknownDay", { count: stats.dayUnknown })}
          />
          <BarChart
            title={t("byHour")}
            bars={stats.byHour.map(({ hour, sold }) => ({
              key: String(hour),
              label: t("hourOf", { hour }),
              value: sold,
              words: `${t("hourOf", { hour })} · ${say.number(sold)}`,
            }))}
            columns={[
              { key: "hour", label: t("hour"), type: "text" },
              { key: "sold", label: t("tickets"), type: "number" },
            ]}
            rows={stats.byHour.map(({ hour, sold }) => ({ hour: t("hourOf", { hour }), sold }))}
            currency={currency}
          />
          <ShareList
            title={t("byPlace")}
            head={{ label: t("place"), ...head }}
            lines={stats.byPlace.slice(0, 20)}
            currency={currency}
            note={
              stats.placeUnknown > 0 ? t("unknownPlace", { count: stats.placeUnknown }) : undefined
            }
          />
        </Columns>
      )}
    </>
  );
}
