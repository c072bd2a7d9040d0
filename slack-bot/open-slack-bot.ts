import { type Receiver, SocketModeReceiver, LogLevel } from "@slack/bolt";
import { takeSlackEvents } from "#database/slack.ts";
import { createSlackApp } from "./create-slack-app.ts";
import { createHandler, type Later, logFault, work } from "./handle.ts";
import { inTurns } from "./in-turns.ts";
import type { Parts } from "./parts.ts";

export type SlackBot = {
  /** Answers a request of Slack; `later` keeps the process for the work that goes on after. */
  handle(request: Request, later: Later): Promise<Response>;
  /** Takes up what a stopped server left, and opens the connection of an installation without a public address. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Requests come through `handle`. */
const mounted: Receiver = {
  init: () => {},
  start: async () => {},
  stop: async () => {},
};

/** Answers under way at one time: the database has connections left for acknowledgements. */
const answersAtOnce = 3;
/** Longer than an answer takes, and the wait for its turn. */
const leftAfterMs = 5 * 60_000;
const lookedForEveryMs = 60_000;

/** The bot, mounted on a server or connected by itself. Nothing is asked of Slack until `start` or a request. */
export function openSlackBot(parts: Parts): SlackBot {
  const { SLACK_APP_TOKEN: appToken, SLACK_URL: url } = parts.env;
  const receiver = appToken
    ? new SocketModeReceiver({
        appToken,
        logLevel: LogLevel.ERROR,
        ...(url ? { installerOptions: { clientOptions: { slackApiUrl: `${url}/` } } } : {}),
      })
    : mounted;
  const inTurn = inTurns(answersAtOnce);
  const app = createSlackApp(parts, receiver, inTurn);
  let looking: NodeJS.Timeout | undefined;
  const takeUp = async () => {
    const left = await takeSlackEvents(parts.database, new Date(Date.now() - leftAfterMs));
    await Promise.all(
      left.map((body) => inTurn(() => work(parts, app, body as Record<string, unknown>))),
    );
  };
  return {
    handle: createHandler(parts, app, inTurn),
    async start() {
      if (appToken) await receiver.start().catch(logFault);
      await takeUp().catch(logFault);
      looking = setInterval(() => void takeUp().catch(logFault), lookedForEveryMs).unref();
    },
    async stop() {
      clearInterval(looking);
      if (appToken) await receiver.stop();
    },
  };
}
