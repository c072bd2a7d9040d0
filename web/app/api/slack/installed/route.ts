import { redirect } from "next/navigation";
import { readEnv } from "#integrations/env.ts";
import { finishInstall } from "#slack-bot/install.ts";
import { contextOf } from "../../../../session/context-of.ts";
import { requireSession } from "../../../../session/read-tool.ts";

/** Where Slack leads back to. */
export async function GET(request: Request) {
  const context = contextOf(await requireSession());
  const answer = new URL(request.url).searchParams;
  const came = await finishInstall(context, readEnv().KONCERT_URL, {
    code: answer.get("code"),
    state: answer.get("state"),
  });
  redirect(`/integrations?slack=${came}#slack`);
}
