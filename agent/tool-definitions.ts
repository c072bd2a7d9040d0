import { z } from "zod";
import type { JSONSchema7 } from "ai";
import { isForMembers, type Tool } from "#tools/core/tool.ts";

/** Decided by a person on a surface, never by a model. */
const forPeople = new Set([
  "organization_decide_approval",
  "conversations_rate_answer",
  // A model reads a document by its words or its pages, never as base64.
  "documents_add_file",
  "documents_get_file",
  "organization_connect_slack",
  "organization_get_slack_link",
  "organization_link_slack",
]);

/** Present before the model searches: what a working day starts with. */
const core = new Set([
  "find_anything",
  "tours_list_performances",
  "tours_get_performance",
  "tours_create_performance",
  "tours_update_schedule",
  "tours_plan_tour",
  "tours_get_tour",
  "ticketing_get_sales",
  "contacts_find_contacts",
  "business_get_profit",
  "documents_create_document",
  "organization_undo_call",
]);

export const forModels = (registry: readonly Tool[]): Tool[] =>
  registry.filter((tool) => !forPeople.has(tool.name) && isForMembers(tool));

/** Whether a model sees the tool only once it has searched for it. Few tools are all shown at once. */
export function isDeferred(tool: Tool, registry: readonly Tool[]): boolean {
  return registry.length > core.size && !core.has(tool.name);
}

type Node = { [key: string]: unknown };

/**
 * The input as a model needs it: names, types, choices and what is required. Bounds and patterns are
 * the door's to check, and the prompt says once how days, times and money are written.
 */
export function compactSchema(tool: Tool): JSONSchema7 {
  const full = z.toJSONSchema(tool.input, { io: "input", unrepresentable: "any" }) as Node;
  return strip(full) as JSONSchema7;
}

const kept = new Set(["type", "properties", "items", "required", "enum", "const", "anyOf"]);

function strip(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strip);
  if (node === null || typeof node !== "object") return node;
  const out: Node = {};
  for (const [key, value] of Object.entries(node as Node)) {
    if (!kept.has(key)) continue;
    if (key === "properties") {
      out[key] = Object.fromEntries(
        Object.entries(value as Node).map(([name, inner]) => [name, strip(inner)]),
      );
    } else if (key === "required" && (value as string[]).length === 0) {
      continue;
    } else {
      out[key] = strip(value);
    }
  }
  if (Array.isArray(out["enum"])) delete out["type"];
  return out;
}
