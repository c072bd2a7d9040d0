"use client";

import { List, MapPin, MapPinned } from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { venueKinds } from "#tools/tours/kinds.ts";
import { Skeleton } from "../components/skeleton.tsx";
import { Segments } from "../components/tabs.tsx";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { type Column, DataList } from "../lists/data-list.tsx";
import { listAddress } from "../lists/list-query.ts";
import { readAll } from "../lists/read-all.ts";
import { capacities, type CapacityRange, venueInput, type VenueQuery } from "./venue-query.ts";

type Answer = ToolOutput<"tours_find_venues">;
type Venue = Answer["venues"][number];

const VenuesMap = dynamic(() => import("./venues-map.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="aspect-[4/3] rounded-lg lg:aspect-[16/10]" />,
});

export function VenueList({
  answer,
  query,
  first,
}: {
  answer: Answer;
  query: VenueQuery;
  /** The first step where there is nothing yet. */
  first: ReactNode;
}) {
  const t = useTranslations("venues");
  const router = useRouter();
  const path = usePathname();
  const say = useSay();
  const choice = useChoiceLabel();
  const mapped = query.filters["view"] === "map";
  const columns: Column<Venue>[] = [
    {
      key: "name",
      label: t("name"),
      sortable: true,
      width: "minmax(10rem, 2fr)",
      cell: (row) => <span className="block truncate">{row.name}</span>,
      csv: (row) => row.name,
    },
    {
      key: "city",
      label: t("city"),
      sortable: true,
      cell: (row) =>
        [row.city, row.country === "FR" ? null : say.country(row.country)]
          .filter(Boolean)
          .join(", ") || "–",
      csv: (row) => row.city,
    },
    {
      key: "kind",
      label: t("kind"),
      sortable: true,
      from: "md",
      cell: (row) => (row.kind === "other" ? "–" : choice("venue_kind", row.kind)),
      csv: (row) => choice("venue_kind", row.kind),
    },
    {
      key: "contact",
      label: t("contact"),
      from: "lg",
      cell: (row) => row.contacts[0] ?? row.phone ?? row.email ?? "–",
      csv: (row) => row.contacts.join(", "),
    },
    {
      key: "next",
      label: t("next"),
      sortable: true,
      from: "md",
      cell: (row) => (row.next ? say.day(row.next) : "–"),
      csv: (row) => row.next,
    },
    {
      key: "dates",
      label: t("dates"),
      sortable: true,
      figure: true,
      from: "sm",
      width: "5rem",
      cell: (row) => say.number(row.dates),
      csv: (row) => row.dates,
    },
    {
      key: "capacity",
      label: t("capacity"),
      sortable: true,
      figure: true,
      from: "sm",
      width: "6rem",
      cell: (row) => (row.capacity === null ? "–" : say.number(row.capacity)),
      csv: (row) => row.capacity,
    },
  ];
  const filters = [
    {
      name: "kind",
      label: t("kind"),
      all: t("allKinds"),
      options: venueKinds.map((value) => ({ value, label: choice("venue_kind", value) })),
    },
    {
      name: "capacity",
      label: t("capacity"),
      all: t("allCapacities"),
      options: Object.keys(capacities).map((value) => ({
        value,
        label: t(value as CapacityRange),
      })),
    },
    ...(answer.countries.length > 1
      ? [
          {
            name: "country",
            label: t("country"),
            all: t("allCountries"),
            options: answer.countries.map((value) => ({ value, label: say.country(value) })),
          },
        ]
      : []),
  ];
  const view = (
    <Segments
      label={t("view")}
      value={mapped ? "map" : "list"}
      onChange={(next) =>
        router.replace(
          listAddress(path, query, {
            filters: { ...query.filters, view: next === "map" ? "map" : "" },
          }),
          { scroll: false },
        )
      }
      options={[
        { value: "list", label: t("list"), icon: <List aria-hidden /> },
        { value: "map", label: t("map"), icon: <MapPin aria-hidden /> },
      ]}
    />
  );
  return (
    <DataList
      label={t("title")}
      rows={answer.venues}
      total={answer.total}
      query={query}
      columns={columns}
      filters={filters}
      aside={view}
      {...(mapped && answer.total > 0 ? { instead: <VenuesMap venues={answer.venues} /> } : {})}
      named={(row) => row.name}
      href={(row) => `/venues/${row.id}`}
      readAll={() =>
        readAll("tours_find_venues", venueInput(query), (value: Answer) => value.venues)
      }
      fileName={t("file")}
      empty={{
        icon: <MapPinned aria-hidden />,
        title: t("empty"),
        help: t("emptyHelp"),
        action: first,
      }}
    />
  );
}
