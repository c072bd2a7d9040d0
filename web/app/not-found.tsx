import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonLook } from "../components/button-look.ts";
import { classNames } from "../design/class-names.ts";
import { measure, SiteFrame } from "../site/site-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notFound"))("title") };
}

export default async function NotFound() {
  const [t, frame] = await Promise.all([
    getTranslations("notFound"),
    getTranslations("site.frame"),
  ]);
  return (
    <SiteFrame>
      <div className={classNames(measure, "py-20 md:py-32")}>
        <h1 className="max-w-[16ch] font-display text-2xl font-semibold tracking-tight md:text-3xl">
          {t("title")}
        </h1>
        <p className="mt-4 max-w-[36rem] text-lg text-soft">{t("help")}</p>
        <p className="mt-8 flex flex-wrap gap-3">
          <a href="/" className={buttonLook("signal", "lg")}>
            {t("home")}
          </a>
          <a href="/help" className={buttonLook("outline", "lg")}>
            {frame("help")}
          </a>
        </p>
      </div>
    </SiteFrame>
  );
}
