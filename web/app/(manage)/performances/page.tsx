import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import { listAddress } from "../../../lists/list-query.ts";
import { dateFilters } from "../../../performances/date-filters.ts";
import { DatesList } from "../../../performances/dates-list.tsx";
import { DatesOtherViews } from "../../../performances/dates-other-views.tsx";
import { anchorOf, datesInput, readDatesQuery } from "../../../performances/dates-query.ts";
import { monthOf } from "../../../performances/calendar/month-days.ts";
import { NewDate } from "../../../performances/new-date.tsx";
import { ViewSwitch } from "../../../performances/view-switch.tsx";
import { dayOf } from "../../../session/day-of.ts";
import { readTool } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import type { PageInput } from "../../../session/page-input.ts";

const mostOnMap = 400;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("performances"))("title") };
}

export default async function Performances({ searchParams }: PageInput) {
  const query = readDatesQuery(await searchParams);
  const view = (query.filters["view"] ?? "list") as "list" | "calendar" | "map";
  const today = dayOf(new Date().toISOString(), await getTimeZone());
  const asked = datesInput(query);
  const [t, artists, tours] = await Promise.all([
    getTranslations("performances"),
    readTool("tours_list_artists", { sort: "name", limit: 200 }),
    readTool("tours_list_tours", { sort: "name", limit: 200 }),
  ]);
  const anchor = anchorOf(query) ?? (view === "calendar" ? await firstDay(asked, today) : today);
  const weeks = monthOf(anchor);
  const input = {
    list: asked,
    calendar: {
      ...asked,
      when: "all" as const,
      from: weeks[0]?.[0],
      to: weeks.at(-1)?.at(-1),
      limit: 1_000,
      offset: 0,
    },
    map: { ...asked, limit: mostOnMap, offset: 0 },
  }[view];
  const { dates, total } = await readTool("tours_list_performances", input);
  const filters = await dateFilters(artists.artists, tours.tours);
  const { view: _, day: __, ...others } = query.filters;
  const href = (next: Record<string, string>) =>
    listAddress("/performances", query, { filters: { ...others, ...next } });
  return (
    <Words of={["performances", "calendar"]}>
      <Page
        title={t("title")}
        actions={
          <>
            <ViewSwitch
              view={view}
              hrefs={{
                list: href({}),
                calendar: href({ view: "calendar" }),
                map: href({ view: "map" }),
              }}
            />
            <NewDate />
          </>
        }
      >
        {view === "list" ? (
          <DatesList rows={dates} total={total} query={query} input={asked} filters={filters} />
        ) : (
          <DatesOtherViews
            view={view}
            rows={dates}
            query={query}
            filters={filters}
            anchor={anchor}
            today={today}
          />
        )}
      </Page>
    </Words>
  );
}

/** Where a calendar opens: on the month of the next date that fits, else on this one. */
async function firstDay(asked: ReturnType<typeof datesInput>, today: string): Promise<string> {
  const { dates } = await readTool("tours_list_performances", {
    ...asked,
    when: "upcoming",
    limit: 1,
    offset: 0,
  });
  return dates[0]?.day ?? today;
}
