import { callTool } from "../forms/call-tool.ts";

const step = 1_000;
const most = 100_000;

/** All rows of a list tool, a thousand at a time. Throws when an answer fails to come. */
export async function readAll<Row>(
  tool: string,
  input: Record<string, unknown>,
  rowsOf: (value: never) => Row[],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let offset = 0; offset < most; offset += step) {
    const outcome = await callTool(tool, { ...input, limit: step, offset });
    if (!outcome.ok) throw new Error("error" in outcome ? outcome.error.message : tool);
    const page = rowsOf(outcome.value as never);
    rows.push(...page);
    if (page.length < step) break;
  }
  return rows;
}
