import { asActor } from "#database/as-actor.ts";
import type { Context } from "./context.ts";
import { createSay } from "./text.ts";
import type { ToolContext } from "./tool.ts";

/**
 * Reads as the caller, in a short transaction of its own: what `prepare` must know before it asks a
 * provider. No other tool is called from here.
 */
export function look<Seen>(
  context: Context,
  read: (ctx: ToolContext) => Promise<Seen>,
): Promise<Seen> {
  return asActor(
    context.database,
    context.actor,
    (tx) =>
      read({
        ...context,
        tx,
        say: createSay(context.locale, context.now),
        sayIn: (locale) => createSay(locale, context.now),
        find: () => undefined,
        call: (name) => Promise.reject(new Error(`${name} is called while looking`)),
      }),
    { reading: true },
  );
}
