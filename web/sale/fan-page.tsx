import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { createSay } from "#tools/core/text.ts";
import { dayParts } from "../components/day-parts.ts";
import { Wordmark } from "../design/wordmark.tsx";
import { asLocale } from "../session/preferences.ts";
import { LanguageLink } from "./language-link.tsx";
import { PosterLight } from "./poster-light.tsx";
import type { Sale } from "./read-sale.ts";
import { Seller } from "./seller.tsx";

type PublicDate = Pick<
  Sale,
  "artist" | "day" | "slug" | "venue" | "doorsAt" | "showAt" | "timeZone"
>;

/** A page that a secret link opens: the date as a strip, what the link is for, and who sells. */
export async function FanPage({
  date,
  organizer,
  title,
  children,
}: {
  date: PublicDate;
  organizer: Sale["organizer"];
  title: string;
  children: ReactNode;
}) {
  const t = await getTranslations("sale");
  const locale = asLocale(await getLocale());
  const say = createSay(locale);
  const { number, weekday, month } = dayParts(date.day, locale);
  const times = [
    date.doorsAt && `${t("doors")} ${say.time(date.doorsAt, date.timeZone)}`,
    date.showAt && `${t("show")} ${say.time(date.showAt, date.timeZone)}`,
  ].filter(Boolean);
  return (
    <div>
      <div data-theme="dark" className="relative overflow-clip bg-paper text-ink">
        <PosterLight seed={`${date.slug ?? ""}${date.artist}${date.day}`} />
        <div
          aria-hidden
          className="absolute inset-0 bg-linear-to-r from-paper from-35% to-paper/20"
        />
        <div className="relative mx-auto max-w-xl px-5 py-6">
          <p dir="auto" className="font-display text-2xl font-extrabold tracking-tight break-words">
            {date.artist}
          </p>
          <div className="figures mt-3 flex items-center gap-3">
            <span className="font-display text-2xl leading-none font-semibold">{number}</span>
            <span className="text-xs leading-4 whitespace-nowrap text-ink/85">
              {weekday}
              <br />
              {month}
            </span>
            <span className="min-w-0 flex-1 border-l border-ink/30 pl-3 text-sm leading-5">
              <span dir="auto" className="block truncate font-medium">
                {[date.venue?.name, date.venue?.city].filter(Boolean).join(", ")}
              </span>
              <span className="block text-ink/85">{times.join(" · ")}</span>
            </span>
          </div>
        </div>
      </div>
      <main className="mx-auto max-w-xl px-5 pb-10">
        <header className="flex min-h-14 items-center justify-between">
          <Wordmark height={13} />
          <LanguageLink other={locale === "fr" ? "en" : "fr"} label={t("language")} />
        </header>
        <h1 className="mt-5 font-display text-2xl font-semibold tracking-tight">{title}</h1>
        {children}
        <Seller organizer={organizer} terms={false} />
      </main>
    </div>
  );
}
