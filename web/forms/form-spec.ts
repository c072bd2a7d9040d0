import { z } from "zod";
import { fieldsOf } from "#agent/interpreter/tool-fields.ts";
import type { Semantic } from "#tools/core/fields.ts";
import type { Effect, SubjectKind, Tool } from "#tools/core/tool.ts";
import type { Locale } from "#tools/core/text.ts";

export type FormField = {
  name: string;
  type: Semantic["type"];
  /** What a reference refers to. */
  kind?: SubjectKind;
  /** The vocabulary of a closed list. */
  of?: string;
  values: readonly string[];
  many: boolean;
  required: boolean;
  /** The most characters of a text. */
  longest: number | null;
  /** Whether the tool can empty what stands there. */
  emptiable: boolean;
};

/** A tool's input as a form: what each field means decides its control. */
export type FormSpec = {
  name: string;
  title: string;
  example: string;
  effect: Effect;
  fields: FormField[];
};

export function formSpec(tool: Tool, locale: Locale): FormSpec {
  const all = fieldsOf(tool);
  const emptiable = new Set(all.find(({ semantic }) => semantic.type === "clear")?.values);
  return {
    name: tool.name,
    title: tool.title[locale],
    example: tool.examples[0]?.[locale] ?? "",
    effect: tool.effect,
    fields: all
      // An emptied control says it.
      .filter(({ semantic }) => semantic.type !== "clear")
      .map(({ name, semantic, values, many, required, schema }) => ({
        name,
        type: semantic.type,
        ...(semantic.type === "ref" ? { kind: semantic.kind } : {}),
        ...(semantic.type === "choice" ? { of: semantic.of } : {}),
        values,
        many,
        required,
        longest: longestOf(schema),
        emptiable: emptiable.has(name),
      })),
  };
}

function longestOf(schema: z.ZodType): number | null {
  if (schema instanceof z.ZodString) return schema.maxLength;
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return longestOf(schema.unwrap() as z.ZodType);
  }
  return null;
}
