import type { Outcome } from "#tools/core/outcome.ts";
import { isOutcome } from "./message.ts";

/** Runs a tool as the person who is signed in. Throws when no answer came back. */
export async function callTool(name: string, input: unknown): Promise<Outcome> {
  const response = await fetch(`/api/tools/${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input, callId: crypto.randomUUID() }),
  });
  if (response.status === 401) {
    window.location.assign("/sign-in");
    throw new Error("signed out");
  }
  const answer: unknown = await response.json();
  if (!isOutcome(answer)) throw new Error(`${name}: ${response.status}`);
  return answer;
}
