import type { Outcome } from "#tools/core/outcome.ts";
import { createSay, type Locale } from "#tools/core/text.ts";

const rowsShown = 40;
const columnsShown = 12;
const lengthShown = 8_000;

/**
 * A result as a model reads it: the summary, then the value as short lines and tables with the ids that
 * later calls need. Text of others stands between marks that it can't close.
 */
export function compactResult(outcome: Outcome, locale: Locale): string {
  if (outcome.ok) {
    const told = cut(`${outcome.summary}\n${write(outcome.value)}`.trim());
    return `ok call=${outcome.callId}\n${outcome.untrusted ? marked(told) : told}`;
  }
  if ("pending" in outcome) {
    const { approvalId, preview } = outcome.pending;
    const say = createSay(locale);
    const lines = preview.lines.map(
      ({ label, value }) => `${say(label)}: ${typeof value === "string" ? value : say(value)}`,
    );
    return cut(
      [
        `approval ${approvalId} is needed; nothing was done. A person decides; do not call again.`,
        say(preview.title),
        ...lines,
        ...(preview.warnings ?? []).map(say),
      ].join("\n"),
    );
  }
  const { code, message, field, choices } = outcome.error;
  return [
    `error ${code}${field ? ` in ${field}` : ""}: ${message}`,
    ...(choices ?? []).map((choice) => `- ${choice.label} (${choice.id})`),
  ].join("\n");
}

function marked(text: string): string {
  return `<untrusted>\n${text.replaceAll(/<(\/?)untrusted/gi, "‹$1untrusted")}\n</untrusted>`;
}

function cut(text: string): string {
  return text.length <= lengthShown
    ? text
    : `${text.slice(0, lengthShown)}\n… cut; ask for less to see the rest`;
}

type Flat = Record<string, unknown>;

function write(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return table(value);
  if (typeof value !== "object") return String(value);
  const lines: string[] = [];
  for (const [key, inner] of Object.entries(value as Flat)) {
    if (inner === null || inner === undefined || inner === "") continue;
    if (Array.isArray(inner)) {
      lines.push(`${key} (${inner.length}):`, table(inner));
    } else if (typeof inner === "object") {
      const flat = Object.entries(flatten(inner as Flat)).map(([name, one]) => `${name}=${one}`);
      lines.push(`${key}: ${flat.join(", ")}`);
    } else {
      lines.push(`${key}: ${cell(inner)}`);
    }
  }
  return lines.join("\n");
}

function table(rows: unknown[]): string {
  const shown = rows.slice(0, rowsShown);
  const more = rows.length > rowsShown ? `\n… ${rows.length - rowsShown} more` : "";
  if (!shown.some((row) => row !== null && typeof row === "object")) {
    return shown.map(cell).join(", ") + more;
  }
  const flat = shown.map((row) => flatten((row ?? {}) as Flat));
  const keys = [...new Set(flat.flatMap((row) => Object.keys(row)))].filter(
    (key) => !forScreens.has(key),
  );
  const same = flat.length < 3 ? [] : keys.filter((key) => isSame(flat, key));
  const columns = keys
    .filter((key) => !same.includes(key))
    .toSorted((a, b) => Number(isOtherId(a)) - Number(isOtherId(b)))
    .slice(0, columnsShown);
  const lines = flat.map((row) => columns.map((column) => cell(row[column])).join(" | "));
  const common = same.map((key) => `${key}=${cell(flat[0]?.[key])}`).join(", ");
  return [...(common ? [`all: ${common}`] : []), columns.join(" | "), ...lines].join("\n") + more;
}

/** Drawn, never spoken of. */
const forScreens = new Set(["latitude", "longitude", "timeZone"]);

const isOtherId = (key: string) => key !== "id" && key.endsWith("Id");
const isSame = (rows: Flat[], key: string) => rows.every((row) => row[key] === rows[0]?.[key]);

function flatten(row: Flat, prefix = ""): Flat {
  const flat: Flat = {};
  for (const [key, value] of Object.entries(row)) {
    if (value === null || value === undefined || value === "") continue;
    const name = `${prefix}${key}`;
    if (Array.isArray(value)) {
      flat[name] = value.every((one) => one === null || typeof one !== "object")
        ? value.join(", ")
        : JSON.stringify(value);
    } else if (typeof value === "object") {
      Object.assign(flat, flatten(value as Flat, `${name}.`));
    } else {
      flat[name] = value;
    }
  }
  return flat;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.replaceAll(/\s+/g, " ").replaceAll("|", "/").slice(0, 300);
}
