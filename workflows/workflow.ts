import { hash } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import type { Integrations } from "#integrations/integrations.ts";
import type { Database } from "#database/pool.ts";
import type { SlackEnv } from "#slack-bot/parts.ts";
import { callTool, type ToolInput, type ToolName, type ToolOutput } from "#tools/call-tool.ts";

/** What durable functions have at hand. */
export type WorkParts = {
  database: Database;
  integrations: Integrations;
  env: SlackEnv;
  now: () => Date;
};

/** A durable function before it knows its client: one a file. */
export type Workflow = (inngest: Inngest, parts: WorkParts) => InngestFunction.Any;

/** A member stops a run by this event; every function that works for an organization hears it. */
export const stoppable = [
  { event: "job/run.cancelled", if: "async.data.eventId == event.id" },
] as const;

/** One id for one step of one run: done twice, since its end was not noted, it has one effect. */
export function callIdOf(runId: string, step: string): string {
  const hex = hash("sha256", `${runId}:${step}`);
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(13, 16),
    hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return `${a}-${b}-4${c}-8${d}-${e}`;
}

/** Calls a tool as a job of the organization. Throws what went wrong, so that the step is tried again. */
export async function callAsJob<Name extends ToolName>(
  { database, integrations, now }: WorkParts,
  { organizationId, job, callId }: { organizationId: string; job: string; callId: string },
  name: Name,
  input: ToolInput<Name>,
): Promise<ToolOutput<Name>> {
  const outcome = await callTool(
    {
      database,
      integrations,
      actor: { kind: "job", organizationId, name: job, via: "job" },
      locale: "fr",
      now: now(),
      callId,
    },
    name,
    input,
  );
  if (outcome.ok) return outcome.value;
  throw new Error("error" in outcome ? outcome.error.message : `${name} needs an approval`);
}
