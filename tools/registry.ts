import type { Tool } from "./core/tool.ts";

/** Every tool of the product, one line each: it appears on every surface. */
export const registry = [] as const;

const byName = new Map<string, Tool>(registry.map((tool: Tool) => [tool.name, tool]));

export function findTool(name: string): Tool | undefined {
  return byName.get(name);
}
