import { getTranslations } from "next-intl/server";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Say } from "#tools/core/text.ts";
import { Meter } from "../components/meter.tsx";
import { Panel } from "../components/panel.tsx";

/** What a date will have sold in the end, how that is known, and by how much it may be wrong. */
export async function ForecastPanel({
  date,
  say,
}: {
  date: ToolOutput<"ticketing_forecast_sales">["dates"][number];
  say: Say;
}) {
  const t = await getTranslations("figures");
  const { forecast, silence, capacity } = date;
  const whole = (basisPoints: number) => say.percent(Math.round(basisPoints / 100) * 100);
  return (
    <Panel level={2} title={t("forecast")}>
      {forecast ? (
        <div className="flex flex-col gap-3">
          <p>
            <span className="figures font-display text-xl font-semibold tracking-tight">
              {t("expected", { count: say.number(forecast.expected) })}
            </span>
            <span className="figures block text-sm text-soft">
              {t("between", { low: say.number(forecast.low), high: say.number(forecast.high) })}
            </span>
          </p>
          {capacity !== null && (
            <Meter value={forecast.expected} of={capacity} label={t("tickets").toLowerCase()} />
          )}
          <p className="text-sm text-soft">
            {t("method", {
              days: date.daysBefore,
              share: whole(forecast.shareBp),
              scope: forecast.scope,
              dates: forecast.dates,
              error: whole(forecast.errorBp),
            })}
          </p>
        </div>
      ) : (
        <p className="text-sm text-soft">{t(`silence.${silence ?? "too_few_dates"}`)}</p>
      )}
    </Panel>
  );
}
