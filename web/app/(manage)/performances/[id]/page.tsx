import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import { Suspense } from "react";
import { createSay } from "#tools/core/text.ts";
import { DayBlock } from "../../../../components/date-row.tsx";
import { Skeleton } from "../../../../components/skeleton.tsx";
import { RowHistory } from "../../../../history/row-history.tsx";
import { AdvancingSection } from "../../../../performances/date/advancing-section.tsx";
import { DateActions } from "../../../../performances/date/date-actions.tsx";
import { DocumentsSection } from "../../../../performances/date/documents-section.tsx";
import { GuestsSection } from "../../../../performances/date/guests-section.tsx";
import { MissingStrip } from "../../../../performances/date/missing-strip.tsx";
import { MoneySection } from "../../../../performances/date/money-section.tsx";
import { PlaceSection } from "../../../../performances/date/place-section.tsx";
import { ScheduleSection } from "../../../../performances/date/schedule-section.tsx";
import { SubNav } from "../../../../performances/date/sub-nav.tsx";
import { TeamSection } from "../../../../performances/date/team-section.tsx";
import { TicketsSection } from "../../../../performances/date/tickets-section.tsx";
import { TravelSection } from "../../../../performances/date/travel-section.tsx";
import { readDate } from "../../../../performances/read-date.ts";
import { NotesSection } from "../../../../performances/notes/notes-section.tsx";
import { asLocale } from "../../../../session/preferences.ts";
import { dayOf } from "../../../../session/day-of.ts";
import { readToolIfAllowed } from "../../../../session/read-tool.ts";
import { Words } from "../../../../session/words.tsx";
import { OnScreen } from "../../../../shell/on-screen.tsx";
import { Page } from "../../../../shell/page.tsx";
import type { PageInput } from "../../../../session/page-input.ts";

export async function generateMetadata({ params }: PageInput<"id">): Promise<Metadata> {
  const [{ date }, locale] = await Promise.all([readDate((await params).id), getLocale()]);
  return {
    title: `${date.city ?? date.title} · ${createSay(asLocale(locale)).shortDay(date.day)}`,
  };
}

export default async function Performance({ params }: PageInput<"id">) {
  const { id } = await params;
  const [t, facts, profit] = await Promise.all([
    getTranslations("performance"),
    readDate(id),
    readToolIfAllowed("business_get_profit", { performances: [id] }),
  ]);
  const { date } = facts;
  const today = dayOf(new Date().toISOString(), date.timeZone);
  const name = date.city ?? date.title;
  const sections = [
    "schedule",
    "tickets",
    ...(facts.grossCents === null ? [] : ["guests"]),
    "team",
    "travel",
    "advancing",
    "documents",
    ...(profit ? ["money"] : []),
    "notes",
  ];
  return (
    <Words of={["performance", "notes", "editEntry"]}>
      <OnScreen kind="performance" id={date.id} label={`${date.day} · ${name}`} />
      <Page
        back={
          date.tourId
            ? { href: `/tours/${date.tourId}`, label: date.tour ?? t("tour") }
            : { href: "/performances", label: t("all") }
        }
        lead={<DayBlock alone day={date.day} muted={date.status === "cancelled"} />}
        title={name}
        subtitle={
          <>
            {[date.venue ?? t("noVenue"), date.title === date.artist ? null : date.title]
              .filter(Boolean)
              .join(" · ")}
            {" · "}
            <Link
              href={`/artists/${facts.artistId}`}
              prefetch={false}
              className="underline-offset-4 hover:underline"
            >
              {date.artist}
            </Link>
          </>
        }
        actions={<DateActions facts={facts} today={today} />}
      >
        <MissingStrip facts={facts} />
        <SubNav facts={facts} sections={sections} />
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-5">
            <ScheduleSection facts={facts} />
            <TicketsSection facts={facts} />
            <GuestsSection facts={facts} />
            <TeamSection facts={facts} />
            <TravelSection facts={facts} />
            <AdvancingSection facts={facts} today={today} />
            <DocumentsSection facts={facts} />
            {profit && <MoneySection facts={facts} profit={profit} />}
          </div>
          <div className="flex min-w-0 flex-col gap-5">
            <PlaceSection facts={facts} />
            <NotesSection id={date.id} notes={facts.notes ?? ""} />
            <Suspense fallback={<Skeleton className="h-40 w-full rounded-lg" />}>
              <RowHistory kind="performance" id={date.id} limit={8} />
            </Suspense>
          </div>
        </div>
      </Page>
    </Words>
  );
}
