import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Context } from "#tools/core/context.ts";

type Kept = Record<string, string>;

/** The conversation that this member last had in the terminal. */
export function lastConversation(dataDirectory: string, context: Context): string | undefined {
  return read(dataDirectory)[keyOf(context)];
}

export function rememberConversation(dataDirectory: string, context: Context, id: string): void {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const kept = { ...read(dataDirectory), [keyOf(context)]: id };
  writeFileSync(fileIn(dataDirectory), `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
}

const fileIn = (dataDirectory: string) => path.join(dataDirectory, "last-conversation.json");

function read(dataDirectory: string): Kept {
  try {
    return JSON.parse(readFileSync(fileIn(dataDirectory), "utf8")) as Kept;
  } catch {
    return {};
  }
}

function keyOf({ actor }: Context): string {
  const who = actor.kind === "member" ? actor.userId : actor.kind;
  return `${actor.organizationId}/${who}`;
}
