import { readEnv } from "#integrations/env.ts";
import { openSlackBot, type SlackBot } from "#slack-bot/open-slack-bot.ts";
import { openParts } from "../session/context-of.ts";

const key = Symbol.for("koncert.slack");
const shared = globalThis as { [key]?: SlackBot };

/** The bot of this process, opened at first use. */
export function slackBot(): SlackBot {
  shared[key] ??= openSlackBot({ ...openParts(), env: readEnv() });
  return shared[key];
}
