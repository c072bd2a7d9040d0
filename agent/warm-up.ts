import { localPlaces } from "#integrations/places/index.ts";
import { registry } from "#tools/registry.ts";
import { knowledgeOf } from "./interpreter/learn.ts";

/** Reads the gazetteer and the tools' examples now rather than during somebody's first message. */
export function warmUp(): void {
  knowledgeOf(registry, { places: localPlaces, today: new Date().toISOString().slice(0, 10) });
}
