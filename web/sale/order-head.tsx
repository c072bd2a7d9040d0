import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { dayParts } from "../components/day-parts.ts";
import { asLocale } from "../session/preferences.ts";
import { PosterLight } from "./poster-light.tsx";
import type { Order } from "./read-sale.ts";

/** The poster of the date as a strip: what the order is for, wherever one is in it. */
export async function OrderHead({ order, title }: { order: Order; title: string }) {
  const t = await getTranslations("sale");
  const locale = asLocale(await getLocale());
  const say = createSay(locale);
  const { artist, day, slug, venue, doorsAt, showAt, timeZone } = order.performance;
  const { number, weekday, month } = dayParts(day, locale);
  const times = [
    doorsAt && `${t("doors")} ${say.time(doorsAt, timeZone)}`,
    showAt && `${t("show")} ${say.time(showAt, timeZone)}`,
  ].filter(Boolean);
  return (
    <header data-theme="dark" className="relative overflow-clip bg-paper text-ink">
      <PosterLight seed={`${slug ?? ""}${artist}${day}`} />
      <div
        aria-hidden
        className="absolute inset-0 bg-linear-to-r from-paper from-35% to-paper/20"
      />
      <div className="relative mx-auto max-w-3xl px-5 py-6">
        <h1 className="sr-only">{title}</h1>
        <p dir="auto" className="font-display text-2xl font-extrabold tracking-tight break-words">
          {artist}
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
              {[venue?.name, venue?.city].filter(Boolean).join(", ")}
            </span>
            <span className="block text-ink/85">{times.join(" · ")}</span>
          </span>
        </div>
      </div>
    </header>
  );
}
