import { localPlaces } from "#integrations/places/index.ts";
import { registry } from "#tools/registry.ts";
import { learnableTools, knowledgeOf } from "./interpreter/learn.ts";
import { forModels } from "./tool-definitions.ts";

/** Reads the gazetteer and the tools' examples now rather than during somebody's first message. */
export function warmUp(): void {
  knowledgeOf(learnableTools(forModels(registry)), {
    places: localPlaces,
    today: new Date().toISOString().slice(0, 10),
  });
}
