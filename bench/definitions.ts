import { openClaude } from "#agent/models.ts";
import { runModel } from "#agent/run-model.ts";
import { forModels } from "#agent/tool-definitions.ts";
import { toToolSet } from "#agent/toolset.ts";
import type { Tool } from "#tools/core/tool.ts";
import { registry } from "#tools/registry.ts";
import { z } from "zod";
import { report } from "./measure.ts";

const goal = 60;
export const charactersPerToken = 4;

/**
 * The tool definitions of a conversation's first request, taken from its body. What the model reads
 * before it has searched is what is not deferred, the search tool included; its tokens are shared out
 * over the whole registry. Deferred definitions travel too, but only the provider's search reads them.
 */
export async function benchDefinitions(): Promise<void> {
  const tools = forModels(registry);
  const sent = await firstRequest(tools);
  const read = sent.filter((one) => !one["defer_loading"]);
  const ours = sent.filter((one) => "input_schema" in one);
  const full = tools.map((tool) => ({
    name: tool.name,
    description: tool.description,
    input_schema: z.toJSONSchema(tool.input, { io: "input", unrepresentable: "any" }),
  }));
  const average = total(read) / registry.length;
  report({
    name: "tool definitions before they are expanded / 60 tokens",
    ratio: average / goal,
    goal: "at most 1",
    met: average <= goal,
    figures: {
      "tokens a registry tool": average,
      "registry tools": registry.length,
      "definitions read at once": read.length,
      "tokens of each of these": total(read) / read.length,
      "tokens of a name and description": total(ours.map(withoutInput)) / ours.length,
      "tokens of a definition once expanded": total(ours) / ours.length,
      "tokens of its whole schema": total(full) / full.length,
    },
  });
}

/** The definitions that the model reads without searching. */
export const readAtOnce = async (): Promise<Definition[]> =>
  (await firstRequest(forModels(registry))).filter((one) => !one["defer_loading"]);

type Definition = Record<string, unknown>;

const total = (definitions: readonly object[]) =>
  definitions.reduce((sum, one) => sum + JSON.stringify(one).length / charactersPerToken, 0);

const withoutInput = ({ name, description }: Definition) => ({ name, description });

async function firstRequest(tools: readonly Tool[]): Promise<Definition[]> {
  let body = "";
  const claude = openClaude({
    apiKey: "bench",
    model: "claude-sonnet-5-5",
    fetch: async (_, init) => {
      body = String(init?.body);
      return new Response("{}", { status: 500 });
    },
  });
  const unasked = async (): Promise<never> => {
    throw new Error("The model was not to answer.");
  };
  await runModel({
    model: claude.model,
    messages: [{ role: "user", content: "bonjour" }],
    tools: { ...toToolSet(tools, "fr", unasked), ...claude.search },
    signal: undefined,
    isSpent: () => false,
    emit() {},
  });
  return z.object({ tools: z.array(z.record(z.string(), z.unknown())) }).parse(JSON.parse(body))
    .tools;
}
