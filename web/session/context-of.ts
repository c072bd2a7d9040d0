import { getAccounts } from "#accounts/auth.ts";
import type { Session } from "#accounts/session.ts";
import type { Integrations } from "#integrations/integrations.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";
import type { Context } from "#tools/core/context.ts";

const key = Symbol.for("koncert.integrations");
const shared = globalThis as { [key]?: Integrations };

/** What tools need to act for a signed-in member. `callId` makes a repeated request one effect. */
export function contextOf(session: Session, callId: string = crypto.randomUUID()): Context {
  const { database, env } = getAccounts();
  shared[key] ??= openIntegrations(env);
  return {
    database,
    integrations: shared[key],
    actor: session.actor,
    locale: session.locale,
    now: new Date(),
    callId,
  };
}
