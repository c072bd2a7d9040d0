"use client";

import { ChevronsUpDown, Inbox, LogOut, Settings } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Menu, MenuChoice, MenuItem, MenuLine, MenuLink } from "../components/menu.tsx";
import { chooseLocale, chooseOrganization, chooseTheme } from "../session/choose-preference.ts";
import { asLocale, type Theme } from "../session/preferences.ts";
import { signOut } from "../session/sign-out.ts";

export type Person = {
  name: string;
  email: string;
  organizationId: string;
  organizations: { id: string; name: string }[];
  theme: Theme;
  /** Mail stays on this machine and has a page. */
  localMail: boolean;
};

export function PersonMenu({ person }: { person: Person }) {
  const t = useTranslations("person");
  const router = useRouter();
  const locale = asLocale(useLocale());
  const [theme, setTheme] = useState(person.theme);
  const organization = person.organizations.find(({ id }) => id === person.organizationId);
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2.5 rounded-sm px-2 py-1.5 text-left hover:bg-hover data-popup-open:bg-hover"
        >
          <span
            aria-hidden
            className="grid size-8 shrink-0 place-items-center rounded-full bg-ink font-display text-sm font-semibold text-paper"
          >
            {person.name.trim().charAt(0).toUpperCase() || "?"}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm font-medium">{person.name}</span>
            <span className="block truncate text-xs text-faint">{organization?.name}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 text-faint" />
        </button>
      }
    >
      {person.organizations.length > 1 && (
        <>
          <MenuChoice
            label={t("organization")}
            value={person.organizationId}
            onChange={(id) => {
              chooseOrganization(id);
              window.location.assign("/");
            }}
            options={person.organizations.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <MenuLine />
        </>
      )}
      <MenuChoice
        label={t("theme")}
        value={theme}
        onChange={(next) => {
          setTheme(next);
          chooseTheme(next);
        }}
        options={(["system", "light", "dark"] as const).map((value) => ({
          value,
          label: t(`themes.${value}`),
        }))}
      />
      <MenuLine />
      <MenuChoice
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
      <MenuLine />
      <MenuLink href="/settings" icon={<Settings />}>
        {t("settings")}
      </MenuLink>
      {person.localMail && (
        <MenuLink href="/mailbox" icon={<Inbox />}>
          {t("mailbox")}
        </MenuLink>
      )}
      <MenuItem icon={<LogOut />} onClick={() => void signOut()}>
        {t("signOut")}
      </MenuItem>
    </Menu>
  );
}
