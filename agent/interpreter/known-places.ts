import type { Places } from "#integrations/places/index.ts";
import { normalize } from "#recognise/index.ts";

const key = (text: string) =>
  normalize(text)
    .text.replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The towns of the examples only: reading hundreds of sentences does not need the whole gazetteer. */
export function knownPlaces(places: Places, names: ReadonlySet<string>): Places {
  const found = new Map<string, ReturnType<Places["find"]>>();
  for (const name of names) {
    const best = places.find(name, { limit: 1 });
    if (best.length > 0) found.set(key(name), best);
  }
  return { ...places, find: (text) => found.get(key(text)) ?? [] };
}
