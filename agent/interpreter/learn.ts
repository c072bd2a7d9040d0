import type { Places } from "#integrations/places/index.ts";
import { normalize, stem } from "#recognise/index.ts";
import type { Locale } from "#tools/core/text.ts";
import type { Tool } from "#tools/core/tool.ts";
import { type Classifier, type Sample, train } from "./classifier.ts";
import { type Features, featuresOf } from "./features.ts";
import { around, type Group, groupsOf } from "./groups.ts";
import { knownPlaces } from "./known-places.ts";
import { withoutRivals } from "./known-names.ts";
import { isStated, type KnownName, overlaps, type Reading, readText } from "./read-text.ts";
import { type Field, fieldsOf } from "./tool-fields.ts";
import english from "./wordings.en.json" with { type: "json" };
import french from "./wordings.fr.json" with { type: "json" };
import none from "./wordings.none.json" with { type: "json" };
import spoken from "./wording-names.json" with { type: "json" };
import { valueOf } from "./values.ts";

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
  length: number;
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

export type Knowledge = {
  tools: KnownTool[];
  byName: Map<string, KnownTool>;
  rarity: Map<string, number>;
  postings: Map<string, { lesson: Lesson; weight: number }[]>;
  /** Field name → how its values stand, in all tools. */
  roles: Map<string, { tool: string; observation: Observation }[]>;
  /** Its last class is none of the tools. */
  classifier: Classifier;
  strangers: Features[];
  /** Words of the lessons by their first letter, for spelling. */
  words: Map<string, string[]>;
};

export type LearnOptions = { places: Places; today: string };

/** Every tool but the one through which the interpreter itself reads names. */
export const learnableTools = (registry: readonly Tool[]): Tool[] =>
  registry.filter((tool) => tool.name !== "find_names_in_text");

const learnt = new Map<string, Knowledge>();
const mostKept = 12;

/** What the examples of some tools teach; learnt once for each list of tools in a process. */
export function knowledgeOf(registry: readonly Tool[], options: LearnOptions): Knowledge {
  const key = registry.map((tool) => tool.name).join();
  const cached = learnt.get(key);
  if (cached && registry.every((tool, at) => cached.tools[at]?.tool === tool)) return cached;
  const tools = readLessons(registry, options);
  const strangers = readStrangers(options);
  const knowledge = index(tools, trainOn(tools, strangers), strangers);
  if (learnt.size >= mostKept) learnt.delete([...learnt.keys()][0]!);
  learnt.set(key, knowledge);
  return knowledge;
}

/** Free text in an example is weak evidence of its tool: any words could stand there. */
const freeWeight = 0.35;

function readLessons(registry: readonly Tool[], options: LearnOptions): KnownTool[] {
  const world = namesOf(registry);
  const tools = registry.map((tool): KnownTool => ({
    tool, fields: fieldsOf(tool), observations: [], usual: new Map(), worded: new Map(), leads: new Map(), choices: new Map(), lessons: [],
  }));
  const places = knownPlaces(options.places, new Set([...world.places, ...spoken.places]));
  for (const known of tools) {
    known.tool.examples.forEach((example, index) => {
      for (const locale of ["fr", "en"] as const) {
        const text = example[locale];
        const reading = readText(text, { locale, today: options.today, places, names: locate(text, world.names) });
        const input = example.input as Record<string, unknown>;
        const free = freeWords(reading, known.fields, input);
        const features = featuresOf(reading);
        for (const word of free) weaken(features, stem(word, locale));
        known.lessons.push({ tool: known, example: index, locale, text, features, length: 0, weight: 1 });
        observe(known, reading, input, index);
        teachWords(known, reading, input, index, free);
        teachLeads(known, reading, input);
      }
    });
    for (const { locale, text, weight } of said(known.tool)) {
      const features = featuresOf(readText(text, { locale, today: options.today, places, names: locate(text, spoken.names) }));
      for (const key of features.keys()) if (key.startsWith("w:")) known.worded.set(key.slice(2), (known.worded.get(key.slice(2)) ?? 0) + 1);
      known.lessons.push({ tool: known, example: -1, locale, text, features, length: 0, weight });
    }
    known.lessons.push({ tool: known, example: -1, locale: "en", text: known.tool.name, features: nameFeatures(known), length: 0, weight: toldWeight });
  }
  return tools;
}

