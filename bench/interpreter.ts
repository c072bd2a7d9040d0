import { createInterpreter } from "#agent/interpreter/create-interpreter.ts";
import type { InterpreterOptions } from "#agent/interpreter/options.ts";
import { forModels } from "#agent/tool-definitions.ts";
import { warmUp } from "#agent/warm-up.ts";
import { hashOf } from "#tools/core/canonical.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { registry } from "#tools/registry.ts";
import { openWorld, type World } from "#tools/testing/world.ts";
import type { LanguageModelV4Prompt } from "@ai-sdk/provider";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { median, report } from "./measure.ts";

const goalMs = 15;
const passes = 5;

const evalCase = z.looseObject({ says: z.array(z.string()), locale: z.enum(["fr", "en"]) });
type Said = { text: string; locale: "fr" | "en" };
type Answers = Map<string, Outcome>;

/**
 * A turn of the interpreter at the whole registry, from a person's words to the closing text, without
 * its tools: the first pass asks a company's database and keeps every outcome, and the passes that
 * count are answered from these. Sentences are the eval cases' first ones.
 */
export async function benchInterpreter(): Promise<void> {
  const sentences = readSentences();
  const began = performance.now();
  await warmUp();
  const learning = performance.now() - began;

  const world = await openCompany();
  const kept = new Map<Said, Answers>();
  for (const said of sentences) kept.set(said, await ask(world, said));
  const times: number[][] = sentences.map(() => []);
  for (let pass = 0; pass <= passes; pass++) {
    for (const [at, said] of sentences.entries()) {
      const ms = await timeTurn(world, said, kept.get(said) as Answers);
      // The first pass is for the compiler.
      if (pass > 0) times[at]?.push(ms);
    }
  }
  await world.close();

  const typical = times.map(median).toSorted((a, b) => a - b);
  const ms = median(typical);
  report({
    name: `interpreter turn without its tools / ${goalMs} ms`,
    ratio: ms / goalMs,
    goal: "under 1",
    met: ms < goalMs,
    figures: {
      "median ms": ms,
      "95 of 100 ms": typical[Math.floor(typical.length * 0.95)] ?? 0,
      "slowest ms": typical.at(-1) ?? 0,
      sentences: sentences.length,
      tools: registry.length,
      "learning once, ms": learning,
    },
  });
}

function readSentences(): Said[] {
  const folder = path.resolve(import.meta.dirname, "../evals/cases");
  return globSync("*.json", { cwd: folder })
    .toSorted()
    .flatMap((file) =>
      evalCase.array().parse(JSON.parse(readFileSync(path.join(folder, file), "utf8"))),
    )
    .flatMap(({ says: [text], locale }) => (text === undefined ? [] : [{ text, locale }]));
}

/** A tour whose names the sentences speak of. */
async function openCompany(): Promise<World> {
  const world = await openWorld();
  const [artist, production] = ["Zaz", "Organique"];
  await world.done("tours_create_artist", { name: artist });
  await world.done("tours_create_production", { title: production, artist });
  const text = [
    "28/01/2027 – Paris, Salle Pleyel",
    "12/02/2027 – Marseille, Le Silo",
    "17/02/2027 – Bordeaux, Le Théâtre Fémina",
    "18/02/2027 – Bourges, Le Palais d’Auron",
    "24/02/2027 – Lille, Théâtre de Sébastopol",
    "26/02/2027 – Strasbourg, Palais de la musique",
    "14/05/2027 – Lyon, L’amphithéâtre",
    "15/05/2027 – Nice, L’Acropolis",
  ].join("\n");
  await world.done("tours_plan_tour", { name: "Organique Tour", artist, production, text });
  return world;
}

const keyOf = (name: string, input: unknown) => hashOf({ name, input });

/** Says it once with the database behind, and keeps what each call came to. */
async function ask(world: World, said: Said): Promise<Answers> {
  const answers: Answers = new Map();
  await turn(world, said, async (name, input) => {
    const outcome = await world.act(name, input, { locale: said.locale, via: "agent" });
    answers.set(keyOf(name, input), outcome);
    return outcome;
  });
  return answers;
}

async function timeTurn(world: World, said: Said, answers: Answers): Promise<number> {
  const began = performance.now();
  await turn(world, said, async (name, input) => answerFrom(answers, name, input));
  return performance.now() - began;
}

function answerFrom(answers: Answers, name: string, input: unknown): Outcome {
  const outcome = answers.get(keyOf(name, input));
  if (!outcome) throw new Error(`${name} was not asked in the first pass.`);
  return outcome;
}

/** The loop of a run, with the interpreter alone in it. */
async function turn(world: World, said: Said, act: InterpreterOptions["call"]): Promise<void> {
  const outcomes = new Map<string, Outcome>();
  const model = createInterpreter({
    context: world.context({ locale: said.locale, via: "agent" }),
    said: said.text,
    call: act,
    outcomeOf: (id) => outcomes.get(id),
    registry: forModels(registry),
    memory: { load: async () => [], save: async () => {} },
  });
  const prompt: LanguageModelV4Prompt = [
    { role: "user", content: [{ type: "text", text: said.text }] },
  ];
  for (;;) {
    const { stream } = await model.doStream({ prompt });
    const asked = [];
    for await (const part of stream) if (part.type === "tool-call") asked.push(part);
    if (asked.length === 0) return;
    for (const { toolCallId, toolName, input } of asked)
      outcomes.set(toolCallId, await act(toolName, JSON.parse(input)));
    prompt.push({ role: "tool", content: [] });
  }
}
