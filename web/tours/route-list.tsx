"use client";

import { ArrowDown, Coffee, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ToolOutput } from "#tools/call-tool.ts";
import { spokenDuration } from "#tools/tours/read-legs.ts";
import { IconButton } from "../components/button.tsx";
import { DateRow } from "../components/date-row.tsx";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";
import { routeOf, type Step } from "./route.ts";

/** The tour from date to date, with the road between and the days off. */
export function RouteList({ tour }: { tour: ToolOutput<"tours_get_tour"> }) {
  return (
    <div className="@container overflow-clip rounded-lg border border-line bg-surface">
      <ol className="divide-y divide-line">
        {routeOf(tour).map((step) => (
          <li key={step.key}>
            {step.kind === "date" ? (
              <DateRow date={step.date} actions={<DateLinks id={step.date.id} />} />
            ) : step.kind === "leg" ? (
              <LegLine step={step} />
            ) : (
              <DayLine tourId={tour.id} step={step} />
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

const linkLook =
  "inline-flex h-8 items-center rounded-sm border border-line bg-surface px-3 text-sm hover:bg-hover";

function DateLinks({ id }: { id: string }) {
  const t = useTranslations("tours");
  return (
    <>
      <Link href={`/performances/${id}`} prefetch={false} className={linkLook}>
        {t("openDate")}
      </Link>
      <Link href={`/performances/${id}/day-sheet`} prefetch={false} className={linkLook}>
        {t("daySheet")}
      </Link>
    </>
  );
}

function LegLine({ step }: { step: Extract<Step, { kind: "leg" }> }) {
  const t = useTranslations("tours");
  const say = useSay();
  const { leg, free, tight, long } = step;
  return (
    <p
      className={classNames(
        "figures flex min-h-8 items-center gap-2 bg-sunken/50 px-4 py-1 text-sm",
        long ? "text-danger" : tight ? "text-option" : "text-faint",
      )}
    >
      <span className="grid w-[1.35em] shrink-0 justify-end text-base">
        {tight ? (
          <TriangleAlert aria-hidden className="size-4" />
        ) : (
          <ArrowDown aria-hidden className="size-4" />
        )}
      </span>
      <span className="min-w-0">
        {leg.km > 0
          ? t("leg", { km: say.number(leg.km), time: spokenDuration(leg.minutes) })
          : t("sameTown")}
        {free > 0 && ` · ${t("free", { count: free })}`}
        {tight && ` · ${t(long ? "tooLong" : "tight")}`}
      </span>
    </p>
  );
}

function DayLine({ tourId, step }: { tourId: string; step: Extract<Step, { kind: "day" }> }) {
  const t = useTranslations("tours");
  const choice = useChoiceLabel();
  const say = useSay();
  const { run } = useTools();
  const mayWrite = useMay()("tours:write");
  const { day, kind, note } = step.day;
  const name = choice("day_kind", kind);
  return (
    <div className="flex min-h-11 items-center gap-3 px-4 py-1 text-sm">
      <Coffee aria-hidden className="size-4 shrink-0 text-faint" />
      <span className="min-w-0 flex-1 break-words">
        <span className="font-medium">{name}</span>
        <span className="figures text-soft"> · {say.shortDay(day)}</span>
        {note && <span className="text-faint"> · {note}</span>}
      </span>
      {mayWrite && (
        <IconButton
          label={t("clearDay", { name, day: say.day(day) })}
          size={32}
          onClick={() => void run("tours_clear_day", { day, tour: tourId })}
        >
          <X />
        </IconButton>
      )}
    </div>
  );
}
