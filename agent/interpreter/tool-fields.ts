import { z } from "zod";
import { type Semantic, semanticOf } from "#tools/core/fields.ts";
import type { Tool } from "#tools/core/tool.ts";

/** A field of a tool's input as the interpreter sees it. */
export type Field = {
  name: string;
  semantic: Semantic;
  many: boolean;
  required: boolean;
  /** The values of a closed list. */
  values: readonly string[];
  schema: z.ZodType;
};

const listed = new Set<Semantic["type"]>(["choice", "clear"]);

const known = new WeakMap<Tool, Field[]>();

/** The fields of a tool that a person can fill in words; a field without semantic type is left out. */
export function fieldsOf(tool: Tool): Field[] {
  const cached = known.get(tool);
  if (cached) return cached;
  const fields = Object.entries(tool.input.shape).flatMap(([name, shape]): Field[] => {
    const schema = shape as z.ZodType;
    const found = semanticOf(schema);
    if (!found) return [];
    return [
      {
        name,
        ...found,
        required: !schema.safeParse(undefined).success,
        values: listed.has(found.semantic.type) ? valuesOf(schema) : [],
        schema,
      },
    ];
  });
  known.set(tool, fields);
  return fields;
}

function valuesOf(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  if (schema instanceof z.ZodArray) return valuesOf(schema.element as z.ZodType);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return valuesOf(schema.unwrap() as z.ZodType);
  }
  return [];
}

/** The verb in a tool's name: `tours_move_performance` → `move`. */
export const verbOf = (toolName: string) => toolName.split("_")[1] ?? "";
