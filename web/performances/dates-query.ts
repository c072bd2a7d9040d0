import type { ToolInput } from "#tools/call-tool.ts";
import { missingKeys } from "#tools/tours/rules.ts";
import { listInput, type ListQuery, readListQuery } from "../lists/list-query.ts";

export const statuses = [
  "option",
  "confirmed",
  "on_sale",
  "played",
  "settled",
  "cancelled",
] as const;
export const periods = ["past", "all"] as const;
export const views = ["calendar", "map"] as const;
const sorts = ["day", "city", "venue", "artist", "status", "sold", "capacity"] as const;
type Sort = (typeof sorts)[number];

/** What the address of the dates says: view, filters, order, and the day around which a calendar stands. */
export const readDatesQuery = (parameters: Record<string, string | string[] | undefined>) =>
  readListQuery(parameters, {
    sorts,
    filters: {
      view: views,
      period: periods,
      status: statuses,
      artist: "any",
      tour: "any",
      missing: missingKeys,
      day: "any",
    },
  });

/** The same as the list tool takes it; what is past begins with the latest. */
export function datesInput(query: ListQuery<Sort>): ToolInput<"tours_list_performances"> {
  const { period, status, artist, tour, missing } = query.filters;
  return {
    ...listInput(query),
    when: period === "past" || period === "all" ? period : "upcoming",
    ...(period === "past" && !query.sort ? { sort: "day" as const, descending: true } : {}),
    ...(status ? { status: status as (typeof statuses)[number] } : {}),
    ...(artist ? { artist } : {}),
    ...(tour ? { tour } : {}),
    ...(missing ? { missing: missing as (typeof missingKeys)[number] } : {}),
  };
}

/** The day in the address where it is one. */
export const anchorOf = (query: ListQuery): string | null =>
  /^\d{4}-(0[1-9]|1[0-2])-\d{2}$/.test(query.filters["day"] ?? "") &&
  !Number.isNaN(Date.parse(`${query.filters["day"]}T00:00:00Z`))
    ? (query.filters["day"] ?? null)
    : null;
