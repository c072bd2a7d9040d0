import { getLocale, getTranslations } from "next-intl/server";
import { dayParts } from "../components/day-parts.ts";
import { asLocale } from "../session/preferences.ts";

const stops = [
  ["2027-02-12", "Marseille", "20 h 30"],
  ["2027-02-13", "Montpellier", "20 h"],
  ["2027-02-17", "Bordeaux", "20 h 30"],
  ["2027-02-21", "Nantes", "19 h 30"],
  ["2027-02-24", "Lille", "20 h 30"],
  ["2027-02-26", "Strasbourg", "20 h"],
] as const;

/** A tour poster, always at night: the spotlight of the wordmark over a list of dates. */
export async function Poster() {
  const t = await getTranslations("poster");
  const locale = asLocale(await getLocale());
  return (
    <aside
      data-theme="dark"
      aria-hidden
      className="relative hidden overflow-clip bg-paper text-ink md:flex md:flex-col md:justify-between md:p-12"
    >
      <div
        className="absolute -top-[6%] -right-[16%] aspect-square w-[64%] rounded-full"
        style={{ background: "linear-gradient(150deg, #ffb13d 0%, #ff5a36 46%, #d3278e 100%)" }}
      />
      <p className="relative max-w-[14ch] font-display text-[clamp(2.5rem,4.6vw,4.5rem)] leading-[0.98] font-bold tracking-tight">
        {t("line")}
      </p>
      <ol className="relative flex max-w-md flex-col">
        {stops.map(([day, city, time]) => {
          const { number, weekday, month } = dayParts(day, locale, new Date("2027-01-01"));
          return (
            <li
              key={day}
              className="figures flex items-center gap-4 border-t border-ink/25 py-2.5 last:border-b"
            >
              <span className="w-8 text-right font-display text-xl leading-none font-semibold">
                {number}
              </span>
              <span className="w-12 text-xs leading-4 text-ink/75">
                {weekday}
                <br />
                {month}
              </span>
              <span className="flex-1 font-medium">{city}</span>
              <span className="text-sm text-ink/80">
                {locale === "fr"
                  ? time.replaceAll(" ", "\u00a0")
                  : time.replace(" h ", ":").replace(" h", ":00")}
              </span>
            </li>
          );
        })}
      </ol>
    </aside>
  );
}
