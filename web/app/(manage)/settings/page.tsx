import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import { requireSession } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { asTheme, themeCookie } from "../../../session/preferences.ts";
import { SettingsPage } from "../../../settings/settings-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function Settings() {
  const session = await requireSession();
  return (
    <Words of={["settings", "signIn"]}>
      <SettingsPage
        name={session.user.name}
        email={session.user.email}
        organization={session.active.organizationName}
        theme={asTheme((await cookies()).get(themeCookie)?.value)}
        twoFactor={session.user.twoFactorEnabled}
      />
    </Words>
  );
}
