"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { GroundMap } from "../cards/map/ground-map.tsx";
import { flatten } from "../cards/map/project.ts";
import { LineLink } from "../components/line-link.tsx";
import { useSay } from "../components/use-say.ts";

type Venue = ToolOutput<"tours_find_venues">["venues"][number];

/** Venues of one town share a dot, which opens their list below. */
export default function VenuesMap({ venues }: { venues: Venue[] }) {
  const t = useTranslations("venues");
  const say = useSay();
  const [chosen, setChosen] = useState<string | null>(null);
  const towns = useMemo(
    () =>
      Object.entries(
        Object.groupBy(
          venues.filter(({ latitude }) => latitude !== null),
          ({ latitude, longitude }) => `${latitude?.toFixed(2)},${longitude?.toFixed(2)}`,
        ),
      ).map(([key, group = []]) => ({ key, venues: group })),
    [venues],
  );
  const stops = useMemo(
    () =>
      towns.flatMap(({ key, venues: [first, ...more] }) =>
        first
          ? [
              {
                key,
                label: first.city ?? first.name,
                spoken: `${first.city ?? ""}, ${say.list([first, ...more].map(({ name }) => name))}`,
                ...(more.length > 0 ? { mark: String(more.length + 1) } : {}),
                ...flatten(first.longitude ?? 0, first.latitude ?? 0),
              },
            ]
          : [],
      ),
    [towns, say],
  );
  const open = towns.find(({ key }) => key === chosen);
  const unplaced = venues.filter(({ latitude }) => latitude === null).length;
  return (
    <div className="overflow-clip rounded-lg border border-line bg-surface">
      <GroundMap stops={stops} chosen={chosen} onChoose={setChosen} />
      {open && (
        <ul className="divide-y divide-line border-t border-line">
          {open.venues.map((venue) => (
            <li key={venue.id}>
              <LineLink
                href={`/venues/${venue.id}`}
                title={venue.name}
                detail={venue.city}
                end={venue.capacity === null ? null : say.number(venue.capacity)}
              />
            </li>
          ))}
        </ul>
      )}
      {unplaced > 0 && (
        <p className="border-t border-line px-4 py-2 text-sm text-faint">
          {t("unplaced", { count: unplaced })}
        </p>
      )}
    </div>
  );
}
