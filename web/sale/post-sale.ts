import type { Outcome } from "#tools/core/outcome.ts";

/** Asks the sale for one thing. Throws when no answer came: the same `callId` may then be sent again. */
export async function postSale<Value>(
  act: "hold" | "pay" | "release",
  input: Record<string, unknown>,
  callId: string,
): Promise<Outcome<Value>> {
  const response = await fetch(`/api/sale/${act}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input, callId }),
  });
  return outcomeOf(await response.json());
}

/** The order as it stands now; throws when no answer came. */
export async function askOrder<Value>(token: string): Promise<Outcome<Value>> {
  return outcomeOf(await (await fetch(`/api/sale/orders/${token}`)).json());
}

function outcomeOf<Value>(answer: { ok?: unknown } | null): Outcome<Value> {
  if (typeof answer?.ok !== "boolean") throw new Error("no outcome");
  return answer as Outcome<Value>;
}
