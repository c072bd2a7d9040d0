import {
  inputRequired,
  type ClientCapabilities,
  type InputRequiredResult,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Choice } from "#tools/core/errors.ts";
import type { Tool } from "#tools/core/tool.ts";
import { createSay, type Locale } from "#tools/core/text.ts";
import { isObject } from "./describe-tool.ts";

/** The key of what a person filled in; a client may send anything under it, so it is input like any other. */
export const formKey = "fields";
type FormSchema = Parameters<typeof inputRequired.elicit>[0]["requestedSchema"];
type Property = Record<string, unknown>;

export const canAskForm = ({ elicitation }: ClientCapabilities): boolean =>
  // A client that names no way of asking means forms.
  elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);

/** The required fields that were left out, as a form; undefined where a form can't ask for them all. */
export function askMissing(
  tool: Tool,
  args: Record<string, unknown>,
  locale: Locale,
): InputRequiredResult["inputRequests"] | undefined {
  const parsed = tool.input.safeParse(args);
  if (parsed.success) return undefined;
  const missing = new Set<string>();
  for (const { path } of parsed.error.issues) {
    const [field] = path;
    if (path.length !== 1 || typeof field !== "string" || args[field] !== undefined)
      return undefined;
    missing.add(field);
  }
  const { properties = {} } = z.toJSONSchema(tool.input, {
    io: "input",
    unrepresentable: "any",
  }) as { properties?: Record<string, Property> };
  const asked: Record<string, Property> = {};
  for (const field of missing) {
    const simple = simpleProperty(properties[field]);
    if (!simple) return undefined;
    asked[field] = simple;
  }
  const message = createSay(locale)({
    fr: `« ${tool.title.fr} » : il manque ${missing.size > 1 ? "ces précisions" : "une précision"}.`,
    en: `“${tool.title.en}”: ${missing.size > 1 ? "some details are" : "one detail is"} missing.`,
  });
  return form(message, asked, [...missing]);
}

/** Which of several rows was meant, as a form. */
export function askChoice(
  message: string,
  field: string,
  choices: readonly Choice[],
): InputRequiredResult["inputRequests"] {
  const oneOf = choices.map(({ id, label }) => ({ const: id, title: label }));
  return form(message, { [field]: { type: "string", oneOf } }, [field]);
}

function form(message: string, properties: Record<string, Property>, required: string[]) {
  const requestedSchema = { type: "object", properties, required } as FormSchema;
  return { [formKey]: inputRequired.elicit({ mode: "form", message, requestedSchema }) };
}

function simpleProperty(property: Property | undefined): Property | undefined {
  if (!isObject(property)) return undefined;
  const { type, description } = property;
  const about = typeof description === "string" ? { description } : {};
  if (Array.isArray(property["enum"])) return { type: "string", enum: property["enum"], ...about };
  if (type === "string" || type === "boolean") return { type, ...about };
  if (type === "number" || type === "integer") return { type, ...about };
  return undefined;
}
