import { getTranslations } from "next-intl/server";
import { StatusGlyph } from "../../components/status-glyph.tsx";
import { dayParts } from "../../components/day-parts.ts";
import type { Sample } from "./sample.ts";
import { Scene } from "./scene.tsx";

const stops = [
  ["10", "Lyon", "Le Transbordeur", 1],
  ["12", "Paris", "L’Olympia", 2],
  ["13", "Lille", "L’Aéronef", 1],
  ["15", "Bruxelles", "Ancienne Belgique", 3],
] as const;

/** Pasted lines on the left, the dates that they became on the right. */
export async function RoutingScene({ date }: { date: Sample }) {
  const t = await getTranslations("site.home.routing");
  const month = date.day.slice(0, 8);
  return (
    <Scene>
      <pre className="figures overflow-clip border-b border-line bg-sunken px-4 py-3 font-mono text-xs leading-5 text-soft">
        {stops
          .map(([day, city, venue, rank]) => `${day}/03 ${city} ${venue} opt ${rank}`)
          .join("\n")}
      </pre>
      <p className="flex items-center gap-2 px-4 py-2.5 text-sm text-soft">{t("done")}</p>
      <ul className="divide-y divide-line border-t border-line">
        {stops.map(([day, city, venue, rank]) => {
          const { number, weekday } = dayParts(month + day, date.say.locale);
          return (
            <li key={day} className="flex items-center gap-3 px-4 py-2.5">
              <span className="w-7 text-right font-display text-xl leading-none font-semibold">
                {number}
              </span>
              <span className="w-9 text-xs text-soft">{weekday}</span>
              <span className="min-w-0 flex-1 truncate">
                <span className="font-medium">{city}</span>{" "}
                <span className="text-sm text-faint">{venue}</span>
              </span>
              <StatusGlyph status="option" rank={rank} size={18} />
            </li>
          );
        })}
      </ul>
    </Scene>
  );
}
