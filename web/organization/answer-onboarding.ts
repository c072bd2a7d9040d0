import type { Session } from "#accounts/session.ts";
import { ProviderError } from "#integrations/ask-provider.ts";
import { callTool } from "#tools/call-tool.ts";
import { contextOf } from "../session/context-of.ts";
import { statusOf } from "../session/outcome-status.ts";

/**
 * Leads a member to the payment provider's own pages, where the promoter gives what it asks for: `{url}`,
 * good for one visit within minutes and kept nowhere; an Outcome where there is none.
 */
export async function answerOnboarding(
  session: Pick<Session, "actor" | "locale">,
): Promise<Response> {
  const context = contextOf(session);
  const outcome = await callTool(context, "organization_connect_payments", {});
  if (!outcome.ok) return Response.json(outcome, { status: statusOf(outcome) });
  const { account } = outcome.value;
  const { accounts } = context.integrations.payments;
  try {
    const url = account && (await accounts?.link(account));
    return url ? Response.json({ url }) : Response.json(outcome);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return Response.json({ error: "provider" }, { status: 502 });
  }
}
