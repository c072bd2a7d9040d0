import type { FormField } from "./form-spec.ts";

/** What stands in the controls: texts, lists of texts, ticks. */
export type FormValue = string | string[] | boolean;
export type FormValues = Record<string, FormValue>;

const spaces = /[\s\u00a0\u202f]/g;

/** « 1 240,50 € » → 124050; null when it is no amount. */
export function readMoney(text: string): number | null {
  const plain = text.replace(spaces, "").replace(/€|EUR/i, "").replace(",", ".");
  return /^-?\d+(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
}

/** « 19 h 30 », « 19h », « 19:30 » → `19:30`; null when it is no time. */
export function readTime(text: string): string | null {
  const found = /^(\d{1,2})(?:[h:](\d{2})?)?$/i.exec(text.replace(spaces, ""));
  if (!found) return null;
  return `${found[1]!.padStart(2, "0")}:${found[2] ?? "00"}`;
}

function readOne(field: FormField, text: string): unknown {
  const plain = text.trim();
  switch (field.type) {
    case "money":
      return readMoney(plain) ?? plain;
    case "percent": {
      const share = Number(plain.replace(spaces, "").replace("%", "").replace(",", "."));
      return Number.isFinite(share) ? Math.round(share * 100) : plain;
    }
    case "count":
    case "shift": {
      const count = Number(plain.replace(spaces, "").replace(",", "."));
      return Number.isFinite(count) ? count : plain;
    }
    case "time":
      return readTime(plain) ?? plain;
    case "url":
      // « zaz.example », as people write it.
      return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(plain) ? `https://${plain}` : plain;
    default:
      return plain;
  }
}

/** The tool's input out of the controls. What is empty is left out; the door says what is wrong. */
export function toInput(fields: FormField[], values: FormValues): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (typeof value === "boolean") {
      if (value) input[field.name] = true;
    } else if (Array.isArray(value)) {
      if (value.length > 0) input[field.name] = value.map((one) => readOne(field, one));
    } else if (value !== undefined && value.trim() !== "") {
      input[field.name] = readOne(field, value);
    }
  }
  return input;
}

function showOne(field: FormField, value: unknown): string {
  if (field.type === "money" && typeof value === "number") {
    return (value / 100).toFixed(value % 100 === 0 ? 0 : 2).replace(".", ",");
  }
  if (field.type === "percent" && typeof value === "number") {
    return String(value / 100).replace(".", ",");
  }
  return value === null || value === undefined ? "" : String(value);
}

/** The controls as they stand before anything is typed. */
export function toValues(fields: FormField[], input: Record<string, unknown>): FormValues {
  return Object.fromEntries(
    fields.map((field): [string, FormValue] => {
      const value = input[field.name];
      if (field.type === "flag") return [field.name, value === true];
      if (field.many) {
        return [field.name, Array.isArray(value) ? value.map((one) => showOne(field, one)) : []];
      }
      return [field.name, showOne(field, value)];
    }),
  );
}

export type Changes = {
  input: Record<string, unknown>;
  /** A field that can't be empty, and whose value was taken out. */
  kept: string | null;
};

/** What a person changed of what stood there, as the tool's input: what was emptied goes by name. */
export function changesOf(
  fields: FormField[],
  values: FormValues,
  initial: Record<string, unknown>,
): Changes {
  const now = toInput(fields, values);
  const input: Record<string, unknown> = {};
  const clear: string[] = [];
  let kept: string | null = null;
  for (const { name, type, emptiable } of fields) {
    const before = initial[name];
    if (now[name] !== undefined) {
      if (JSON.stringify(now[name]) !== JSON.stringify(before)) input[name] = now[name];
    } else if (type === "flag") {
      if (before === true) input[name] = false;
    } else if (isFilled(before)) {
      if (emptiable) clear.push(name);
      else kept ??= name;
    }
  }
  return { input: clear.length > 0 ? { ...input, clear } : input, kept };
}

const isFilled = (value: unknown) =>
  value !== undefined &&
  value !== null &&
  value !== "" &&
  !(Array.isArray(value) && value.length === 0);
