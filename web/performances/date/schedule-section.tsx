"use client";

import { Pencil, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, IconButton } from "../../components/button.tsx";
import { useSay } from "../../components/use-say.ts";
import { classNames } from "../../design/class-names.ts";
import { useMay } from "../../shell/permissions.tsx";
import { Nothing, Section } from "./section.tsx";
import { type DateFacts, useDateForms } from "./use-date-forms.ts";

/** The day as it runs, in the venue's time; doors and the set stand out. */
export function ScheduleSection({ facts }: { facts: DateFacts }) {
  const t = useTranslations("performance");
  const kinds = useTranslations("schedule");
  const say = useSay();
  const forms = useDateForms(facts);
  const mayWrite = useMay()("tours:write");
  const { date, schedule } = facts;
  return (
    <Section
      id="schedule"
      title={t("schedule")}
      subtitle={t("venueTime", { zone: date.timeZone.replace("_", " ") })}
      flush
      aside={
        mayWrite && (
          <Button
            size="sm"
            look="quiet"
            icon={<Pencil aria-hidden className="size-3.5" />}
            onClick={forms.schedule}
          >
            {t("editSchedule")}
          </Button>
        )
      }
    >
      {schedule.length === 0 ? (
        <Nothing>{t("noSchedule")}</Nothing>
      ) : (
        <ol className="figures grid gap-x-6 px-4 pb-3 sm:grid-cols-2">
          {schedule.map((item) => {
            const name = item.label ?? (kinds.has(item.kind) ? kinds(item.kind) : item.kind);
            const strong = item.kind === "doors" || item.kind === "set_time";
            return (
              <li
                key={item.id}
                className="group/item flex min-h-9 items-center gap-3 border-b border-line/60 text-sm"
              >
                <time
                  dateTime={item.startsAt}
                  className={classNames(
                    "w-16 shrink-0 whitespace-nowrap",
                    strong ? "font-display text-base font-semibold" : "font-medium",
                  )}
                >
                  {say.time(item.startsAt, date.timeZone)}
                </time>
                <span
                  className={classNames("min-w-0 flex-1", strong ? "font-medium" : "text-soft")}
                >
                  <span className="block truncate" title={name}>
                    {name}
                    {item.endsAt && (
                      <span className="text-faint">
                        {" "}
                        {t("until", { time: say.time(item.endsAt, date.timeZone) })}
                      </span>
                    )}
                  </span>
                  {item.note && <span className="block break-words text-faint">{item.note}</span>}
                </span>
                {mayWrite && item.kind !== "other" && item.kind !== "intermission" && (
                  <IconButton
                    label={t("removeNamed", { name })}
                    size={28}
                    className="opacity-0 group-hover/item:opacity-100 focus-visible:opacity-100 [@media(pointer:coarse)]:opacity-100"
                    onClick={() =>
                      void forms.run("tours_clear_times", {
                        performance: date.id,
                        schedule_items: [item.kind],
                      })
                    }
                  >
                    <X />
                  </IconButton>
                )}
              </li>
            );
          })}
        </ol>
      )}
    </Section>
  );
}
