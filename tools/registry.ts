import type { Tool } from "./core/tool.ts";
import { businessTools } from "./business/index.ts";
import { contactsTools } from "./contacts/index.ts";
import { conversationsTools } from "./conversations/index.ts";
import { documentsTools } from "./documents/index.ts";
import { findTools } from "./find/index.ts";
import { organizationTools } from "./organization/index.ts";
import { toursTools } from "./tours/index.ts";
import { ticketingTools } from "./ticketing/index.ts";

/** Every tool of the product, by domain: what stands here appears on every surface. */
export const registry = [
  ...findTools,
  ...toursTools,
  ...ticketingTools,
  ...businessTools,
  ...contactsTools,
  ...documentsTools,
  ...organizationTools,
  ...conversationsTools,
] as const;

const byName = new Map<string, Tool>(registry.map((tool: Tool) => [tool.name, tool]));

export function findTool(name: string): Tool | undefined {
  return byName.get(name);
}
