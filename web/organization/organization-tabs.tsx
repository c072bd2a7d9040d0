import { getTranslations } from "next-intl/server";
import { LinkTabs } from "../components/link-tabs.tsx";

export async function OrganizationTabs() {
  const t = await getTranslations("organization");
  return (
    <LinkTabs
      label={t("title")}
      tabs={[
        { href: "/organization", label: t("facts") },
        { href: "/members", label: t("members") },
        { href: "/integrations", label: t("integrations") },
      ]}
    />
  );
}
