"use client";

import { useTranslations } from "next-intl";
import type { DateRow } from "#tools/core/card.ts";
import { missingWord } from "#tools/tours/rules.ts";
import { DayBlock } from "../components/date-row.tsx";
import { StatusGlyph } from "../components/status-glyph.tsx";
import { Status } from "../components/status.tsx";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import type { Column } from "../lists/data-list.tsx";

const shareOf = (date: DateRow) => (date.capacity ? date.sold / date.capacity : 0);

/** A date as the rows of a list: day, town and venue, artist, status, sold, what is missing. */
export function useDateColumns({ artist = true }: { artist?: boolean } = {}): Column<DateRow>[] {
  const t = useTranslations("performances");
  const status = useTranslations("date.statusWord");
  const say = useSay();
  return [
    {
      key: "day",
      label: t("day"),
      sortable: true,
      width: "7.25rem",
      cell: (row) => <DayBlock day={row.day} muted={row.status === "cancelled"} />,
      csv: (row) => row.day,
    },
    {
      key: "city",
      label: t("town"),
      sortable: true,
      width: "minmax(8rem, 2fr)",
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <span className="shrink-0 @lg:hidden">
            <StatusGlyph status={row.status} rank={row.holdRank} share={shareOf(row)} />
            <span className="sr-only">{status(row.status)}</span>
          </span>
          <span className="min-w-0">
            <span
              className={classNames(
                "block truncate font-medium text-ink",
                row.status === "cancelled" && "line-through decoration-danger",
              )}
              title={row.city ?? row.title}
            >
              {row.city ?? row.title}
            </span>
            <span className="block truncate text-faint" title={row.venue ?? undefined}>
              {row.venue ?? t("noVenue")}
            </span>
          </span>
        </span>
      ),
      csv: (row) => row.city,
    },
    ...(artist
      ? [
          {
            key: "artist",
            label: t("artist"),
            sortable: true,
            from: "md" as const,
            width: "minmax(7rem, 1fr)",
            cell: (row: DateRow) => row.artist,
            csv: (row: DateRow) => row.artist,
          },
        ]
      : []),
    {
      key: "status",
      label: t("status"),
      sortable: true,
      from: "sm",
      width: "7.5rem",
      cell: (row) => <Status status={row.status} rank={row.holdRank} share={shareOf(row)} />,
      csv: (row) => status(row.status),
    },
    {
      key: "sold",
      label: t("sold"),
      sortable: true,
      figure: true,
      from: "sm",
      width: "7rem",
      cell: (row) =>
        row.sold === 0 && row.capacity === null ? (
          "–"
        ) : (
          <>
            <span className={row.sold > 0 ? "text-ink" : undefined}>{say.number(row.sold)}</span>
            {row.capacity !== null && (
              <span className="text-faint"> / {say.number(row.capacity)}</span>
            )}
          </>
        ),
      csv: (row) => row.sold,
    },
    {
      key: "missing",
      label: t("missing"),
      from: "lg",
      width: "minmax(9rem, 1.5fr)",
      cell: (row) => <MissingWords row={row} />,
      csv: (row) => row.missing.map((key) => say(missingWord(key))).join(", "),
    },
    { key: "venue", label: t("venue"), fileOnly: true, cell: () => null, csv: (row) => row.venue },
    {
      key: "capacity",
      label: t("capacity"),
      fileOnly: true,
      cell: () => null,
      csv: (row) => row.capacity,
    },
    { key: "tour", label: t("tour"), fileOnly: true, cell: () => null, csv: (row) => row.tour },
  ];
}

function MissingWords({ row }: { row: DateRow }) {
  const say = useSay();
  if (row.missing.length === 0 || row.status === "cancelled") return "–";
  const words = row.missing.map((key) => say(missingWord(key))).join(", ");
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-option" title={words}>
      <span aria-hidden className="size-1.5 shrink-0 rotate-45 border border-current" />
      <span className="figures shrink-0 font-medium">{row.missing.length}</span>
      <span className="truncate">{words}</span>
    </span>
  );
}
