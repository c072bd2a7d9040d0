import { getAccounts } from "#accounts/auth.ts";
import { isLocal, openWorkflows, type Workflows } from "#inngest.config.ts";
import { openParts } from "../session/context-of.ts";

let served: Workflows | undefined;

/**
 * Calls of an Inngest server, verified by the signing key. Where the engine is local nobody has a reason
 * to call, and calls would be unsigned: there is nothing here.
 */
export async function answerInngest(request: Request): Promise<Response> {
  const { env } = getAccounts();
  // A development server signs nothing either: it is answered where nobody else can call.
  const isOpen = env.INNGEST_DEV !== undefined && env.KONCERT_URL.startsWith("https:");
  if (isLocal(env) || isOpen) return new Response(null, { status: 404 });
  served ??= openWorkflows({ ...openParts(), env, now: () => new Date() }, env);
  return served.handler(request);
}
