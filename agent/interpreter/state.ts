import { z } from "zod";
import { subjectKinds } from "#tools/core/tool.ts";
import type { Focus } from "./focus.ts";

const row = z.object({
  kind: z.enum(subjectKinds),
  id: z.string(),
  label: z.string(),
  day: z.string().optional(),
  city: z.string().optional(),
  venue: z.string().optional(),
  status: z.string().optional(),
});

const call = z.object({ tool: z.string(), input: z.record(z.string(), z.unknown()) });
export type Call = z.infer<typeof call>;

const waiting = {
  /** Clauses of the request that wait behind the question. */
  rest: z.array(z.string()),
};

const pending = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("field"),
    call,
    field: z.string(),
    /** False when a tool's refusal is what asks: the person need not answer it. */
    asked: z.boolean(),
    choices: z.array(z.object({ id: z.string(), label: z.string() })),
    ...waiting,
  }),
  z.object({
    kind: z.literal("reading"),
    readings: z.array(z.object({ label: z.string(), call, missing: z.string().optional() })),
    ...waiting,
  }),
  z.object({ kind: z.literal("aside"), call, words: z.string(), ...waiting }),
]);
export type Pending = z.infer<typeof pending>;

/** A question about a field that waits for its answer. */
export const waitingFor = (
  call: Call,
  field: string,
  rest: string[],
  asked: boolean,
  choices: { id: string; label: string }[] = [],
): Pending => ({ kind: "field", call, field, asked, choices, rest });

const lastCall = call.extend({
  callId: z.string(),
  done: z.boolean(),
  effect: z.enum(["read", "write", "irreversible"]),
});
export type LastCall = z.infer<typeof lastCall>;

const state = z.object({
  focus: z.object({ turns: z.array(z.array(row)), day: z.string().optional() }),
  last: lastCall.optional(),
  pending: pending.optional(),
  /** Id of the row that the page showed beside the last message. */
  screen: z.string().optional(),
});
export type State = {
  focus: Focus;
  last?: LastCall | undefined;
  pending?: Pending | undefined;
  screen?: string | undefined;
};

/** What was stored, or a fresh state when there is nothing readable. */
export function readState(stored: unknown): State {
  const parsed = state.safeParse(stored);
  return parsed.success ? (parsed.data as State) : { focus: { turns: [] } };
}
