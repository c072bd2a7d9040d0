import type { Locale } from "#tools/core/text.ts";
import type { Tool } from "#tools/core/tool.ts";
import type { Features } from "./features.ts";
import type { Group } from "./groups.ts";
import type { Field } from "./tool-fields.ts";

/** How a field's value stood in an example. */
export type Observation = {
  example: number;
  field: string;
  family: string;
  group: Pick<Group, "before" | "beforeThat" | "after" | "near" | "index" | "count">;
};

/** One wording of one example. */
export type Lesson = {
  tool: KnownTool;
  /** Place of the example in its tool; -1 for what is said of the tool elsewhere. */
  example: number;
  locale: Locale;
  text: string;
  features: Features;
  weight: number;
};

export type KnownTool = {
  tool: Tool;
  fields: Field[];
  observations: Observation[];
  /** Stem → the examples in whose words, outside free text, it stands. */
  usual: Map<string, Set<number>>;
  /** Stem → in how many further wordings of the tool it stands. */
  worded: Map<string, number>;
  /** Field → the words that its free text followed, and how often it came last in the sentence. */
  leads: Map<string, Set<string>>;
  /** Field → value → stem → the examples that chose that value with that word. */
  choices: Map<string, Map<string, Map<string, Set<number>>>>;
  lessons: Lesson[];
};
