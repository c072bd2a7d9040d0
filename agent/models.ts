import { createAnthropic } from "@ai-sdk/anthropic";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { ToolSet } from "ai";
import { askProvider } from "#integrations/ask-provider.ts";
import type { InterpreterOptions } from "./interpreter/options.ts";

/** Who can answer: Claude where there is a key, and always the built-in interpreter. */
export type Models = {
  claude: Claude | null;
  interpreter(options: InterpreterOptions): LanguageModelV4;
};

export type Claude = {
  id: string;
  model: LanguageModelV4;
  /** The provider's own search over tools that are loaded when needed. */
  search: ToolSet;
};

export type ClaudeOptions = {
  apiKey: string;
  model: string;
  baseUrl?: string | undefined;
  fetch?: typeof globalThis.fetch;
};

export function openClaude(options: ClaudeOptions): Claude {
  const anthropic = createAnthropic({
    apiKey: options.apiKey,
    ...(options.baseUrl ? { baseURL: withVersion(options.baseUrl) } : {}),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  return {
    id: options.model,
    model: anthropic(options.model),
    search: { tool_search: anthropic.tools.toolSearchBm25_20251119() },
  };
}

/** Asks the provider for one model of its list, which costs nothing. Throws ProviderError. */
export async function checkClaude(apiKey: string, baseUrl?: string): Promise<void> {
  const base = withVersion(baseUrl ?? "https://api.anthropic.com");
  await askProvider("Anthropic", `${base}/models?limit=1`, {
    headers: { "x-api-key": apiKey, "anthropic-version": "2023-06-01" },
  });
}

/** Other programs write the same setting without the version of the interface. */
function withVersion(url: string): string {
  return /\/v\d+\/?$/.test(url) ? url : `${url.replace(/\/+$/, "")}/v1`;
}
