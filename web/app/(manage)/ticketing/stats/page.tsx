import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import { z } from "zod";
import { LiveStats } from "../../../../figures/live-stats.tsx";
import { TourChoice } from "../../../../figures/tour-choice.tsx";
import type { PageInput } from "../../../../session/page-input.ts";
import { readTool } from "../../../../session/read-tool.ts";
import { Words } from "../../../../session/words.tsx";
import { Page } from "../../../../shell/page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("figures"))("tourStats") };
}

export default async function TourStats({ searchParams }: PageInput) {
  const { tour: given } = await searchParams;
  const tour = z.uuid().optional().catch(undefined).parse(given);
  const asked = tour ? { tour } : {};
  const [t, timeZone, stats, { tours }] = await Promise.all([
    getTranslations("figures"),
    getTimeZone(),
    readTool("ticketing_get_stats", asked),
    readTool("tours_list_tours", { limit: 100 }),
  ]);
  return (
    <Words of={["figures"]}>
      <Page
        back={{ href: "/ticketing", label: t("back") }}
        title={t("tourStats")}
        actions={
          <TourChoice tours={tours.map(({ id, name }) => ({ id, name }))} tour={tour ?? ""} />
        }
      >
        <LiveStats key={tour ?? "all"} first={stats} asked={asked} timeZone={timeZone} />
      </Page>
    </Words>
  );
}
