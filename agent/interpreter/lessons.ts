import type { Places } from "#integrations/places/index.ts";
import { stem } from "#recognise/index.ts";
import type { Locale } from "#tools/core/text.ts";
import type { Tool } from "#tools/core/tool.ts";
import { type Features, featuresOf } from "./features.ts";
import { knownPlaces } from "./known-places.ts";
import type { KnownTool } from "./known-tool.ts";
import { freeWords, observe, teachLeads, teachWords } from "./observe.ts";
import { readText } from "./read-text.ts";
import type { Steps } from "./steps.ts";
import { locate, namesOf } from "./told-names.ts";
import { fieldsOf } from "./tool-fields.ts";
import spoken from "./wording-names.json" with { type: "json" };
import english from "./wordings.en.json" with { type: "json" };
import french from "./wordings.fr.json" with { type: "json" };
import none from "./wordings.none.json" with { type: "json" };

export type LearnOptions = { places: Places; today: string };

/** Weight of a lesson that is not an example. */
const toldWeight = 0.5;

/** Free text in an example is weak evidence of its tool: any words could stand there. */
const freeWeight = 0.35;

/** Each tool with what its examples and its other wordings teach. */
export function* readLessons(registry: readonly Tool[], options: LearnOptions): Steps<KnownTool[]> {
  const world = namesOf(registry);
  const tools = registry.map((tool): KnownTool => ({
    tool,
    fields: fieldsOf(tool),
    observations: [],
    usual: new Map(),
    worded: new Map(),
    leads: new Map(),
    choices: new Map(),
    lessons: [],
  }));
  const places = knownPlaces(options.places, new Set([...world.places, ...spoken.places]));
  for (const known of tools) {
    for (const [index, example] of known.tool.examples.entries()) {
      for (const locale of ["fr", "en"] as const) {
        yield;
        const text = example[locale];
        const reading = readText(text, {
          locale,
          today: options.today,
          places,
          names: locate(text, world.names),
        });
        const input = example.input as Record<string, unknown>;
        const free = freeWords(reading, known.fields, input);
        const features = featuresOf(reading);
        for (const word of free) weaken(features, stem(word, locale));
        known.lessons.push({
          tool: known,
          example: index,
          locale,
          text,
          features,
          weight: 1,
        });
        observe(known, reading, input, index);
        teachWords(known, reading, input, index, free);
        teachLeads(known, reading, input);
      }
    }
    for (const { locale, text, weight } of said(known.tool)) {
      yield;
      const features = featuresOf(
        readText(text, { locale, today: options.today, places, names: locate(text, spoken.names) }),
      );
      for (const key of features.keys())
        if (key.startsWith("w:"))
          known.worded.set(key.slice(2), (known.worded.get(key.slice(2)) ?? 0) + 1);
      known.lessons.push({ tool: known, example: -1, locale, text, features, weight });
    }
    known.lessons.push({
      tool: known,
      example: -1,
      locale: "en",
      text: known.tool.name,
      features: nameFeatures(known),
      weight: toldWeight,
    });
  }
  return tools;
}

/** Requests that no tool answers. */
export function readStrangers(options: LearnOptions): Features[] {
  const places = knownPlaces(options.places, new Set(spoken.places));
  return (["fr", "en"] as const).flatMap((locale) =>
    none[locale].map((text) =>
      featuresOf(readText(text, { locale, today: options.today, places })),
    ),
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
    for (const part of field.name.split("_"))
      if (part.length > 3) features.set(`w:${stem(part, "en")}`, 0.4);
  }
  return features;
}

function weaken(features: Features, root: string) {
  for (const [key, weight] of features)
    if (key === `w:${root}` || key.endsWith(`_${root}`) || key.startsWith(`${root}_`))
      features.set(key, weight * freeWeight);
}
