import { jsonSchema, tool as defineModelTool, type ToolSet } from "ai";
import type { Outcome } from "#tools/core/outcome.ts";
import type { Locale } from "#tools/core/text.ts";
import type { Tool } from "#tools/core/tool.ts";
import { compactResult } from "./compact-result.ts";
import { compactSchema, isDeferred } from "./tool-definitions.ts";

type Definition = { name: string; description: string; schema: ReturnType<typeof compactSchema> };
const definitions = new WeakMap<readonly Tool[], Definition[]>();

/** Written once per registry: the same bytes in every request. */
function define(registry: readonly Tool[]): Definition[] {
  const known = definitions.get(registry);
  if (known) return known;
  const written = registry
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((tool) => ({
      name: tool.name,
      description: tool.description,
      schema: compactSchema(tool),
    }));
  definitions.set(registry, written);
  return written;
}

/**
 * The registry as tools of the model loop. Inputs are checked by the door, whose errors say what to
 * change; results reach the model in short form, and the person as they are.
 */
export function toToolSet(
  registry: readonly Tool[],
  locale: Locale,
  call: (name: string, input: unknown, toolCallId: string) => Promise<Outcome>,
): ToolSet {
  const byName = new Map(registry.map((tool) => [tool.name, tool]));
  return Object.fromEntries(
    define(registry).map(({ name, description, schema }) => {
      const deferred = isDeferred(byName.get(name) as Tool, registry);
      return [
        name,
        defineModelTool({
          description,
          inputSchema: jsonSchema<Record<string, unknown>>(schema),
          ...(deferred ? { providerOptions: { anthropic: { deferLoading: true } } } : {}),
          execute: (input, { toolCallId }) => call(name, input, toolCallId),
          toModelOutput: ({ output }) => ({
            type: "text",
            value: compactResult(output, locale),
          }),
        }),
      ];
    }),
  );
}
