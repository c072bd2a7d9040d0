import { sql } from "kysely";
import { asActor } from "#database/as-actor.ts";
import { withoutProviders } from "#integrations/ask-provider.ts";
import { logReads, recordCall } from "./audit.ts";
import { type Gate, openApproval, takeApproval } from "./approval.ts";
import { hashOf } from "./canonical.ts";
import { runInLane } from "./lane.ts";
import type { Context } from "./context.ts";
import { ToolError } from "./errors.ts";
import { forbidden, toToolError } from "./failures.ts";
import type { Outcome } from "./outcome.ts";
import { parseInput } from "./parse.ts";
import { present } from "./present.ts";
import { recall } from "./replay.ts";
import { createSay } from "./text.ts";
import type { Tool, ToolContext } from "./tool.ts";

/**
 * The one door. Finds the tool, parses, asks for approval where it must, runs it in one
 * transaction as the actor, stores the call with its row changes, and answers. Never throws.
 */
export function createDoor(find: (name: string) => Tool | undefined) {
  return async function call(
    context: Context,
    name: string,
    input: unknown,
    approvalId?: string,
  ): Promise<Outcome> {
    const startedAt = performance.now();
    const sinceStart = () => Math.round(performance.now() - startedAt);
    const say = createSay(context.locale, context.now);
    const fail = (error: ToolError): Outcome => ({
      ok: false,
      callId: context.callId,
      tool: name,
      error: {
        code: error.code,
        message: say(error.text),
        ...(error.field ? { field: error.field } : {}),
        ...(error.choices ? { choices: error.choices } : {}),
        ...(error.reason ? { reason: error.reason } : {}),
      },
    });
    const tool = find(name);
    if (!tool) {
      return fail(
        new ToolError("not_found", {
          fr: `L’outil « ${name} » n’existe pas.`,
          en: `There is no tool “${name}”.`,
        }),
      );
    }
    let undoable = false;
    const finish = (value: unknown, replayed: boolean): Outcome =>
      present(context, tool, value, say, { replayed, undoable });
    let inputHash = "";
    try {
      const parsed = parseInput(tool, input);
      inputHash = hashOf(parsed);
      if (tool.merge) {
        const { value, replayed } = await runInLane(tool, { context, input: parsed, inputHash });
        return finish(tool.output.parse(value), replayed);
      }
      const prepared =
        approvalId || !alwaysAsks(tool, context) ? await prepare(tool, context, parsed) : undefined;
      let gate: Gate | undefined;
      let stored: unknown;
      const value = await asActor(
        context.database,
        context.actor,
        (tx) =>
          withoutProviders(async () => {
            const ctx: ToolContext = {
              ...context,
              tx,
              say,
              sayIn: (locale) => createSay(locale, context.now),
              find,
              call: inside(() => ctx),
            };
            if (approvalId) {
              await takeApproval(ctx, approvalId, tool, parsed, inputHash);
            } else if (await needsApproval(tool, ctx, parsed)) {
              gate = await openApproval(ctx, tool, parsed, inputHash);
              return undefined;
            }
            stored = tool.output.parse(await tool.run(ctx, parsed, prepared));
            return stored;
          }),
        {
          callId: context.callId,
          permission: tool.permission,
          reading: tool.effect === "read" && !tool.traced,
          closing: () =>
            gate || tool.effect === "read"
              ? undefined
              : recordCall(context, tool, {
                  input: withhold(tool, parsed),
                  inputHash,
                  output: stored,
                  durationMs: sinceStart(),
                  answer: (reversible) => {
                    undoable = reversible === true && tool.effect === "write";
                  },
                }),
        },
      );
      if (gate) return { ok: false, callId: context.callId, tool: name, pending: gate };
      if (tool.effect === "read")
        logReads(context, tool, { input: parsed, inputHash, durationMs: sinceStart() });
      return finish(value, false);
    } catch (thrown) {
      if (inputHash && tool.effect !== "read" && !tool.merge) {
        const earlier = await recall(context, tool, inputHash);
        if (earlier === "other") {
          return fail(
            new ToolError("conflict", {
              fr: "Cet appel a déjà servi à une autre demande. Recommencez avec une nouvelle demande.",
              en: "This call was already used for another request. Start again with a new one.",
            }),
          );
        }
        // Kept by an earlier version of the tool, an output may no longer have its shape.
        const kept = tool.output.safeParse(earlier?.output);
        if (earlier && kept.success) {
          undoable = earlier.undoable && tool.effect === "write";
          return finish(kept.data, true);
        }
      }
      return fail(toToolError(thrown, context, name));
    }
  };

  /** Tools that a tool runs share its transaction, rights and audit row. */
  function inside(outer: () => ToolContext) {
    return async (name: string, input: unknown) => {
      const tool = find(name);
      if (!tool) throw new Error(`unknown tool ${name}`);
      const ctx = outer();
      const parsed = parseInput(tool, input);
      await requirePermission(ctx, tool.permission);
      const prepared = await tool.prepare?.(ctx, parsed);
      return tool.output.parse(await tool.run(ctx, parsed, prepared));
    };
  }
}

async function prepare(tool: Tool, context: Context, input: Record<string, unknown>) {
  if (!tool.prepare) return undefined;
  const allowed = { permission: tool.permission, reading: true };
  await asActor(context.database, context.actor, async () => {}, allowed);
  return tool.prepare(context, input);
}

/** The input as the log keeps it. */
function withhold(tool: Tool, input: Record<string, unknown>): Record<string, unknown> {
  const hidden = (tool.withheld ?? []).filter((field) => input[field] !== undefined);
  return hidden.length === 0
    ? input
    : { ...input, ...Object.fromEntries(hidden.map((field) => [field, "•••"])) };
}

const alwaysAsks = (tool: Tool, context: Context): boolean =>
  tool.effect === "irreversible" || (tool.outbound === true && context.tainted === true);

async function needsApproval(
  tool: Tool,
  ctx: ToolContext,
  input: Record<string, unknown>,
): Promise<boolean> {
  if (alwaysAsks(tool, ctx)) return true;
  return (await tool.escalate?.(ctx, input)) ?? false;
}

async function requirePermission(ctx: ToolContext, permission: string) {
  const { rows } = await sql<{ may: boolean }>`select koncert.may(${permission}) as may`.execute(
    ctx.tx,
  );
  if (!rows[0]?.may) throw forbidden();
}
