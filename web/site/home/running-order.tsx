import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { DateRow } from "#tools/core/card.ts";
import { StatusGlyph, statusColours } from "../../components/status-glyph.tsx";
import { classNames } from "../../design/class-names.ts";
import { measure } from "../site-frame.tsx";
import { DaySheetScene } from "./day-sheet-scene.tsx";
import { DoorScene } from "./door-scene.tsx";
import { RoutingScene } from "./routing-scene.tsx";
import type { Sample } from "./sample.ts";
import { SettlementScene } from "./settlement-scene.tsx";
import { TicketScene } from "./ticket-scene.tsx";

type Act = { key: string; status: DateRow["status"]; scene: ReactNode };

/** The page's spine: one date through its five states, as a running order is read. */
export async function RunningOrder({ date }: { date: Sample }) {
  const t = await getTranslations("site.home");
  const acts: Act[] = [
    { key: "option", status: "option", scene: <RoutingScene date={date} /> },
    { key: "confirmed", status: "confirmed", scene: <DaySheetScene date={date} /> },
    { key: "onSale", status: "on_sale", scene: <TicketScene date={date} /> },
    { key: "played", status: "played", scene: <DoorScene date={date} /> },
    { key: "settled", status: "settled", scene: <SettlementScene date={date} /> },
  ];
  return (
    <section aria-labelledby="order" className={classNames(measure, "pt-20 md:pt-28")}>
      <h2
        id="order"
        className="scroll-mt-8 font-display text-2xl font-semibold tracking-tight md:text-3xl"
      >
        {t("orderTitle")}
      </h2>
      <p className="mt-3 text-lg text-soft">{t("orderLead")}</p>
      <ol className="mt-10 md:mt-14">
        {acts.map(({ key, status, scene }) => (
          <li
            key={key}
            className="grid gap-x-10 gap-y-6 border-t border-line py-10 md:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1.1fr)] md:py-14"
          >
            <p
              className={classNames(
                "flex items-center gap-2 self-start text-base font-medium",
                statusColours[status],
              )}
            >
              <StatusGlyph status={status} rank={2} share={date.sold / date.capacity} size={22} />
              {t(`${key}.status`)}
            </p>
            <div className="max-w-[32rem]">
              <h3 className="font-display text-xl font-semibold tracking-tight md:text-2xl">
                {t(`${key}.title`)}
              </h3>
              <p className="mt-4">{t(`${key}.text`)}</p>
              <p className="mt-3 text-soft">{t(`${key}.more`)}</p>
            </div>
            <div className="min-w-0 md:pt-1">{scene}</div>
          </li>
        ))}
      </ol>
      <p className="border-t border-line pt-4 text-sm text-faint">{t("sample")}</p>
    </section>
  );
}
