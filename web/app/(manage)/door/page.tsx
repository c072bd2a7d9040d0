import { ScanLine } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "../../../components/empty-state.tsx";
import { Panel } from "../../../components/panel.tsx";
import { DoorList } from "../../../door/door-list.tsx";
import { dayOf } from "../../../session/day-of.ts";
import { readTool, requirePermission } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";

const mostShown = 60;
/** A night is over at six: until then its date is still tonight's. */
const nightMs = 6 * 3_600_000;

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("door"))("title"),
    manifest: `/door/manifest.webmanifest?lang=${await getLocale()}`,
  };
}

export default async function DoorsPage() {
  await requirePermission("door:scan");
  const night = new Date(Date.now() - nightMs).toISOString();
  const [t, { dates }] = await Promise.all([
    getTranslations("door"),
    readTool("tours_list_performances", {
      from: dayOf(night, "Europe/Paris"),
      limit: mostShown,
    }),
  ]);
  const scanned = dates.filter(({ status }) => status === "on_sale" || status === "confirmed");
  return (
    <Page title={t("title")} subtitle={t("subtitle")} width="reading">
      {scanned.length === 0 ? (
        <Panel>
          <EmptyState icon={<ScanLine aria-hidden />} title={t("none")}>
            {t("noneHelp")}
          </EmptyState>
        </Panel>
      ) : (
        <Words of={["door"]}>
          <DoorList dates={scanned} night={night} />
        </Words>
      )}
    </Page>
  );
}
