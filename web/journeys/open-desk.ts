import { randomUUID } from "node:crypto";
import { ownerSession } from "#accounts/open-session.ts";
import { openDatabase } from "#database/pool.ts";
import { readEnv } from "#integrations/env.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";
import { callTool } from "#tools/call-tool.ts";

/** The owner at work elsewhere while a journey goes on: what asks for an approval is accepted. */
export type Desk = {
  act(name: string, input: unknown): Promise<Record<string, unknown>>;
  close(): Promise<void>;
};

export async function openDesk(url: string): Promise<Desk> {
  const database = openDatabase(url, 2);
  const integrations = openIntegrations(readEnv());
  const { actor } = await ownerSession(database);
  const act: Desk["act"] = async (name, input) => {
    const context = { database, integrations, actor, locale: "fr" as const, now: new Date() };
    const outcome = await callTool({ ...context, callId: randomUUID() }, name, input);
    if (outcome.ok) return outcome.value as Record<string, unknown>;
    if (!("pending" in outcome)) throw new Error(`${name}: ${outcome.error.message}`);
    const { approvalId } = outcome.pending;
    return act("organization_decide_approval", { approval: approvalId, decision: "accept" });
  };
  return { act, close: () => database.close() };
}
