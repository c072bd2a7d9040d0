"use client";

import { MicVocal } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { useSay } from "../components/use-say.ts";
import { type Column, DataList } from "../lists/data-list.tsx";
import { type ListQuery, listInput } from "../lists/list-query.ts";
import { readAll } from "../lists/read-all.ts";
import { NewArtist } from "./new-artist.tsx";

type Answer = ToolOutput<"tours_list_artists">;
type Artist = Answer["artists"][number];

export function ArtistList({
  rows,
  total,
  query,
}: {
  rows: Artist[];
  total: number;
  query: ListQuery;
}) {
  const t = useTranslations("artists");
  const say = useSay();
  const columns: Column<Artist>[] = [
    {
      key: "name",
      label: t("name"),
      sortable: true,
      width: "minmax(10rem, 2fr)",
      cell: (row) => <span className="block truncate">{row.name}</span>,
      csv: (row) => row.name,
    },
    {
      key: "genre",
      label: t("genre"),
      sortable: true,
      from: "sm",
      cell: (row) => row.genre ?? "–",
      csv: (row) => row.genre,
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
      width: "7rem",
      cell: (row) => say.number(row.dates),
      csv: (row) => row.dates,
    },
    {
      key: "sold",
      label: t("sold"),
      sortable: true,
      figure: true,
      from: "sm",
      width: "8rem",
      cell: (row) => say.number(row.sold),
      csv: (row) => row.sold,
    },
  ];
  return (
    <DataList
      label={t("title")}
      rows={rows}
      total={total}
      query={query}
      columns={columns}
      named={(row) => row.name}
      href={(row) => `/artists/${row.id}`}
      readAll={() =>
        readAll("tours_list_artists", listInput(query), (value: Answer) => value.artists)
      }
      fileName={t("file")}
      empty={{
        icon: <MicVocal aria-hidden />,
        title: t("empty"),
        help: t("emptyHelp"),
        action: <NewArtist />,
      }}
    />
  );
}
