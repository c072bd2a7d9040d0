"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { Panel } from "../components/panel.tsx";
import { Segments } from "../components/tabs.tsx";
import { chooseLocale, chooseTheme } from "../session/choose-preference.ts";
import { asLocale, type Theme, themes } from "../session/preferences.ts";
import { signOut } from "../session/sign-out.ts";
import { Page } from "../shell/page.tsx";
import { ChangePassword } from "./change-password.tsx";
import { Connections } from "./connections.tsx";
import { Row } from "./row.tsx";
import { Sessions } from "./sessions.tsx";
import { TwoFactor } from "./two-factor.tsx";

export function SettingsPage({
  name,
  email,
  organization,
  theme: initialTheme,
  twoFactor,
}: {
  name: string;
  email: string;
  organization: string;
  theme: Theme;
  twoFactor: boolean;
}) {
  const t = useTranslations("settings");
  const router = useRouter();
  const locale = asLocale(useLocale());
  const [theme, setTheme] = useState(initialTheme);
  return (
    <Page title={t("title")} width="reading">
      <Panel title={t("display")} level={2}>
        <Row label={t("language")} help={t("languageHelp")}>
          <Segments
            label={t("language")}
            value={locale}
            onChange={(next) => {
              chooseLocale(next);
              router.refresh();
            }}
            options={[
              { value: "fr", label: "Français" },
              { value: "en", label: "English" },
            ]}
          />
        </Row>
        <Row label={t("theme")} help={t("themeHelp")}>
          <Segments
            label={t("theme")}
            value={theme}
            onChange={(next) => {
              setTheme(next);
              chooseTheme(next);
            }}
            options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
          />
        </Row>
      </Panel>
      <Panel title={t("account")} level={2}>
        <Row label={t("name")}>{name}</Row>
        <Row label={t("email")}>{email}</Row>
        <Row label={t("organization")}>{organization}</Row>
        <ChangePassword />
        <TwoFactor enabled={twoFactor} />
        <Row label={t("signOut")} help={t("signOutHelp")}>
          <Button size="sm" onClick={() => void signOut()}>
            {t("signOut")}
          </Button>
        </Row>
      </Panel>
      <Connections />
      <Sessions />
    </Page>
  );
}
