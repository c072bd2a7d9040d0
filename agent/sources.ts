import type { Outcome } from "#tools/core/outcome.ts";
import { createSay, type Locale } from "#tools/core/text.ts";
import { readFigures } from "./figures.ts";
import { fold } from "./fold-text.ts";

/** What one tool result contains: figures by their normalised values, and names. */
export type Source = { callId: string; figures: Set<string>; names: Set<string> };

/** Keys whose text names something. */
const naming =
  /(^|_)(name|label|title|city|venue|artist|tour|production|contact|holder|buyer|platform|number|kind|role|country)$|(Name|Label|Title|City)$/i;

/** Reads a result once. Cents are money, instants are days and times, arrays count as their length. */
export function readSource(outcome: Outcome, timeZone: string, locale: Locale): Source {
  const source: Source = { callId: outcome.callId, figures: new Set(), names: new Set() };
  if (outcome.ok) {
    readText(source, outcome.summary);
    for (const { label } of outcome.about) addName(source, label);
    readValue(source, outcome.value, "", timeZone);
    readValue(source, outcome.cards, "", timeZone);
  } else if ("pending" in outcome) {
    const { preview } = outcome.pending;
    const say = createSay(locale);
    readText(source, say(preview.title));
    for (const { label, value } of preview.lines) {
      const text = typeof value === "string" ? value : say(value);
      readText(source, `${say(label)} ${text}`);
      addName(source, text);
    }
    for (const warning of preview.warnings ?? []) readText(source, say(warning));
  } else {
    readText(source, outcome.error.message);
    for (const { label } of outcome.error.choices ?? []) {
      readText(source, label);
      addName(source, label);
    }
  }
  return source;
}

function readText(source: Source, text: string) {
  for (const { values } of readFigures(text)) for (const value of values) addFigure(source, value);
}

function readValue(source: Source, value: unknown, key: string, timeZone: string): void {
  if (typeof value === "number") return readNumber(source, value, key);
  if (typeof value === "string") return readString(source, value, key, timeZone);
  if (Array.isArray(value)) {
    addFigure(source, `number:${value.length}`);
    for (const inner of value) readValue(source, inner, key, timeZone);
    return;
  }
  if (value === null || typeof value !== "object") return;
  const fields = value as Record<string, unknown>;
  const zone = typeof fields["timeZone"] === "string" ? fields["timeZone"] : timeZone;
  const isMoney = fields["type"] === "money";
  for (const [name, inner] of Object.entries(fields)) {
    readValue(source, inner, isMoney && name === "value" ? "cents" : name, zone);
  }
  readMoneyColumns(source, fields);
}

/** The cells of a table's money columns are cents whatever their key. */
function readMoneyColumns(source: Source, { columns, rows }: Record<string, unknown>) {
  if (!Array.isArray(columns) || !Array.isArray(rows)) return;
  const keys = (columns as { key: string; type: string }[])
    .filter(({ type }) => type === "money")
    .map(({ key }) => key);
  for (const row of rows as Record<string, unknown>[]) {
    for (const key of keys) {
      if (typeof row[key] === "number") addFigure(source, `money:${row[key]}`);
    }
  }
}

const monetary = /cents|amount|price|gross|net|cost|budget|profit|due|guarantee/i;

function readNumber(source: Source, value: number, key: string) {
  addFigure(source, `number:${value}`);
  addFigure(source, `number:${Math.round(value)}`);
  if (monetary.test(key)) addFigure(source, `money:${Math.round(value)}`);
  if (/bp$|BasisPoints$|rate$/i.test(key)) addFigure(source, `percent:${value / 100}`);
  if (/percent|ratio|share/i.test(key)) {
    addFigure(source, `percent:${value}`);
    addFigure(source, `percent:${Math.round(value * 1_000) / 10}`);
    addFigure(source, `percent:${Math.round(value * 100)}`);
  }
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const identifier = /^[\da-f]{8}-[\da-f]{4}-/i;

function readString(source: Source, text: string, key: string, timeZone: string) {
  if (identifier.test(text)) return;
  if (instant.test(text)) return readInstant(source, text, timeZone);
  readText(source, text.slice(0, 4_000));
  if (naming.test(key) || text.length <= 40) addName(source, text);
}

function readInstant(source: Source, text: string, timeZone: string) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return;
  const local = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone,
  }).format(date);
  addFigure(source, `day:${local.slice(0, 10)}`);
  addFigure(source, `time:${local.slice(11, 16)}`);
}

function addFigure(source: Source, value: string) {
  source.figures.add(value);
  if (!value.startsWith("day:") || value.startsWith("day:--")) return;
  source.figures.add(`day:-${value.slice(8)}`);
  source.figures.add(`month:${value.slice(4, 11)}`);
  source.figures.add(`number:${Number(value.slice(4, 8))}`);
}

function addName(source: Source, text: string) {
  const name = fold(text.trim());
  if (name.length < 3 || name.length > 80 || !/\p{L}{2}/u.test(name)) return;
  source.names.add(name);
}
