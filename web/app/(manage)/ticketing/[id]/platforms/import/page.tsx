import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { salesPlatforms } from "#tools/ticketing/platforms.ts";
import { ImportPlatform } from "../../../../../../figures/import-platform.tsx";
import type { PageInput } from "../../../../../../session/page-input.ts";
import { readTool, requirePermission } from "../../../../../../session/read-tool.ts";
import { Words } from "../../../../../../session/words.tsx";
import { OnScreen } from "../../../../../../shell/on-screen.tsx";
import { Page } from "../../../../../../shell/page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("figures"))("importTitle") };
}

export default async function ImportSales({ params, searchParams }: PageInput<"id">) {
  const [{ id }, { platform }] = await Promise.all([params, searchParams]);
  await requirePermission("ticketing:write");
  const [t, box] = await Promise.all([
    getTranslations("figures"),
    readTool("ticketing_get_box_office", { performance: id }),
  ]);
  return (
    <Words of={["figures", "import"]}>
      <OnScreen kind="performance" id={box.performanceId} label={box.label} />
      <Page
        title={t("importTitle")}
        subtitle={[box.label, box.artist].join(" · ")}
        back={{ href: `/ticketing/${box.performanceId}/platforms`, label: t("platforms") }}
      >
        <ImportPlatform
          performance={box.performanceId}
          given={salesPlatforms.find((one) => one === platform) ?? null}
        />
      </Page>
    </Words>
  );
}
