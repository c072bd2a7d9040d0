import { chooseTool } from "./choose-tool.ts";
import { fragmentsOf, openingVerb } from "./clauses.ts";
import type { Reader } from "./decide.ts";
import type { FillOptions } from "./fill.ts";
import { ideasOf } from "./features.ts";

const sure = 0.4;

/**
 * « crée l'artiste Zaz et le spectacle Organique »: one verb for two different things. Cut where each
 * part, with the verb in front, is clearly a request for another tool; whole otherwise.
 */
export function splitSharedVerb(clause: string, read: Reader, options: FillOptions): string[] {
  const reading = read(clause);
  const verb = openingVerb(reading);
  const parts = fragmentsOf(reading);
  if (!verb || parts.length < 2) return [clause];
  const wordings = parts.map((part, at) => (at === 0 ? part : `${verb} ${part}`));
  const objects = new Set(
    [...options.knowledge.byName.keys()].map((name) =>
      name.split("_").slice(2).join(" ").replace(/s$/, ""),
    ),
  );
  const tools = wordings.map((wording) => {
    const part = read(wording);
    const names = part.tokens
      .slice(1, 4)
      .some((token) => ideasOf(token.text, part.locale).some((idea) => objects.has(idea)));
    const best = chooseTool(part, options)[0];
    return names && best && best.probability >= sure && best.filled.missing.length === 0
      ? best.known.tool.name
      : undefined;
  });
  if (tools.some((tool) => tool === undefined) || new Set(tools).size < 2) return [clause];
  return wordings;
}
