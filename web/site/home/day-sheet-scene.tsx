import { getTranslations } from "next-intl/server";
import type { Sample } from "./sample.ts";
import { Scene } from "./scene.tsx";

const items = [
  ["loadIn", "12:00"],
  ["soundCheck", "16:30"],
  ["doors", "19:00"],
  ["support", "20:00"],
  ["set", "20:45"],
  ["curfew", "23:30"],
] as const;

export async function DaySheetScene({ date }: { date: Sample }) {
  const t = await getTranslations("site.home.sheet");
  return (
    <Scene>
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 px-5 pt-4 pb-3">
        <p>
          <span className="block text-xs text-faint">{t("kind")}</span>
          <span className="font-display text-lg font-semibold tracking-tight">
            {date.venue}, {date.city}
          </span>
        </p>
        <p className="figures text-sm text-soft">{date.say.day(date.day)}</p>
      </header>
      <ul className="border-t border-line px-5 py-2">
        {items.map(([key, clock]) => (
          <li key={key} className="flex items-baseline gap-4 py-1.5">
            <span className="figures w-20 font-display font-semibold">{date.time(clock)}</span>
            <span className={key === "set" ? "font-medium" : "text-soft"}>{t(key)}</span>
          </li>
        ))}
      </ul>
      <p className="flex items-center gap-2 border-t border-line bg-sunken/50 px-5 py-3 text-sm text-option">
        <span className="size-1.5 rotate-45 border border-current" />
        {t("missing")}
      </p>
    </Scene>
  );
}