/** Requests that no tool answers. */
function readStrangers(options: LearnOptions): Features[] {
  const places = knownPlaces(options.places, new Set(spoken.places));
  return (["fr", "en"] as const).flatMap((locale) =>
    none[locale].map((text) => featuresOf(readText(text, { locale, today: options.today, places }))),
  );
}

/** What is said of a tool beside its examples: further wordings, its titles and its description. */
function said(tool: Tool): { locale: Locale; text: string; weight: number }[] {
  const more = (["fr", "en"] as const).flatMap((locale) =>
    (wordings[locale][tool.name] ?? []).map((text) => ({ locale, text, weight: 1 })),
  );
  const told = [tool.title.fr, tool.title.en, tool.description].map((text, at) => ({
    locale: at === 0 ? ("fr" as const) : ("en" as const),
    text,
    weight: toldWeight,
  }));
  return [...more, ...told];
}

const wordings: Record<Locale, Record<string, string[] | undefined>> = { fr: french, en: english };

/** The ideas in a tool's name and the words of its fields: what may be said of it without an example. */
function nameFeatures({ tool, fields }: KnownTool): Features {
  const features: Features = new Map();
  for (const part of tool.name.split("_").slice(1)) features.set(`i:${part.replace(/s$/, "")}`, 1);
  for (const field of fields) {
    for (const part of field.name.split("_")) if (part.length > 3) features.set(`w:${stem(part, "en")}`, 0.4);
  }
  return features;
}

/** Weight of a lesson that is not an example. */
const toldWeight = 0.5;

