import { getTranslations } from "next-intl/server";
import { missingKeys } from "#tools/tours/rules.ts";
import type { Filter } from "../lists/list-tools.tsx";
import { periods, statuses } from "./dates-query.ts";

type Named = { id: string; name: string };

/** The filters over dates, in the reader's words; those without a choice are left out. */
export async function dateFilters(artists: Named[], tours: Named[]): Promise<Filter[]> {
  const [t, choices] = await Promise.all([
    getTranslations("performances"),
    getTranslations("choices"),
  ]);
  const named = (rows: Named[]) => rows.map(({ id, name }) => ({ value: id, label: name }));
  const filters: Filter[] = [
    {
      name: "period",
      label: t("period"),
      all: t("periods.upcoming"),
      options: periods.map((value) => ({ value, label: t(`periods.${value}`) })),
    },
    {
      name: "status",
      label: t("status"),
      all: t("allStatuses"),
      options: statuses.map((value) => ({
        value,
        label: choices(`performance_status.${value}`),
      })),
    },
    { name: "artist", label: t("artist"), all: t("allArtists"), options: named(artists) },
    { name: "tour", label: t("tour"), all: t("allTours"), options: named(tours) },
    {
      name: "missing",
      label: t("missing"),
      all: t("allMissing"),
      options: missingKeys.map((value) => ({ value, label: choices(`missing.${value}`) })),
    },
  ];
  return filters.filter(({ name, options }) => options.length > (name === "artist" ? 1 : 0));
}
