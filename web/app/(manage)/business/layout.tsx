import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AddEntry } from "../../../business/add-entry.tsx";
import { LinkTabs } from "../../../components/link-tabs.tsx";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";

export default async function Business({ children }: { children: ReactNode }) {
  const t = await getTranslations("business");
  return (
    <Words of={["business", "editEntry"]}>
      <Page title={t("title")} actions={<AddEntry />}>
        <LinkTabs
          label={t("tabs")}
          tabs={[
            { href: "/business", label: t("entries") },
            { href: "/business/profit", label: t("profit") },
          ]}
        />
        {children}
      </Page>
    </Words>
  );
}
