import { App, Assistant, LogLevel, type Receiver } from "@slack/bolt";
import { forgetSlackWorkspace, finishSlackEvent } from "#database/slack.ts";
import { createSay } from "#tools/core/text.ts";
import { keepEvent, logFault } from "./handle.ts";
import { publishHome } from "./home.ts";
import { hear } from "./hear.ts";
import type { InTurn } from "./in-turns.ts";
import { onChoice, onDecision } from "./on-press.ts";
import type { Parts, Place } from "./parts.ts";
import { showLinks } from "./unfurl.ts";
import { onCommand } from "./on-command.ts";
import { openTeam } from "./teams.ts";
import { whoIs } from "./who.ts";
import { words } from "./words.ts";

/** The application: what it listens to, and nothing of how requests reach it. */
export function createSlackApp(parts: Parts, receiver: Receiver, inTurn: InTurn): App {
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    ...(parts.env.SLACK_URL ? { clientOptions: { slackApiUrl: `${parts.env.SLACK_URL}/` } } : {}),
    authorize: async ({ teamId }) => {
      const team = teamId === undefined ? undefined : await openTeam(parts, teamId);
      if (!team || teamId === undefined) throw new Error("a workspace of nobody");
      return { teamId, botToken: team.token, botUserId: team.workspace.botUserId };
    },
  });
  app.error(async (error) => logFault(error));

  app.use(async ({ body, context, next }) => {
    if (!("event_id" in body) || context["kept"] === true) return next();
    // Over a connection of ours an event comes here first; over HTTP it was kept before its acknowledgement.
    if ((await keepEvent(parts, { ...body })) !== "new") return;
    await inTurn(next);
    await finishSlackEvent(parts.database, context.teamId ?? "", String(body.event_id));
  });

  app.assistant(
    new Assistant({
      threadStarted: async ({ client, context, event, say, setSuggestedPrompts }) => {
        const { user_id: user } = event.assistant_thread;
        const who = await whoIs(parts, { client, team: context.teamId ?? "", user });
        const speak = createSay(who.locale);
        if (who.kind !== "member") {
          await say(speak(who.kind === "guest" ? words.guest : words.help));
          return;
        }
        await say(speak(words.greeting));
        await setSuggestedPrompts({
          prompts: words.prompts.map(({ title, say: message }) => ({
            title: speak(title),
            message: speak(message),
          })),
        });
      },
      // Which channel stands beside the pane changes nothing here.
      threadContextChanged: async () => {},
      userMessage: async ({ client, context, message }) => {
        await hear(parts, client, context.teamId, context.botUserId, message);
      },
    }),
  );
  app.message(async ({ client, context, message }) => {
    if (message.channel_type !== "im") return;
    await hear(parts, client, context.teamId, context.botUserId, message);
  });
  app.event("app_mention", async ({ client, context, event }) => {
    await hear(parts, client, context.teamId, context.botUserId, event);
  });

  app.command("/koncert", async ({ ack, client, command, respond }) => {
    await ack();
    const place = { client, team: command.team_id, user: command.user_id };
    await inTurn(() => onCommand(parts, place, command, respond));
  });

  app.action(/^approval:(accept|refuse)$/, async (args) => {
    await args.ack();
    await inTurn(() => onDecision(parts, args));
  });
  app.action(/^choice:\d+$/, async (args) => {
    await args.ack();
    await inTurn(() => onChoice(parts, args));
  });
  // A button that opens a page: the page is all.
  app.action("open", async ({ ack }) => ack());

  app.event("app_home_opened", async ({ client, context, event }) => {
    if (event.tab !== "home") return;
    await publishHome(parts, { client, team: context.teamId ?? "", user: event.user });
  });
  app.event("link_shared", async ({ client, context, event }) => {
    const place: Place = { client, team: context.teamId ?? "", user: event.user };
    await showLinks(parts, place, event);
  });
  app.event("app_uninstalled", ({ context }) =>
    forgetSlackWorkspace(parts.database, context.teamId ?? ""),
  );
  app.event("tokens_revoked", async ({ context, event }) => {
    if (event.tokens.bot?.length) await forgetSlackWorkspace(parts.database, context.teamId ?? "");
  });
  return app;
}
