import { type Field, fieldsOf } from "./tool-fields.ts";
import { normalize } from "#recognise/index.ts";
import type { Locale } from "#tools/core/text.ts";
import type { Tool } from "#tools/core/tool.ts";
import { type Classifier, type Sample, training } from "./classifier.ts";
import type { Features } from "./features.ts";
import type { KnownTool, Lesson, Observation } from "./known-tool.ts";
import { type LearnOptions, readLessons, readStrangers } from "./lessons.ts";
import { finish, type Steps } from "./steps.ts";

export type { KnownTool, Observation } from "./known-tool.ts";
export type { LearnOptions } from "./lessons.ts";
export { locate, namesOf } from "./told-names.ts";

export type Knowledge = {
  tools: KnownTool[];
  byName: Map<string, KnownTool>;
  rarity: Map<string, number>;
  /** Every tool's lessons, tool after tool. */
  lessons: Lesson[];
  /** Feature → the places of the lessons that have it, and how much it weighs in each. */
  postings: Map<string, { at: number; weight: number }[]>;
  /** Field name → how its values stand, in all tools. */
  roles: Map<string, { tool: string; observation: Observation }[]>;
  /** Its last class is none of the tools. */
  classifier: Classifier;
  strangers: Features[];
  /** Words of the lessons by their first letter, for spelling. */
  words: Record<Locale, Map<string, string[]>>;
};

/** Every tool but the one through which the interpreter itself reads names. */
export const learnableTools = (registry: readonly Tool[]): Tool[] =>
  registry.filter(
    (tool) => tool.name !== "find_names_in_text" && !fieldsOf(tool).some(isBeyondWords),
  );

/** What nobody says: the bytes of a file, rows with their quotes. */
const isBeyondWords = ({ semantic, required }: Field) =>
  required && (semantic.type === "file" || semantic.type === "found");

const learnt = new Map<string, Knowledge>();
const underWay = new Map<string, Steps<Knowledge>>();
const mostKept = 12;

/** What the examples of some tools teach; learnt once for each list of tools in a process. */
export function knowledgeOf(registry: readonly Tool[], options: LearnOptions): Knowledge {
  const cached = learnt.get(registry.map((tool) => tool.name).join());
  if (cached && registry.every((tool, at) => cached.tools[at]?.tool === tool)) return cached;
  return finish(learning(registry, options));
}

/** The same in steps. Whoever needs the knowledge before the last one does the rest at once. */
export function learning(registry: readonly Tool[], options: LearnOptions): Steps<Knowledge> {
  const key = registry.map((tool) => tool.name).join();
  const begun = underWay.get(key);
  if (begun) return begun;
  const steps = learn(key, registry, options);
  underWay.set(key, steps);
  return steps;
}

function* learn(key: string, registry: readonly Tool[], options: LearnOptions): Steps<Knowledge> {
  try {
    const tools = yield* readLessons(registry, options);
    const strangers = readStrangers(options);
    const knowledge = index(tools, yield* trainingOn(tools, strangers), strangers);
    if (learnt.size >= mostKept) learnt.delete([...learnt.keys()][0]!);
    learnt.set(key, knowledge);
    return knowledge;
  } finally {
    underWay.delete(key);
  }
}

type LeftOut = (tool: string, example: number) => boolean;

/** A classifier of the tools, without the examples left out. */
export const trainOn = (
  tools: readonly KnownTool[],
  strangers: readonly Features[],
  leftOut?: LeftOut,
): Classifier => finish(trainingOn(tools, strangers, leftOut));

function* trainingOn(
  tools: readonly KnownTool[],
  strangers: readonly Features[],
  leftOut: LeftOut = () => false,
): Steps<Classifier> {
  const parts = new Map<string, number>();
  const part = (name: string) => parts.get(name) ?? (parts.set(name, parts.size), parts.size - 1);
  const partsOf = tools.map(({ tool }) => {
    const [domain = "", verb = "", ...object] = tool.name.split("_");
    return [
      `tool ${tool.name}`,
      `domain ${domain}`,
      `verb ${verb}`,
      `object ${object.join(" ").replace(/s$/, "")}`,
      `effect ${tool.effect}`,
    ].map(part);
  });
  const samples = tools.flatMap((known, label) =>
    known.lessons
      .filter((lesson) => lesson.example < 0 || !leftOut(known.tool.name, lesson.example))
      .map((lesson): Sample => ({ features: lesson.features, label, weight: lesson.weight })),
  );
  partsOf.push([part("none")]);
  for (const features of strangers) samples.push({ features, label: tools.length, weight: 1 });
  const beliefs = [...parts].flatMap(([name, part]) => {
    const [sort, ...words] = name.split(" ");
    const idea = words.join(" ");
    if (sort === "verb")
      return [
        { feature: `i:${idea}`, part, weight: 3 },
        { feature: `f:${idea}`, part, weight: 2 },
      ];
    return sort === "object" ? [{ feature: `i:${idea}`, part, weight: 3 }] : [];
  });
  return yield* training(samples, partsOf, beliefs);
}

function index(tools: KnownTool[], classifier: Classifier, strangers: Features[]): Knowledge {
  const inTools = new Map<string, Set<KnownTool>>();
  for (const known of tools)
    for (const lesson of known.lessons)
      for (const key of lesson.features.keys()) {
        const set = inTools.get(key) ?? new Set();
        inTools.set(key, set.add(known));
      }
  const rarity = new Map<string, number>();
  for (const [key, set] of inTools) rarity.set(key, Math.log(1 + tools.length / set.size));
  const postings: Knowledge["postings"] = new Map();
  const lessons = tools.flatMap((known) => known.lessons);
  for (const [at, lesson] of lessons.entries()) {
    let square = 0;
    const weighted: [string, number][] = [];
    for (const [key, weight] of lesson.features) {
      const scaled = weight * (rarity.get(key) ?? 0);
      weighted.push([key, scaled]);
      square += scaled * scaled;
    }
    const length = Math.sqrt(square) || 1;
    for (const [key, scaled] of weighted) {
      const list = postings.get(key) ?? [];
      list.push({ at, weight: scaled / length });
      postings.set(key, list);
    }
  }
  const roles: Knowledge["roles"] = new Map();
  for (const known of tools)
    for (const observation of known.observations) {
      const list = roles.get(observation.field) ?? [];
      list.push({ tool: known.tool.name, observation });
      roles.set(observation.field, list);
    }
  return {
    tools,
    byName: new Map(tools.map((one) => [one.tool.name, one])),
    rarity,
    lessons,
    postings,
    roles,
    classifier,
    strangers,
    words: { fr: wordsOf(tools, "fr"), en: wordsOf(tools, "en") },
  };
}

const shortestWord = 4;

function wordsOf(tools: readonly KnownTool[], wanted: Locale): Map<string, string[]> {
  const seen = new Set<string>();
  for (const { lessons } of tools)
    for (const { text, locale } of lessons)
      for (const word of normalize(text).text.match(/\p{L}+/gu) ?? [])
        if (locale === wanted && word.length >= shortestWord) seen.add(word);
  return Map.groupBy([...seen], (word) => word[0]!);
}
