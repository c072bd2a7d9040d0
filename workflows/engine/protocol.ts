import { z } from "zod";
import type { Event } from "./expressions.ts";

/** One thing that a function asks for or has done, as it answers it. */
export const op = z.object({
  op: z.string(),
  id: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z
    .object({
      timeout: z.string().nullish(),
      if: z.string().nullish(),
      parallelMode: z.string().nullish(),
      function_id: z.string().nullish(),
      payload: z.object({ data: z.record(z.string(), z.unknown()).nullish() }).nullish(),
    })
    .nullish()
    .catch(null),
});
export type Op = z.output<typeof op>;

export type Memo = { type: "data"; data: unknown } | { type: "error"; error: unknown };

export type Call = {
  functionId: string;
  runId: string;
  stepId: string;
  attempt: number;
  maxAttempts: number;
  /** The claim: what is checkpointed under another is refused. */
  token: string;
  events: Event[];
  steps: Record<string, Memo>;
  stack: string[];
  /** A step is under way elsewhere, so nothing may be run on the way. */
  isParallel: boolean;
};

export type Reply =
  | { kind: "done"; output: unknown }
  | { kind: "ops"; ops: Op[]; retryAfter: string | null }
  | { kind: "error"; error: unknown; isFinal: boolean; retryAfter: string | null };

/** Where functions are served within the process; nothing listens there. */
export const serveUrl = "http://127.0.0.1/api/inngest";

/** The request by which a function is called. */
export function callRequest(call: Call): Request {
  const url = new URL(serveUrl);
  url.searchParams.set("fnId", call.functionId);
  url.searchParams.set("stepId", call.stepId);
  return new Request(url, {
    method: "POST",
    headers: { "content-type": "application/json", host: url.host },
    body: JSON.stringify({
      version: 2,
      event: call.events[0],
      events: call.events,
      steps: call.steps,
      ctx: {
        run_id: call.runId,
        fn_id: call.functionId,
        qi_id: call.token,
        attempt: call.attempt,
        max_attempts: call.maxAttempts,
        disable_immediate_execution: call.isParallel,
        use_api: false,
        stack: { stack: call.stack, current: call.stack.length },
      },
    }),
  });
}

/** The request by which functions say what they are. */
export function syncRequest(): Request {
  return new Request(serveUrl, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      host: new URL(serveUrl).host,
      "x-inngest-sync-kind": "in_band",
    },
    body: JSON.stringify({ url: serveUrl }),
  });
}

/** What the answer of a function means. */
export async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  const body: unknown = text === "" ? null : JSON.parse(text);
  const retryAfter = response.headers.get("retry-after");
  if (response.status === 200) return { kind: "done", output: body };
  if (response.status === 206) return { kind: "ops", ops: z.array(op).parse(body), retryAfter };
  return {
    kind: "error",
    error: body,
    isFinal: response.headers.get("x-inngest-no-retry") === "true",
    retryAfter,
  };
}
