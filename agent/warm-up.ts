import { localPlaces } from "#integrations/places/index.ts";
import { registry } from "#tools/registry.ts";
import { learnableTools, learning } from "./interpreter/learn.ts";
import { finishKindly } from "./interpreter/steps.ts";
import { forModels } from "./tool-definitions.ts";

/**
 * Reads the gazetteer and the tools' examples now rather than during somebody's first message, in
 * slices that let others be answered meanwhile.
 */
export function warmUp(): Promise<void> {
  return finishKindly(
    learning(learnableTools(forModels(registry)), {
      places: localPlaces,
      today: new Date().toISOString().slice(0, 10),
    }),
  );
}
