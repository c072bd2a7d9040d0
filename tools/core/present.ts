import type { Context } from "./context.ts";
import type { Done } from "./outcome.ts";
import type { Say } from "./text.ts";
import type { Tool } from "./tool.ts";

/**
 * What the caller receives of a call that was done. The effect stands by now, so a fault in its
 * wording is logged and answered with the tool's title, never as a failure.
 */
export function present(
  context: Context,
  tool: Tool,
  value: unknown,
  say: Say,
  how: { replayed: boolean; undoable: boolean },
): Done<unknown> {
  const done = {
    ok: true as const,
    callId: context.callId,
    tool: tool.name,
    effect: tool.effect,
    value,
    // Names and notes of rows come from files, fans and other people: whatever is read may hold them.
    untrusted: tool.untrusted === true || tool.effect === "read",
    ...how,
  };
  try {
    const shown = tool.show?.(value, say) ?? [];
    return {
      ...done,
      summary: tool.summary(value, say),
      cards: Array.isArray(shown) ? shown : [shown],
      about: tool.about?.(value) ?? [],
    };
  } catch (thrown) {
    const { message, stack } = thrown as Error;
    console.error(
      JSON.stringify({ level: "error", tool: tool.name, callId: context.callId, message, stack }),
    );
    return { ...done, summary: `${say(tool.title)}.`, cards: [], about: [] };
  }
}
