import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { DatePage } from "../../../../../figures/date-page.tsx";
import { PlatformConnections } from "../../../../../figures/platform-connections.tsx";
import { PlatformList } from "../../../../../figures/platform-list.tsx";
import { PlatformReports } from "../../../../../figures/platform-reports.tsx";
import { Warnings } from "../../../../../figures/warnings.tsx";
import type { PageInput } from "../../../../../session/page-input.ts";
import { readTool, requireSession } from "../../../../../session/read-tool.ts";
import { Columns } from "../../../../../shell/columns.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("figures"))("platforms") };
}

export default async function Platforms({ params }: PageInput<"id">) {
  const { id } = await params;
  const [session, box, platforms] = await Promise.all([
    requireSession(),
    readTool("ticketing_get_box_office", { performance: id }),
    readTool("ticketing_list_platforms", { performance: id }),
  ]);
  return (
    <DatePage box={box}>
      <Warnings warnings={platforms.warnings} say={createSay(session.locale)} />
      <Columns
        aside={
          <>
            <PlatformConnections platforms={platforms} />
            <PlatformReports platforms={platforms} timeZone={box.timeZone} />
          </>
        }
      >
        <PlatformList platforms={platforms} timeZone={box.timeZone} />
      </Columns>
    </DatePage>
  );
}
