import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { currentPerson } from "../../session/current-session.ts";
import { asLocale } from "../../session/preferences.ts";
import { Closing } from "../../site/home/closing.tsx";
import { Consent } from "../../site/home/consent.tsx";
import { Hero } from "../../site/home/hero.tsx";
import { People } from "../../site/home/people.tsx";
import { RunningOrder } from "../../site/home/running-order.tsx";
import { sampleDate } from "../../site/home/sample.ts";
import { SiteFrame } from "../../site/site-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site.home");
  return {
    title: { absolute: `KONCERT · ${t("title")}` },
    description: t("lead"),
    alternates: { canonical: "/" },
  };
}

/** What a visitor sees; whoever is signed in goes to work. */
export default async function Home() {
  const [person, locale] = await Promise.all([currentPerson(), getLocale()]);
  if (person) redirect("/dashboard");
  const date = sampleDate(asLocale(locale));
  return (
    <SiteFrame stage={<Hero date={date} />}>
      <RunningOrder date={date} />
      <Consent date={date} />
      <People />
      <Closing />
    </SiteFrame>
  );
}
