import { z } from "zod";
import type { Outcome } from "#tools/core/outcome.ts";
import type { Decision } from "./decide.ts";
import type { Call } from "./state.ts";

export const readTool = "documents_read_file";
export const importTool = "documents_import_rows";

const reading = z.object({
  id: z.string(),
  rows: z.record(z.string(), z.unknown()),
  found: z.array(z.object({ isNew: z.boolean() })),
});

/** A received document that was read and says something new is proposed for import, for a person to decide. */
export function importOf(outcome: Outcome): Call | undefined {
  if (!outcome.ok || outcome.tool !== readTool) return undefined;
  const read = reading.safeParse(outcome.value).data;
  if (!read?.found.some((one) => one.isNew)) return undefined;
  return { tool: importTool, input: { document: read.id, ...read.rows } };
}

/** What was said beside a file asks for something that is not about a document. */
export const isAnotherMatter = (decision: Decision): boolean =>
  decision.kind === "calls" &&
  decision.known.tool.effect !== "read" &&
  !decision.known.tool.name.startsWith("documents_");
