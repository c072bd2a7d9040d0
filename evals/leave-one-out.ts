import { chooseTool } from "#agent/interpreter/choose-tool.ts";
import { noFocus } from "#agent/interpreter/focus.ts";
import type { Classifier } from "#agent/interpreter/classifier.ts";
import {
  type Knowledge,
  knowledgeOf,
  learnableTools,
  locate,
  namesOf,
  trainOn,
} from "#agent/interpreter/learn.ts";
import { readText } from "#agent/interpreter/read-text.ts";
import type { Places } from "#integrations/places/index.ts";
import { isForMembers, type Tool } from "#tools/core/tool.ts";

export type LeftOutResult = {
  tool: string;
  example: number;
  locale: "fr" | "en";
  text: string;
  got: string;
  rank: number;
  fields: "same" | "different";
  wanted: unknown;
  filled: unknown;
};

/** The day that the examples of tools are written on. */
export const examplesDay = "2026-11-26";

/**
 * Tries each example of each tool with that example, in both languages, taken out of what is learnt.
 * `fields` is "same" when the right tool was chosen and the same fields were filled.
 */
export function leaveOneOut(all: readonly Tool[], places: Places): LeftOutResult[] {
  const registry = learnableTools(all).filter((tool) => isForMembers(tool));
  const knowledge = knowledgeOf(registry, { places, today: examplesDay });
  const examples = registry.flatMap((tool) =>
    tool.examples.map((_, example) => ({ tool, example })),
  );
  // Rows that the examples name are there, as they would be for the person who says them.
  const { names } = namesOf(registry);
  const results: LeftOutResult[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const out = new Set(
      examples
        .filter((_, at) => at % folds === fold)
        .map(({ tool, example }) => `${tool.name} ${example}`),
    );
    const classifier = trainOn(knowledge.tools, knowledge.strangers, (tool, example) =>
      out.has(`${tool} ${example}`),
    );
    for (const { tool, example } of examples) {
      if (!out.has(`${tool.name} ${example}`)) continue;
      for (const locale of ["fr", "en"] as const)
        results.push(tryOne(tool, example, locale, knowledge, places, names, classifier));
    }
  }
  return results;
}

type Named = ReturnType<typeof namesOf>["names"][number];

/** The classifier is trained once for several examples left out together, of different tools. */
const folds = 16;

function tryOne(
  tool: Tool,
  example: number,
  locale: "fr" | "en",
  knowledge: Knowledge,
  places: Places,
  names: Named[],
  classifier: Classifier,
): LeftOutResult {
  const { [locale]: text, input: wanted } = tool.examples[example]!;
  const reading = readText(text, {
    locale,
    today: examplesDay,
    places,
    names: locate(text, names),
  });
  const found = chooseTool(reading, {
    knowledge,
    focus: noFocus,
    today: examplesDay,
    except: { tool: tool.name, example, classifier },
  });
  const rank = found.findIndex((one) => one.known.tool.name === tool.name);
  const [mine] = found;
  const keys = (value: object) => Object.keys(value).toSorted().join();
  const same =
    rank === 0 && mine !== undefined && keys(mine.filled.input) === keys(wanted as object);
  return {
    tool: tool.name,
    example,
    locale,
    text,
    got: mine?.known.tool.name ?? "",
    rank,
    fields: same ? "same" : "different",
    wanted,
    filled: mine?.filled.input,
  };
}
