"use client";

import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { DateRow } from "#tools/core/card.ts";
import { StatusGlyph } from "../components/status-glyph.tsx";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";

const order: DateRow["status"][] = ["option", "confirmed", "on_sale", "played", "settled"];

/** A tour in figures: dates by status, tickets, money, road. */
export function TourFacts({
  tour,
  profitCents,
}: {
  tour: ToolOutput<"tours_get_tour">;
  /** Null for who may not see accounts. */
  profitCents: number | null;
}) {
  const t = useTranslations("tours");
  const status = useTranslations("tours.byStatus");
  const say = useSay();
  const capacity = tour.dates.reduce((sum, date) => sum + (date.capacity ?? 0), 0);
  const figures: [string, string, string?][] = [
    [t("sold"), say.number(tour.sold), capacity > 0 ? ` / ${say.number(capacity)}` : undefined],
    ...(tour.grossCents === null
      ? []
      : ([[t("gross"), say.money(tour.grossCents, tour.currency)]] as [string, string][])),
    ...(profitCents === null
      ? []
      : ([[t("profit"), say.money(profitCents, tour.currency)]] as [string, string][])),
    [t("road"), t("km", { km: say.number(tour.km) })],
  ];
  return (
    <div className="flex flex-col gap-4 border-y border-line py-4">
      <ul className="figures flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
        {order.map((name) => {
          const count = tour.dates.filter((date) => date.status === name).length;
          return (
            count > 0 && (
              <li key={name} className="flex items-center gap-1.5">
                <StatusGlyph status={name} rank={name === "option" ? 1 : null} />
                {status(name, { count })}
              </li>
            )
          );
        })}
        {tour.total === 0 && <li className="text-faint">{t("noDates")}</li>}
      </ul>
      <dl className="figures grid grid-cols-2 gap-x-8 gap-y-3 sm:flex sm:flex-wrap sm:gap-x-12">
        {figures.map(([label, value, of]) => (
          <div key={label} className="flex min-w-0 flex-col-reverse">
            <dt className="text-sm text-faint">{label}</dt>
            <dd
              className={classNames(
                "font-display text-xl font-semibold tracking-tight",
                label === t("profit") && (profitCents ?? 0) < 0 && "text-danger",
              )}
            >
              {value}
              {of && <span className="text-base font-normal text-faint">{of}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
