import { getTranslations } from "next-intl/server";
import { readEnv } from "#integrations/env.ts";
import { QrCode } from "../../design/qr-code.tsx";
import type { Sample } from "./sample.ts";
import { Scene } from "./scene.tsx";

/** A ticket: its code leads to this very site. */
export async function TicketScene({ date }: { date: Sample }) {
  const t = await getTranslations("site.home.ticket");
  const { say } = date;
  return (
    <div className="flex flex-col gap-3">
      <Scene>
        <div className="flex">
          <div className="min-w-0 flex-1 p-5">
            <p className="font-display text-[2rem] leading-none font-bold tracking-tight sm:text-2xl">
              {date.artist}
            </p>
            <p className="mt-2 text-soft">
              {date.venue}, {date.city}
            </p>
            <p className="figures text-soft">
              {say.shortDay(date.day)}, {t("doors")} {date.time("19:00")}
            </p>
            <p className="mt-5 font-medium">{t("holder")}</p>
            <p className="figures text-sm text-soft">
              {t("kind")} · {say.money(date.priceCents)}
            </p>
            <p className="mt-3 inline-block rounded-sm bg-option-wash px-2 py-0.5 text-xs text-option">
              {t("test")}
            </p>
          </div>
          <div className="flex flex-col items-center justify-center gap-2 border-l border-dashed border-edge px-4 py-5 sm:px-6">
            <QrCode text={readEnv().KONCERT_URL} className="size-24 sm:size-32" />
            <span className="figures text-xs text-faint">{t("number")}</span>
          </div>
        </div>
      </Scene>
      <Scene className="px-5 py-4">
        <p className="figures flex items-baseline justify-between gap-4 text-sm">
          <span>
            <span className="font-medium">{say.number(date.sold)}</span>{" "}
            <span className="text-faint">
              / {say.number(date.capacity)} {t("sold")}
            </span>
          </span>
          <span className="text-soft">
            {say.percent(Math.round((date.sold / date.capacity) * 100) * 100)}
          </span>
        </p>
        <div className="mt-2 h-1.5 overflow-clip rounded-full bg-sunken">
          <div
            className="h-full rounded-full bg-ink"
            style={{ width: `${(date.sold / date.capacity) * 100}%` }}
          />
        </div>
      </Scene>
    </div>
  );
}
