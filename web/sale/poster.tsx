import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { dayParts } from "../components/day-parts.ts";
import { classNames } from "../design/class-names.ts";
import { asLocale } from "../session/preferences.ts";
import { PosterLight } from "./poster-light.tsx";

type PosterDate = {
  slug: string | null;
  artist: string;
  title: string | null;
  day: string;
  venue: { name: string; city: string | null } | null;
};

/** The poster of a date, made of its words alone: name, day, town, under a light of its own. */
export async function Poster({
  date,
  over,
  className,
}: {
  date: PosterDate;
  /** Stands at the top: who presents, what has happened to the date. */
  over?: ReactNode;
  className?: string;
}) {
  const { number, weekday, month } = dayParts(date.day, asLocale(await getLocale()));
  return (
    <section
      data-theme="dark"
      className={classNames("@container relative overflow-clip bg-paper text-ink", className)}
    >
      <PosterLight seed={`${date.slug ?? ""}${date.artist}${date.day}`} />
      <div
        aria-hidden
        className="absolute inset-0 bg-linear-to-b from-paper/80 from-0% via-paper/0 via-28% to-paper to-90%"
      />
      <div
        aria-hidden
        className="absolute inset-x-0 bottom-0 h-3/5 bg-linear-to-t from-paper from-20% to-paper/0"
      />
      <div className="relative flex h-full flex-col justify-between gap-6 p-5 @md:p-9">
        <div className="text-sm">{over}</div>
        <div>
          <h1
            dir="auto"
            className="font-display leading-[0.92] font-extrabold tracking-tight text-balance break-words"
            style={{ fontSize: `min(${nameSize(date.artist)}cqw, 9rem)` }}
          >
            {date.artist}
          </h1>
          {date.title && (
            <p dir="auto" className="mt-2 font-display text-lg break-words text-ink/85 @md:text-xl">
              {date.title}
            </p>
          )}
          <div className="figures mt-5 flex items-center gap-3.5 border-t border-ink/30 pt-4">
            <span className="font-display text-3xl leading-none font-semibold">{number}</span>
            <span className="text-sm leading-5 whitespace-nowrap text-ink/85">
              {weekday}
              <br />
              {month}
            </span>
            <span className="min-w-0 flex-1 border-l border-ink/30 pl-3.5">
              <span dir="auto" className="block truncate font-display text-lg font-semibold">
                {date.venue?.city ?? date.venue?.name}
              </span>
              {date.venue?.city && (
                <span dir="auto" className="block truncate text-sm text-ink/85">
                  {date.venue.name}
                </span>
              )}
            </span>
          </div>
        </div>
      </div>
    </section>
  );
}

/** Hundredths of the poster's width at which the longest word, and the whole name on few lines, fit. */
function nameSize(name: string): number {
  const longest = Math.max(...name.split(/\s+/).map((word) => [...word].length), 1);
  const byWord = 150 / longest;
  const byLength = 105 / Math.sqrt([...name].length);
  return Math.max(7, Math.min(byWord, byLength, 25));
}
