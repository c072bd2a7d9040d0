import type { ToolInput, ToolOutput } from "#tools/call-tool.ts";
import { callTool } from "../forms/call-tool.ts";
import type { Part } from "./split-table.ts";

export type Settings = Pick<
  ToolInput<"contacts_import_contacts">,
  "kind" | "tags" | "columns" | "headed"
>;
type Imported = ToolOutput<"contacts_import_contacts">;

export type Progress = {
  /** Parts done; each part keeps its call id, so that one sent again is not done twice. */
  parts: number;
  rows: number;
  added: number;
  already: number;
  twice: number;
  failed: number;
  consents: number;
  errors: Imported["errors"];
  calls: string[];
};

export const nothingDone: Progress = {
  parts: 0,
  rows: 0,
  added: 0,
  already: 0,
  twice: 0,
  failed: 0,
  consents: 0,
  errors: [],
  calls: [],
};

export class Refused extends Error {}

/** Imports one part after what was done; throws when no answer came, `Refused` when it was refused. */
export async function importPart(
  part: Part & { callId: string },
  settings: Settings,
  done: Progress,
): Promise<Progress> {
  const input = { ...settings, table: part.text };
  const outcome = await callTool("contacts_import_contacts", input, part.callId);
  if (!outcome.ok) throw new Refused("error" in outcome ? outcome.error.message : "");
  const value = outcome.value as Imported;
  const before = part.firstLine - (settings.headed ? 2 : 1);
  return {
    parts: done.parts + 1,
    rows: done.rows + part.rows,
    added: done.added + value.added,
    already: done.already + value.already,
    twice: done.twice + value.twice,
    failed: done.failed + value.failed,
    consents: done.consents + value.consents,
    errors: [
      ...done.errors,
      ...value.errors.map((error) => ({ ...error, line: error.line + before })),
    ],
    calls: value.added + value.already > 0 ? [...done.calls, part.callId] : done.calls,
  };
}

/** Takes an import back, the last part first. False when a part could not be. */
export async function undoImport(calls: string[]): Promise<boolean> {
  for (const call of calls.toReversed()) {
    const outcome = await callTool("organization_undo_call", { call });
    const nothing = "error" in outcome && outcome.error.code === "not_found";
    if (!outcome.ok && !nothing) return false;
  }
  return true;
}

const tooLarge = 20_000_000;

/** A file as text, in UTF-8 or as old spreadsheets write it. */
export async function readFile(file: File): Promise<string | "tooLarge" | "unreadable"> {
  if (file.size > tooLarge) return "tooLarge";
  const bytes = await file.arrayBuffer();
  if (new Uint8Array(bytes.slice(0, 2_000)).includes(0)) return "unreadable";
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
