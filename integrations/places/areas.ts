import { countryCode } from "./countries.ts";
import { gazetteer } from "./gazetteer.ts";
import { placeKey } from "./place-key.ts";

export type Area = { kind: "country" | "region" | "departement"; name: string; code: string };

let french: Map<string, Area> | undefined;

function frenchAreas(): Map<string, Area> {
  if (french) return french;
  const { regionNames, departements } = gazetteer();
  french = new Map();
  for (const [code, name] of departements)
    french.set(placeKey(name), { kind: "departement", name, code });
  for (const [code, name] of regionNames)
    french.set(placeKey(name), { kind: "region", name, code });
  return french;
}

/** A French region or département, or a country, by its name. Codes are those of INSEE and ISO 3166-1. */
export function findArea(text: string): Area | undefined {
  const area = frenchAreas().get(placeKey(text));
  if (area) return area;
  const code = text.trim().length > 3 ? countryCode(text) : undefined;
  return code ? { kind: "country", name: text.trim(), code } : undefined;
}
