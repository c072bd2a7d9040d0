import { z } from "zod";
import { semanticOf } from "../core/fields.ts";
import type { SubjectKind, ToolContext } from "../core/tool.ts";
import { readSubject } from "../find/read-subject.ts";

/** One field of what was asked; `type` and `of` say how its values read. */
export const sentField = z.object({
  name: z.string(),
  type: z.string(),
  of: z.string().nullable(),
  values: z.array(z.union([z.string(), z.number(), z.boolean()])),
});
type SentField = z.infer<typeof sentField>;

const longestText = 400;
const mostValues = 30;

/** The stored input of a call for a person to read: rows by their names, long texts cut. */
export async function readInput(
  ctx: ToolContext,
  tool: string,
  input: unknown,
): Promise<SentField[]> {
  const shape = ctx.find(tool)?.input.shape as Record<string, z.ZodType> | undefined;
  const fields: SentField[] = [];
  for (const [name, value] of Object.entries((input ?? {}) as Record<string, unknown>)) {
    const semantic = shape?.[name] && semanticOf(shape[name])?.semantic;
    if (!semantic || value === null || value === false) continue;
    const values = (Array.isArray(value) ? value : [value]).slice(0, mostValues);
    const read = [];
    for (const one of values) {
      if (typeof one === "object") continue;
      read.push(semantic.type === "ref" ? await nameOf(ctx, semantic.kind, String(one)) : cut(one));
    }
    if (read.length === 0) continue;
    const of = semantic.type === "choice" ? semantic.of : null;
    fields.push({ name, type: semantic.type, of, values: read });
  }
  return fields;
}

async function nameOf(ctx: ToolContext, kind: SubjectKind, text: string): Promise<string> {
  if (!z.uuid().safeParse(text).success) return cut(text) as string;
  return (await readSubject(ctx.tx, kind, text))?.label ?? text;
}

function cut(value: string | number | boolean): string | number | boolean {
  return typeof value === "string" && value.length > longestText
    ? `${value.slice(0, longestText)}…`
    : value;
}
