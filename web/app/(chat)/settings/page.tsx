import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import { currentSession } from "../../../session/current-session.ts";
import { asTheme, themeCookie } from "../../../session/preferences.ts";
import { SettingsPage } from "../../../settings/settings-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function Settings() {
  const session = await currentSession();
  if (!session) return null;
  return (
    <SettingsPage
      name={session.user.name}
      email={session.user.email}
      organization={session.active.organizationName}
      theme={asTheme((await cookies()).get(themeCookie)?.value)}
      twoFactor={session.user.twoFactorEnabled}
    />
  );
}
