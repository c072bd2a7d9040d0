import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readEnv } from "#integrations/env.ts";
import { fontVariables } from "../design/fonts.ts";
import "../design/global.css";
import { paper } from "../design/paper-colours.ts";
import { asTheme, themeCookie } from "../session/preferences.ts";
import { OfflinePage } from "../site/offline-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("meta");
  return {
    title: { default: "KONCERT", template: "%s · KONCERT" },
    description: t("description"),
    applicationName: "KONCERT",
    manifest: `/manifest.webmanifest?lang=${await getLocale()}`,
    metadataBase: new URL(readEnv().KONCERT_URL),
    appleWebApp: { title: "KONCERT" },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  // The composer stays above the keyboard of a phone.
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: paper.light },
    { media: "(prefers-color-scheme: dark)", color: paper.dark },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const theme = asTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang={locale} data-theme={theme} className={fontVariables}>
      <body>
        {children}
        <OfflinePage />
      </body>
    </html>
  );
}
