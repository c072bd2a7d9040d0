import { redirect } from "next/navigation";
import { readEnv } from "#integrations/env.ts";
import { finishInstall } from "#slack-bot/install.ts";
import { contextOf } from "../../../../session/context-of.ts";
import { currentSession } from "../../../../session/current-session.ts";
import { toSignIn } from "../../../../session/to-sign-in.ts";

/** Where Slack leads back to. */
export async function GET(request: Request) {
  const session = await currentSession();
  if (!session) return toSignIn();
  const context = contextOf(session);
  const answer = new URL(request.url).searchParams;
  const came = await finishInstall(context, readEnv().KONCERT_URL, {
    code: answer.get("code"),
    state: answer.get("state"),
  });
  redirect(`/integrations?slack=${came}#slack`);
}
