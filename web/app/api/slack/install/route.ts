import { redirect } from "next/navigation";
import { readEnv } from "#integrations/env.ts";
import { installUrl } from "#slack-bot/install.ts";
import { contextOf } from "../../../../session/context-of.ts";
import { currentSession } from "../../../../session/current-session.ts";
import { toSignIn } from "../../../../session/to-sign-in.ts";

/** Leads a member to Slack, to add the application to a workspace. */
export async function GET() {
  const session = await currentSession();
  if (!session) return toSignIn();
  const context = contextOf(session);
  redirect(installUrl(context, readEnv().KONCERT_URL) ?? "/integrations");
}
