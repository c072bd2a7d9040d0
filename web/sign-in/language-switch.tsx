"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { chooseLocale } from "../session/choose-preference.ts";

export function LanguageSwitch() {
  const t = useTranslations("signIn");
  const router = useRouter();
  const other = useLocale() === "fr" ? "en" : "fr";
  return (
    <button
      type="button"
      lang={other}
      onClick={() => {
        chooseLocale(other);
        router.refresh();
      }}
      className="h-8 rounded-sm px-2 text-sm text-soft hover:bg-hover hover:text-ink"
    >
      {t("otherLanguage")}
    </button>
  );
}
