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
import { Row } from "./row.tsx";
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
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex w-full max-w-2xl flex-col gap-6 px-4 py-8 sm:px-6">
        <h1 className="font-display text-2xl font-semibold tracking-tight">{t("title")}</h1>
        <Panel title={t("display")}>
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
        <Panel title={t("account")}>
          <Row label={t("name")}>{name}</Row>
          <Row label={t("email")}>{email}</Row>
          <Row label={t("organization")}>{organization}</Row>
          <TwoFactor enabled={twoFactor} />
          <Row label={t("signOut")} help={t("signOutHelp")}>
            <Button size="sm" onClick={() => void signOut()}>
              {t("signOut")}
            </Button>
          </Row>
        </Panel>
      </div>
    </div>
  );
}
