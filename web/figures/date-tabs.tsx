import { getTranslations } from "next-intl/server";
import { LinkTabs } from "../components/link-tabs.tsx";

/** The pages about one date's ticketing. */
export async function DateTabs({ id }: { id: string }) {
  const t = await getTranslations("figures");
  const at = `/ticketing/${id}`;
  return (
    <LinkTabs
      label={t("tabs")}
      tabs={[
        { href: at, label: t("sales") },
        { href: `${at}/stats`, label: t("stats") },
        { href: `${at}/statement`, label: t("statement") },
        { href: `${at}/platforms`, label: t("platforms") },
      ]}
    />
  );
}
