import type { Tool as McpTool } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Locale } from "#tools/core/text.ts";
import type { Tool } from "#tools/core/tool.ts";
import { mayWait } from "./may-wait.ts";
import { viewOf } from "./views/views.ts";

/** A tool as clients list it. */
export function describeTool(tool: Tool, locale: Locale): McpTool {
  const view = viewOf(tool);
  return {
    name: tool.name,
    title: tool.title[locale],
    description: tool.description,
    inputSchema: toSchema(tool.input, "input"),
    // None where a call may come back as an approval: a declared form must always be kept.
    ...(!mayWait(tool) && tool.output instanceof z.ZodObject
      ? { outputSchema: toSchema(tool.output, "output") }
      : {}),
    annotations: {
      title: tool.title[locale],
      readOnlyHint: tool.effect === "read",
      destructiveHint: tool.effect === "irreversible" || tool.escalate !== undefined,
      idempotentHint: tool.effect === "read",
      openWorldHint: tool.outbound === true,
    },
    ...(view ? { _meta: { ui: { resourceUri: view.uri }, "ui/resourceUri": view.uri } } : {}),
  };
}

function toSchema(schema: z.ZodObject, io: "input" | "output"): McpTool["inputSchema"] {
  return oneTypeEach(
    z.toJSONSchema(schema, { io, unrepresentable: "any" }),
  ) as McpTool["inputSchema"];
}

/** JSON Schema that simple clients read: a field that may be null has a branch for each type. */
function oneTypeEach(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(oneTypeEach);
  if (!isObject(node)) return node;
  const {
    type,
    description,
    default: preset,
    ...rest
  } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, oneTypeEach(value)]));
  const about = {
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
  };
  if (!Array.isArray(type)) return { ...(type === undefined ? {} : { type }), ...about, ...rest };
  return {
    ...about,
    anyOf: type.map((one) => (one === "null" ? { type: one } : { type: one, ...rest })),
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
