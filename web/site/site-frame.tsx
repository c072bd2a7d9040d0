import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { buttonLook } from "../components/button-look.ts";
import { classNames } from "../design/class-names.ts";
import { Wordmark } from "../design/wordmark.tsx";
import { currentPerson } from "../session/current-session.ts";
import { Preferences } from "./preferences.tsx";

/** The width of everything on the pages of the site. */
export const measure = "mx-auto w-full max-w-[74rem] px-5 sm:px-8";

const footLinks = [
  ["help", "/help"],
  ["status", "/status"],
  ["legal", "/legal"],
  ["terms", "/legal#terms"],
  ["privacy", "/legal#privacy"],
] as const;

/**
 * Header and footer around a page that anyone may read. `stage` is what stands at its top, at night
 * whatever the theme. Links load pages whole: nothing of a router is needed here.
 */
export async function SiteFrame({ stage, children }: { stage?: ReactNode; children: ReactNode }) {
  const t = await getTranslations("site.frame");
  return (
    <div className="flex min-h-dvh flex-col overflow-x-clip">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:m-2 focus:rounded-sm focus:bg-raised focus:px-3 focus:py-2"
      >
        {t("skip")}
      </a>
      <div {...(stage ? { "data-theme": "dark" } : {})} className="relative z-1 text-ink">
        <SiteHeader />
      </div>
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        {stage && (
          // The stage reaches under the header.
          <div data-theme="dark" className="relative -mt-16 overflow-clip bg-paper pt-16 text-ink">
            {stage}
          </div>
        )}
        {children}
      </main>
      <SiteFooter />
    </div>
  );
}

async function SiteHeader() {
  const [t, person] = await Promise.all([getTranslations("site.frame"), currentPerson()]);
  return (
    <header className={classNames(measure, "flex h-16 items-center justify-between gap-4")}>
      <a href="/" aria-label={t("home")} className="rounded-sm py-3">
        <Wordmark height={16} />
      </a>
      <nav aria-label={t("nav")} className="flex items-center gap-1 sm:gap-2">
        <a href="/help" className={classNames(buttonLook("quiet", "md"), "max-sm:hidden")}>
          {t("help")}
        </a>
        {person ? (
          <a href="/dashboard" className={buttonLook("outline", "md")}>
            {t("open")}
          </a>
        ) : (
          <a href="/sign-in" className={buttonLook("outline", "md")}>
            {t("signIn")}
          </a>
        )}
      </nav>
    </header>
  );
}

/** What stands at the foot of every public page. */
export async function SiteFooter() {
  const [t, locale] = await Promise.all([getTranslations("site.frame"), getLocale()]);
  return (
    <footer className="border-t border-line">
      <div
        className={classNames(
          measure,
          "flex flex-col gap-x-8 gap-y-4 py-6 md:flex-row md:items-center md:justify-between",
        )}
      >
        <ul className="-ml-2 flex flex-wrap items-center gap-x-1">
          {footLinks.map(([name, href]) => (
            <li key={name}>
              <a
                href={href}
                className="inline-flex h-11 items-center rounded-sm px-2 text-sm text-soft hover:bg-hover hover:text-ink sm:h-9"
              >
                {t(name)}
              </a>
            </li>
          ))}
        </ul>
        <div className="-ml-2">
          <Preferences
            other={locale === "fr" ? "en" : "fr"}
            language={t("otherLanguage")}
            theme={t("theme")}
          />
        </div>
      </div>
    </footer>
  );
}
