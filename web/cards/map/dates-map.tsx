"use client";

import { useMemo, useState } from "react";
import type { DateRow as Row } from "#tools/core/card.ts";
import { DateRow } from "../../components/date-row.tsx";
import { useSay } from "../../components/use-say.ts";
import { GroundMap } from "./ground-map.tsx";
import { flatten } from "./project.ts";

type Town = { key: string; city: string; numbers: number[]; dates: Row[]; x: number; y: number };

/** Dates of one town share a dot; its number is the order in the tour. */
function townsOf(dates: Row[]): Town[] {
  const towns = new Map<string, Town>();
  const placed = dates
    .filter((date) => date.latitude !== null && date.longitude !== null)
    .toSorted((a, b) => a.day.localeCompare(b.day));
  for (const [index, date] of placed.entries()) {
    const key = `${date.latitude?.toFixed(2)},${date.longitude?.toFixed(2)}`;
    const town = towns.get(key) ?? {
      key,
      city: date.city ?? date.title,
      numbers: [],
      dates: [],
      ...flatten(date.longitude ?? 0, date.latitude ?? 0),
    };
    town.numbers.push(index + 1);
    town.dates.push(date);
    towns.set(key, town);
  }
  return [...towns.values()];
}

export default function DatesMap({ dates }: { dates: Row[] }) {
  const say = useSay();
  const [chosen, setChosen] = useState<string | null>(null);
  const towns = useMemo(() => townsOf(dates), [dates]);
  const stops = useMemo(
    () =>
      towns.map(({ key, city, numbers, dates, x, y }) => ({
        key,
        x,
        y,
        label: city,
        spoken: `${city}, ${say.list(dates.map((date) => say.day(date.day)))}`,
        mark: String(numbers[0]),
        muted: dates.every((date) => date.status === "cancelled"),
      })),
    [towns, say],
  );
  const route = useMemo(
    () =>
      towns
        .flatMap(({ numbers, x, y }) => numbers.map((number) => ({ number, x, y })))
        .toSorted((a, b) => a.number - b.number),
    [towns],
  );
  const open = towns.find(({ key }) => key === chosen);
  return (
    <div>
      <GroundMap stops={stops} route={route} chosen={chosen} onChoose={setChosen} />
      {open && (
        <ul className="divide-y divide-line border-t border-line">
          {open.dates.map((date) => (
            <li key={date.id}>
              <DateRow date={date} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
