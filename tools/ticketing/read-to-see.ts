import { sql } from "kysely";
import { z } from "zod";
import { forbidden } from "../core/failures.ts";
import type { ToolContext } from "../core/tool.ts";
import { doorResults } from "./door-results.ts";

/** An entry for a supervisor to look at: a double one, or one that we would have refused. */
export const toSee = z.object({
  checkInId: z.uuid(),
  kind: z.enum(["duplicate", ...doorResults]),
  at: z.string(),
  gate: z.string().nullable(),
  device: z.string().nullable(),
  holder: z.string().nullable(),
  type: z.string().nullable(),
  number: z.int().nullable(),
  /** The entry that won. */
  first: z.object({ at: z.string(), gate: z.string().nullable() }).nullable(),
  seen: z.object({ at: z.string(), by: z.string() }).nullable(),
});
type ToSee = z.infer<typeof toSee>;
type Case = Omit<ToSee, "checkInId"> & { check_in_id: string };

/** What is to be looked at at the door of a date, what nobody has seen first. */
export async function readToSee(ctx: ToolContext, performanceId: string): Promise<ToSee[]> {
  const { rows } = await sql<{ answer: { code: string; cases: Case[] } }>`
    select koncert.door_to_see(${performanceId}::uuid) as answer`.execute(ctx.tx);
  const answer = rows[0]?.answer;
  if (answer?.code !== "ok") throw forbidden();
  return answer.cases.map(({ check_in_id, ...one }) => ({ checkInId: check_in_id, ...one }));
}
