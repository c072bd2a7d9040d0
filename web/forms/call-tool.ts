import type { Outcome } from "#tools/core/outcome.ts";
import { isOutcome } from "../chat/message.ts";

/**
 * Runs a tool as the person who is signed in. The same `callId` sent again is the same effect.
 * Throws when no answer came back.
 */
export async function callTool(
  name: string,
  input: unknown,
  callId: string = crypto.randomUUID(),
): Promise<Outcome> {
  const response = await fetch(`/api/tools/${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input, callId }),
  });
  if (response.status === 401) throw new SignedOut();
  const answer: unknown = await response.json();
  if (!isOutcome(answer)) throw new Error(`${name}: ${response.status}`);
  return answer;
}

/** The session ended: what was typed stays on the page until the person has signed in again. */
export class SignedOut extends Error {}
