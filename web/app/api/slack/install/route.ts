import { redirect } from "next/navigation";
import { readEnv } from "#integrations/env.ts";
import { installUrl } from "#slack-bot/install.ts";
import { contextOf } from "../../../../session/context-of.ts";
import { requireSession } from "../../../../session/read-tool.ts";

/** Leads a member to Slack, to add the application to a workspace. */
export async function GET() {
  const context = contextOf(await requireSession());
  redirect(installUrl(context, readEnv().KONCERT_URL) ?? "/integrations");
}
