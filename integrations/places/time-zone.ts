import zones from "./time-zones.json" with { type: "json" };

const countries: Record<string, string> = zones.countries;
const regions: Record<string, Record<string, string>> = zones.regions;
const known = new Map<string, string>();

/**
 * The IANA zone of a country, or of a GeoNames region of it where the country has several.
 * Countries with one zone come from the runtime's CLDR data.
 */
export function timeZoneOf(country: string, region?: string): string {
  const regional = region && regions[country]?.[region];
  if (regional) return regional;
  const found = known.get(country) ?? countries[country] ?? onlyZone(country);
  known.set(country, found);
  return found;
}

function onlyZone(country: string): string {
  const locale: Intl.Locale & { getTimeZones?(): string[] | undefined } = new Intl.Locale(
    `und-${country}`,
  );
  return locale.getTimeZones?.()?.[0] ?? "UTC";
}
