import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import Link from "next/link";
import { Suspense } from "react";
import { Skeleton } from "../../../../components/skeleton.tsx";
import { RowHistory } from "../../../../history/row-history.tsx";
import { anchorOf, readDatesQuery } from "../../../../performances/dates-query.ts";
import { ViewSwitch } from "../../../../performances/view-switch.tsx";
import { dayOf } from "../../../../session/day-of.ts";
import { readToolIfAllowed } from "../../../../session/read-tool.ts";
import { Words } from "../../../../session/words.tsx";
import { OnScreen } from "../../../../shell/on-screen.tsx";
import { Page } from "../../../../shell/page.tsx";
import { Period } from "../../../../tours/period.tsx";
import { readTour } from "../../../../tours/read-tour.ts";
import { TourActions } from "../../../../tours/tour-actions.tsx";
import { TourFacts } from "../../../../tours/tour-facts.tsx";
import { TourViews } from "../../../../tours/tour-views.tsx";
import type { PageInput } from "../../../../session/page-input.ts";

export async function generateMetadata({ params }: PageInput<"id">): Promise<Metadata> {
  return { title: (await readTour((await params).id)).name };
}

export default async function Tour({ params, searchParams }: PageInput<"id">) {
  const { id } = await params;
  const query = readDatesQuery(await searchParams);
  const view = (query.filters["view"] ?? "list") as "list" | "calendar" | "map";
  const [t, tour, profit, timeZone] = await Promise.all([
    getTranslations("tours"),
    readTour(id),
    readToolIfAllowed("business_get_profit", { tour: id }),
    getTimeZone(),
  ]);
  const today = dayOf(new Date().toISOString(), timeZone);
  const next = tour.dates.find(({ day }) => day >= today) ?? tour.dates.at(-1);
  const path = `/tours/${tour.id}`;
  return (
    <Words of={["tours", "performances", "calendar"]}>
      <OnScreen kind="tour" id={tour.id} label={tour.name} />
      <Page
        back={{ href: "/tours", label: t("title") }}
        title={tour.name}
        subtitle={
          <>
            <Link
              href={`/artists/${tour.artistId}`}
              prefetch={false}
              className="underline-offset-4 hover:underline"
            >
              {tour.artist}
            </Link>
            {" · "}
            <Period from={tour.startsOn} to={tour.endsOn} />
          </>
        }
        actions={
          <>
            <ViewSwitch
              view={view}
              hrefs={{ list: path, calendar: `${path}?view=calendar`, map: `${path}?view=map` }}
            />
            <TourActions tour={tour} />
          </>
        }
      >
        <TourFacts tour={tour} profitCents={profit?.profitCents ?? null} />
        {tour.notes && (
          <p className="max-w-prose text-sm break-words whitespace-pre-line text-soft">
            {tour.notes}
          </p>
        )}
        <TourViews
          tour={tour}
          view={view}
          anchor={anchorOf(query) ?? next?.day ?? tour.startsOn ?? today}
          today={today}
        />
        {tour.legs.length > 0 && <p className="text-xs text-faint">{t("estimated")}</p>}
        <Suspense fallback={<Skeleton className="h-32 w-full rounded-lg" />}>
          <RowHistory kind="tour" id={tour.id} limit={6} />
        </Suspense>
      </Page>
    </Words>
  );
}
