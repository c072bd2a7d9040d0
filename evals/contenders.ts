import type { LanguageModelV4 } from "@ai-sdk/provider";
import { createInterpreter } from "#agent/interpreter/create-interpreter.ts";
import { openClaude, type Models } from "#agent/models.ts";
import { modelsOf } from "#agent/open-models.ts";
import type { Env } from "#integrations/env.ts";
import { openReplay, type Recorder } from "./transcripts.ts";

/** Who answers the cases; a model may keep apart what it says to each attempt, by its key. */
export type Contender = { model: string; modelsFor(key: string): Models; close?(): Promise<void> };

/** The name of an attempt: a case in one of its wordings, for the n-th time. */
export const keyOf = (id: string, phrasing: number, repeat: number) =>
  `${id}.${phrasing}.${repeat}`;

export const builtIn: Contender = {
  model: "interpreter",
  modelsFor: () => ({ claude: null, interpreter: createInterpreter }),
};

/** In place of the interpreter: what a judged model cannot answer, nobody answers for it. */
const nobody = (): LanguageModelV4 => ({
  specificationVersion: "v4",
  provider: "koncert",
  modelId: "nobody",
  supportedUrls: {},
  doGenerate: refuse,
  doStream: refuse,
});
const refuse = () => Promise.reject(new Error("The model did not answer."));

/** Claude as the environment opens it, where it has a key; what it answers is kept by `recorder`. */
export function claudeOf(env: Env, recorder?: Recorder): Contender | undefined {
  const { claude } = modelsOf(env);
  if (!claude || !env.ANTHROPIC_API_KEY) return undefined;
  const options = {
    apiKey: env.ANTHROPIC_API_KEY,
    model: claude.id,
    baseUrl: env.ANTHROPIC_BASE_URL,
  };
  return {
    model: claude.id,
    modelsFor: (key) => ({
      claude: recorder ? openClaude({ ...options, fetch: recorder.fetchOf(key) }) : claude,
      interpreter: nobody,
    }),
  };
}

/** A model whose answers were recorded, asked over HTTP like the one that gave them. */
export async function replayed(file: string): Promise<Contender> {
  const replay = await openReplay(file);
  return {
    model: `${replay.model} (${replay.recordedAt})`,
    modelsFor: (key) => ({
      claude: openClaude({
        apiKey: "recorded",
        model: replay.model,
        baseUrl: `${replay.url}/${encodeURIComponent(key)}`,
      }),
      interpreter: nobody,
    }),
    close: () => replay.close(),
  };
}
