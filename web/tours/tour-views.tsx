"use client";

import { MapPinned, Route } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Calendar } from "../performances/calendar/calendar.tsx";
import { DatesMap } from "../performances/dates-other-views.tsx";
import { useNewDate } from "../performances/new-date.tsx";
import type { View } from "../performances/view-switch.tsx";
import { useMay } from "../shell/permissions.tsx";
import { RouteList } from "./route-list.tsx";

/** The tour as a route, by day or by place. */
export function TourViews({
  tour,
  view,
  anchor,
  today,
}: {
  tour: ToolOutput<"tours_get_tour">;
  view: View;
  anchor: string;
  today: string;
}) {
  const t = useTranslations("tours");
  const newDate = useNewDate();
  const mayWrite = useMay()("tours:write");
  if (view === "calendar") {
    return (
      <Calendar
        dates={tour.dates}
        marked={tour.days}
        anchor={anchor}
        today={today}
        address={`/tours/${tour.id}?view=calendar&day=DAY`}
        onCreate={
          mayWrite ? (day) => newDate({ day, status: "option", tour: tour.id }, true) : undefined
        }
      />
    );
  }
  if (tour.dates.length === 0 && tour.days.length === 0) {
    return (
      <div className="rounded-lg border border-line bg-surface">
        <EmptyState icon={<Route aria-hidden />} title={t("noDates")}>
          {t("noDatesHelp")}
        </EmptyState>
      </div>
    );
  }
  if (view === "list") return <RouteList tour={tour} />;
  const placed = tour.dates.some((date) => date.latitude !== null);
  return (
    <div className="@container overflow-clip rounded-lg border border-line bg-surface">
      {placed ? (
        <DatesMap dates={tour.dates} />
      ) : (
        <EmptyState icon={<MapPinned aria-hidden />} title={t("noPlace")} />
      )}
    </div>
  );
}
