import { readEnv, type Env } from "#integrations/env.ts";
import { createInterpreter } from "./interpreter/create-interpreter.ts";
import { openClaude, type Models } from "./models.ts";

const defaultModel = "claude-sonnet-5-5";

export function modelsOf(env: Env): Models {
  return {
    claude: env.ANTHROPIC_API_KEY
      ? openClaude({
          apiKey: env.ANTHROPIC_API_KEY,
          model: env.KONCERT_MODEL ?? defaultModel,
          baseUrl: env.ANTHROPIC_BASE_URL,
        })
      : null,
    interpreter: createInterpreter,
  };
}

let models: Models | undefined;

/** The models that the environment names, opened once. */
export function openModels(): Models {
  models ??= modelsOf(readEnv());
  return models;
}
