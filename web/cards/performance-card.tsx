"use client";

import { useTranslations } from "next-intl";
import { DayBlock } from "../components/date-row.tsx";
import { Meter } from "../components/meter.tsx";
import { Panel } from "../components/panel.tsx";
import { Status } from "../components/status.tsx";
import { useSay } from "../components/use-say.ts";
import type { CardOf } from "./show-card.tsx";

export function PerformanceCard({ card }: { card: CardOf<"performance"> }) {
  const t = useTranslations("card");
  const kinds = useTranslations("schedule");
  const say = useSay();
  const { date, schedule, ticketTypes, notes } = card;
  const share = date.capacity ? date.sold / date.capacity : 0;
  return (
    <Panel flush>
      <div className="@container">
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
          <div className="flex min-w-0 items-center gap-3">
            <DayBlock day={date.day} />
            <div className="min-w-0">
              <h3 className="truncate font-display text-lg font-semibold tracking-tight">
                {date.city ?? date.title}
              </h3>
              <p className="truncate text-sm text-soft">
                {[date.venue, date.artist].filter(Boolean).join(" · ")}
              </p>
            </div>
          </div>
          <Status status={date.status} rank={date.holdRank} share={share} />
        </header>
        {date.capacity !== null && (
          <div className="border-t border-line px-4 py-3">
            <Meter value={date.sold} of={date.capacity} label={t("soldOf")} />
          </div>
        )}
        {schedule.length > 0 && (
          <Section title={t("schedule")}>
            <ol className="figures grid gap-x-8 @md:grid-cols-2">
              {schedule.map((item) => (
                <li key={`${item.kind}${item.startsAt}`} className="flex gap-3 py-0.5 text-sm">
                  <time dateTime={item.startsAt} className="w-16 shrink-0 font-medium">
                    {say.time(item.startsAt, date.timeZone)}
                  </time>
                  <span className="min-w-0 text-soft">
                    {item.label ?? (kinds.has(item.kind) ? kinds(item.kind) : item.kind)}
                  </span>
                </li>
              ))}
            </ol>
          </Section>
        )}
        {ticketTypes.length > 0 && (
          <Section title={t("ticketTypes")}>
            <ul className="figures text-sm">
              {ticketTypes.map((type) => (
                <li
                  key={type.name}
                  className="grid grid-cols-[minmax(0,1fr)_auto_6rem] gap-3 py-0.5"
                >
                  <span className="truncate">{type.name}</span>
                  <span className="font-medium">
                    {type.priceCents === 0 ? t("free") : say.money(type.priceCents, type.currency)}
                  </span>
                  <span className="text-right text-soft">
                    {say.number(type.sold)} / {say.number(type.quota)}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {date.missing.length > 0 && (
          <Section title={t("missing")}>
            <ul className="flex flex-wrap gap-1.5">
              {date.missing.map((what) => (
                <li
                  key={what}
                  className="flex items-center gap-1.5 rounded-full border border-option/30 bg-option-wash px-2.5 py-0.5 text-sm text-option"
                >
                  <span aria-hidden className="size-1.5 rotate-45 border border-current" />
                  {what}
                </li>
              ))}
            </ul>
          </Section>
        )}
        {notes && (
          <Section title={t("notes")}>
            <p className="text-sm whitespace-pre-line text-soft">{notes}</p>
          </Section>
        )}
      </div>
    </Panel>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="border-t border-line px-4 py-3">
      <h4 className="mb-1.5 text-xs font-medium text-faint">{title}</h4>
      {children}
    </div>
  );
}
