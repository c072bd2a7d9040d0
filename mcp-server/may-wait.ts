import type { Tool } from "#tools/core/tool.ts";

/** Whether a call may come back as an approval instead of its value. */
export const mayWait = (tool: Tool): boolean =>
  tool.effect === "irreversible" || tool.escalate !== undefined || tool.outbound === true;
