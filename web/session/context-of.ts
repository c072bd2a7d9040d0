import { getAccounts } from "#accounts/auth.ts";
import type { Integrations } from "#integrations/integrations.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";
import type { Context } from "#tools/core/context.ts";

const key = Symbol.for("koncert.integrations");
const shared = globalThis as { [key]?: Integrations };

/** The database and the outside world of this process, opened at first use. */
export function openParts(): Pick<Context, "database" | "integrations"> {
  const { database, env } = getAccounts();
  shared[key] ??= openIntegrations(env);
  return { database, integrations: shared[key] };
}

/** What tools need to act for somebody. `callId` makes a repeated request one effect. */
export function contextOf(
  { actor, locale }: Pick<Context, "actor" | "locale">,
  callId: string = crypto.randomUUID(),
): Context {
  return { ...openParts(), actor, locale, now: new Date(), callId };
}