/** A classifier of the tools, without the examples left out. */
export function trainOn(
  tools: readonly KnownTool[],
  strangers: readonly Features[],
  leftOut: (tool: string, example: number) => boolean = () => false,
): Classifier {
  const parts = new Map<string, number>();
  const part = (name: string) => parts.get(name) ?? (parts.set(name, parts.size), parts.size - 1);
  const partsOf = tools.map(({ tool }) => {
    const [domain = "", verb = "", ...object] = tool.name.split("_");
    return [`tool ${tool.name}`, `domain ${domain}`, `verb ${verb}`, `object ${object.join(" ").replace(/s$/, "")}`, `effect ${tool.effect}`].map(part);
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
    if (sort === "verb") return [{ feature: `i:${idea}`, part, weight: 3 }, { feature: `f:${idea}`, part, weight: 2 }];
    return sort === "object" ? [{ feature: `i:${idea}`, part, weight: 3 }] : [];
  });
  return train(samples, partsOf, beliefs);
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
  for (const known of tools)
    for (const lesson of known.lessons) {
      let square = 0;
      const weighted: [string, number][] = [];
      for (const [key, weight] of lesson.features) {
        const scaled = weight * (rarity.get(key) ?? 0);
        weighted.push([key, scaled]);
        square += scaled * scaled;
      }
      lesson.length = Math.sqrt(square) || 1;
      for (const [key, scaled] of weighted) {
        const list = postings.get(key) ?? [];
        list.push({ lesson, weight: scaled / lesson.length });
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
  return { tools, byName: new Map(tools.map((one) => [one.tool.name, one])), rarity, postings, roles, classifier, strangers, words: wordsOf(tools) };
}

const shortestWord = 4;

function wordsOf(tools: readonly KnownTool[]): Map<string, string[]> {
  const seen = new Set<string>();
  for (const { lessons } of tools)
    for (const { text } of lessons)
      for (const word of normalize(text).text.match(/\p{L}+/gu) ?? []) if (word.length >= shortestWord) seen.add(word);
  return Map.groupBy([...seen], (word) => word[0]!);
}

/** Names that examples speak of, as if they were rows. */
export function namesOf(registry: readonly Tool[]): { names: { kind: string; label: string }[]; places: Set<string> } {
  const names = new Map<string, { kind: string; label: string }>();
  const places = new Set<string>();
  for (const tool of registry)
    for (const field of fieldsOf(tool))
      for (const example of tool.examples)
        for (const value of [(example.input as Record<string, unknown>)[field.name]].flat()) {
          if (typeof value !== "string" || value.length < 3 || /^\d/.test(value)) continue;
          if (field.semantic.type === "place") places.add(value);
          if (field.semantic.type !== "ref") continue;
          if (field.semantic.kind === "performance") places.add(value.replace(/\s+\d.*$/u, ""));
          else if (namable.has(field.semantic.kind)) names.set(`${field.semantic.kind}:${value}`, { kind: field.semantic.kind, label: value });
        }
  return { names: [...names.values()], places };
}
const namable = new Set(["artist", "production", "tour", "venue", "contact", "document"]);

/** Where names stand in a text. */
export function locate(text: string, names: readonly { kind: string; label: string }[]): KnownName[] {
  const { text: folded, offsets } = normalize(text);
  const hits = names.flatMap(({ kind, label }): KnownName[] => {
    const wanted = normalize(label).text;
    const at = folded.indexOf(wanted);
    const end = at + wanted.length;
    if (at < 0 || LETTER.test(folded[at - 1] ?? " ") || LETTER.test(folded[end] ?? " ")) return [];
    return [{ start: offsets[at] ?? 0, end: offsets[end] ?? text.length, kind, id: label, label, score: 0.95 + wanted.length / 1_000 }];
  });
  return withoutRivals(hits);
}
const LETTER = /[\p{L}\p{N}]/u;

function freeWords(reading: Reading, fields: readonly Field[], input: Record<string, unknown>): Set<string> {
  const words = new Set<string>();
  for (const field of fields) {
    const type = field.semantic.type;
    if (type !== "words" && type !== "name" && type !== "ref" && type !== "place") continue;
    for (const value of [input[field.name]].flat()) {
      if (typeof value !== "string") continue;
      for (const word of normalize(value).text.match(/\p{L}+/gu) ?? []) words.add(word);
    }
  }
  const said = new Set(reading.tokens.map((token) => token.text));
  return new Set([...words].filter((word) => said.has(word)));
}

function weaken(features: Features, root: string) {
  for (const [key, weight] of features)
    if (key === `w:${root}` || key.endsWith(`_${root}`) || key.startsWith(`${root}_`)) features.set(key, weight * freeWeight);
}

/** Which piece of the example each field took, and where it stood. */
function observe(known: KnownTool, reading: Reading, input: Record<string, unknown>, example: number) {
  for (const group of groupsOf(reading)) {
    for (const field of known.fields) {
      const wanted = [input[field.name]].flat();
      const taken = group.pieces.some((piece) => wanted.some((value) => value !== undefined && says(piece, field, value)));
      if (taken) known.observations.push({ example, field: field.name, family: group.family, group });
    }
  }
}

function says(piece: Reading["pieces"][number], field: Field, wanted: unknown): boolean {
  const said = valueOf(piece, field, {});
  if (piece.type === "document_kind") return false;
  if (!said) return false;
  if (said.value === wanted) return true;
  if (typeof wanted !== "string" || typeof said.value !== "string") return false;
  const plain = (text: string) => normalize(text).text.replace(/[^\p{L}\p{N}]+/gu, " ");
  return piece.type !== "date" && plain(wanted).includes(plain(said.value));
}

function teachWords(known: KnownTool, reading: Reading, input: Record<string, unknown>, example: number, free: ReadonlySet<string>) {
  const stems = new Set(
    reading.tokens
      .filter((token) => token.kind === "word" && !reading.pieces.some((piece) => isStated(piece) && overlaps(piece, token)))
      .map((token) => stem(token.text, reading.locale)),
  );
  for (const token of reading.tokens) {
    if (token.kind !== "word" || free.has(token.text)) continue;
    const root = stem(token.text, reading.locale);
    known.usual.set(root, (known.usual.get(root) ?? new Set()).add(example));
  }
  for (const field of known.fields) {
    const { type } = field.semantic;
    if (type !== "choice" && type !== "flag") continue;
    for (const value of [input[field.name]].flat()) {
      if (value === undefined) continue;
      const values = known.choices.get(field.name) ?? new Map<string, Map<string, Set<number>>>();
      const words = values.get(String(value)) ?? new Map<string, Set<number>>();
      for (const root of stems) words.set(root, (words.get(root) ?? new Set()).add(example));
      values.set(String(value), words);
      known.choices.set(field.name, values);
    }
  }
}


/** The word that free text followed: « motif », « pour », « appelée ». */
function teachLeads(known: KnownTool, reading: Reading, input: Record<string, unknown>) {
  for (const field of known.fields) {
    if (field.semantic.type !== "words" && field.semantic.type !== "name") continue;
    for (const value of [input[field.name]].flat()) {
      if (typeof value !== "string") continue;
      const at = normalize(reading.text).text.indexOf(normalize(value).text);
      if (at < 0) continue;
      const start = normalize(reading.text).offsets[at] ?? 0;
      const { before, beforeThat } = around(reading, { start });
      const leads = known.leads.get(field.name) ?? new Set();
      known.leads.set(field.name, leads.add(before === ":" ? beforeThat : before));
    }
  }
}
