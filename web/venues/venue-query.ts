import type { ToolInput } from "#tools/call-tool.ts";
import { venueKinds } from "#tools/tours/kinds.ts";
import { listInput, type ListQuery, readListQuery } from "../lists/list-query.ts";

export const capacities = {
  small: { max_capacity: 299 },
  medium: { min_capacity: 300, max_capacity: 800 },
  large: { min_capacity: 800, max_capacity: 2_000 },
  huge: { min_capacity: 2_001 },
} as const;
export type CapacityRange = keyof typeof capacities;

const sorts = ["name", "city", "kind", "capacity", "dates", "next"] as const;
export type VenueQuery = ListQuery<(typeof sorts)[number]>;

export const readVenueQuery = (
  parameters: Record<string, string | string[] | undefined>,
): VenueQuery =>
  readListQuery(parameters, {
    sorts,
    filters: {
      kind: venueKinds,
      country: "any",
      capacity: Object.keys(capacities),
      view: ["map"],
    },
  });

/** The same as the list tool takes it; a map shows a thousand at once. */
export function venueInput(query: VenueQuery): ToolInput<"tours_find_venues"> {
  const { kind, country, capacity, view } = query.filters;
  return {
    ...listInput(query),
    kind: venueKinds.find((one) => one === kind),
    country: country && /^[A-Z]{2}$/.test(country) ? country : undefined,
    ...(capacity ? capacities[capacity as CapacityRange] : {}),
    ...(view === "map" ? { limit: 1_000, offset: 0 } : {}),
  };
}
