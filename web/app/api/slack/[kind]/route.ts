import { after } from "next/server";
import { slackBot } from "../../../../slack/slack-bot.ts";

/** Events, commands and presses of Slack: acknowledged at once, worked on after. */
export const POST = (request: Request) => slackBot().handle(request, (work) => after(() => work));
