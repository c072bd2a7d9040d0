import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { DatePage } from "../../../../../figures/date-page.tsx";
import { ForecastPanel } from "../../../../../figures/forecast-panel.tsx";
import { LiveStats } from "../../../../../figures/live-stats.tsx";
import type { PageInput } from "../../../../../session/page-input.ts";
import { readTool, requireSession } from "../../../../../session/read-tool.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("figures"))("stats") };
}

export default async function DateStats({ params }: PageInput<"id">) {
  const { id } = await params;
  const asked = { performances: [id] };
  const [session, box, stats, { dates }] = await Promise.all([
    requireSession(),
    readTool("ticketing_get_box_office", { performance: id }),
    readTool("ticketing_get_stats", asked),
    readTool("ticketing_forecast_sales", asked),
  ]);
  const [forecast] = dates;
  return (
    <DatePage box={box}>
      <LiveStats
        first={stats}
        asked={asked}
        timeZone={box.timeZone}
        aside={forecast && <ForecastPanel date={forecast} say={createSay(session.locale)} />}
      />
    </DatePage>
  );
}
