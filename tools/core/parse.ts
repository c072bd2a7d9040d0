import type { z } from "zod";
import { ToolError } from "./errors.ts";
import { semanticOf } from "./fields.ts";
import { createSay, type Locale, type Text } from "./text.ts";
import type { Tool } from "./tool.ts";

/** Parses an input strictly: unknown fields are refused, the first problem is told in plain words. */
export function parseInput(tool: Tool, input: unknown): Record<string, unknown> {
  const parsed = strictInput(tool).safeParse(tidy(tool, input ?? {}), { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0] as z.core.$ZodIssue;
  const field = issue.path.join(".");
  const text = tooMuch(tool, issue) ?? explain(issue, field);
  throw new ToolError("invalid_input", text, field ? { field } : {});
}

/** What no one sees and no column keeps: tabs and ends of lines stay. */
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Texts without what came along unseen when they were copied. A pasted table is judged as it is. */
function tidy(tool: Tool, input: unknown): unknown {
  if (input === null || typeof input !== "object" || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const schema = tool.input.shape[name] as z.ZodType | undefined;
      const pasted = schema && semanticOf(schema)?.semantic.type === "pasted";
      return [name, pasted ? value : visible(value)];
    }),
  );
}

function visible(value: unknown): unknown {
  if (typeof value === "string") return value.replace(invisible, "").toWellFormed();
  return Array.isArray(value) ? value.map(visible) : value;
}

const strict = new WeakMap<Tool, z.ZodObject>();

/** Made once: a schema compiles itself at its first use, which costs more than a call. */
function strictInput(tool: Tool): z.ZodObject {
  const known = strict.get(tool) ?? tool.input.strict();
  strict.set(tool, known);
  return known;
}

/** An amount out of bounds is told in money. */
function tooMuch(tool: Tool, issue: z.core.$ZodIssue): Text | undefined {
  const schema = tool.input.shape[String(issue.path[0])] as z.ZodType | undefined;
  if (issue.code !== "too_big" || !schema || semanticOf(schema)?.semantic.type !== "money") return;
  const most = (locale: Locale) => createSay(locale, new Date(0)).money(Number(issue.maximum));
  return {
    fr: `Le montant ne peut pas dépasser ${most("fr")}.`,
    en: `The amount cannot be above ${most("en")}.`,
  };
}

function explain(issue: z.core.$ZodIssue, field: string): Text {
  if (issue.code === "custom" && issue.params?.["fr"]) {
    return { fr: String(issue.params["fr"]), en: String(issue.params["en"]) };
  }
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.join(", ");
    return { fr: `Champ inconnu : ${keys}.`, en: `Unknown field: ${keys}.` };
  }
  const missing =
    (issue.code === "invalid_type" || issue.code === "invalid_value") && issue.input === undefined;
  const name = field || "?";
  if (missing) {
    return { fr: `Il manque le champ « ${name} ».`, en: `The field “${name}” is missing.` };
  }
  if (issue.code === "too_big" && issue.origin === "string") {
    return {
      fr: `« ${name} » est trop long : ${issue.maximum} caractères au plus.`,
      en: `“${name}” is too long: at most ${issue.maximum} characters.`,
    };
  }
  if (issue.code === "too_small" && issue.origin === "string") {
    return { fr: `« ${name} » est vide ou trop court.`, en: `“${name}” is empty or too short.` };
  }
  if (issue.code === "too_big") {
    return {
      fr: `« ${name} » dépasse le maximum (${issue.maximum}).`,
      en: `“${name}” is above the maximum (${issue.maximum}).`,
    };
  }
  if (issue.code === "too_small") {
    return {
      fr: `« ${name} » est en dessous du minimum (${issue.minimum}).`,
      en: `“${name}” is below the minimum (${issue.minimum}).`,
    };
  }
  if (issue.code === "invalid_value") {
    const values = issue.values.join(", ");
    return {
      fr: `« ${name} » doit être l’une de ces valeurs : ${values}.`,
      en: `“${name}” must be one of: ${values}.`,
    };
  }
  if (issue.code === "invalid_format" && issue.format === "date") {
    return {
      fr: `« ${name} » n’est pas une date qui existe (attendu : AAAA-MM-JJ).`,
      en: `“${name}” is not a date that exists (expected YYYY-MM-DD).`,
    };
  }
  if (issue.code === "invalid_format" && issue.format === "url") {
    return {
      fr: `« ${name} » n’est pas une adresse web (attendu : https://…).`,
      en: `“${name}” is not a web address (expected https://…).`,
    };
  }
  if (issue.code === "invalid_format" && issue.format === "email") {
    return {
      fr: `« ${name} » n’est pas une adresse e-mail.`,
      en: `“${name}” is not an e-mail address.`,
    };
  }
  return {
    fr: `« ${name} » n’a pas la forme attendue.`,
    en: `“${name}” does not have the expected form.`,
  };
}
