import { placeKey } from "./place-key.ts";

/** Usual names that CLDR does not give. */
const SHORT: Record<string, string> = {
  uk: "GB",
  angleterre: "GB",
  england: "GB",
  scotland: "GB",
  ecosse: "GB",
  wales: "GB",
  "pays de galles": "GB",
  "great britain": "GB",
  "grande bretagne": "GB",
  usa: "US",
  us: "US",
  hollande: "NL",
  holland: "NL",
  "republique tcheque": "CZ",
  "czech republic": "CZ",
  quebec: "CA",
};

/** CLDR names the unknown region too, and withdrawn codes (FX), which a locale replaces by today's. */
const UNKNOWN = "ZZ";

let byName: Map<string, string> | undefined;

function names(): Map<string, string> {
  if (byName) return byName;
  byName = new Map(Object.entries(SHORT));
  const languages = ["fr", "en"].map(
    (code) => new Intl.DisplayNames(code, { type: "region", fallback: "none" }),
  );
  for (let first = 65; first <= 90; first++)
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second);
      if (code === UNKNOWN || new Intl.Locale(`und-${code}`).region !== code) continue;
      for (const language of languages) {
        const name = language.of(code);
        if (name) byName.set(placeKey(name), code);
      }
    }
  return byName;
}

/** ISO code of a country named in French or English, or given by its code (« CH », « Suisse »). */
export function countryCode(text: string): string | undefined {
  const trimmed = text.trim();
  const found = names().get(placeKey(trimmed));
  if (found) return found;
  if (!/^[A-Z]{2}$/.test(trimmed)) return undefined;
  return [...names().values()].includes(trimmed) ? trimmed : undefined;
}
