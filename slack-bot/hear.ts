import { z } from "zod";
import type { webApi } from "@slack/bolt";
import { createSay } from "#tools/core/text.ts";
import { answerBlocks, answerMember, asking, type Said } from "./answer.ts";
import { openButton, line } from "./blocks.ts";
import { receiveFiles } from "./files.ts";
import { logFault } from "./handle.ts";
import type { Parts, Place } from "./parts.ts";
import { readMessage } from "./read-message.ts";
import { plainText, post, Reply } from "./reply.ts";
import { linkFor, whoIs, type Who } from "./who.ts";
import { words } from "./words.ts";

const written = z.object({
  channel: z.string(),
  user: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  channel_type: z.string().optional(),
  text: z.string().default(""),
  files: z.array(z.unknown()).default([]),
  subtype: z.enum(["file_share"]).optional(),
  bot_id: z.undefined().optional(),
});

/**
 * Answers what a person wrote to the bot, in its thread. Only their own words ask for something: what
 * others wrote in the thread is not read, and a file that they send is data.
 */
export async function hear(
  parts: Parts,
  client: webApi.WebClient,
  team: string | undefined,
  botUser: string | undefined,
  message: unknown,
): Promise<void> {
  const read = written.safeParse(message);
  // Edits, joins and the messages of other bots are nobody's question.
  if (!read.success || team === undefined) return;
  const { channel, user, ts, thread_ts, text, files } = read.data;
  const place = { client, team, user };
  const who = await whoIs(parts, place);
  if (who.kind !== "member") {
    await turnAway(parts, place, who, { channel, thread: thread_ts ?? ts, ts });
    return;
  }
  const say = createSay(who.locale);
  const thread = thread_ts ?? ts;
  const { documents, refused } = await receiveFiles(parts, place, who, files);
  const said = { channel, thread, ts, text: readMessage(text, botUser), documents };
  for (const reason of refused) await post(client, said, plainText(reason));
  if (said.text === "" && documents.length === 0) {
    if (files.length === 0) await post(client, said, say(words.help));
    return;
  }
  await speak(parts, place, who, said);
}

/** Answers a member's words in a thread, as they are written, with what is to be decided below. */
export async function speak(
  parts: Parts,
  place: Place,
  who: Extract<Who, { kind: "member" }>,
  said: Said,
): Promise<void> {
  const { client, team, user } = place;
  const say = createSay(who.locale);
  // Only some places show it; the answer does not wait for it.
  client.assistant.threads
    .setStatus({ channel_id: said.channel, thread_ts: said.thread, status: say(words.working) })
    .catch(() => {});
  const reply = new Reply(client, { ...said, team, user }, parts.env.KONCERT_URL);
  try {
    const answer = await answerMember(parts, place, who, said, (text) => reply.write(text));
    await reply.end(answerBlocks(answer, who.locale, parts.env.KONCERT_URL));
    for (const { text, blocks } of asking(answer, who.locale, user)) {
      await client.chat.postMessage({
        channel: said.channel,
        thread_ts: said.thread,
        text: plainText(text),
        blocks,
        unfurl_links: false,
        unfurl_media: false,
      });
    }
  } catch (error) {
    logFault(error);
    await post(client, said, say(words.failed));
  }
}

/** Somebody who is nobody here: a guest hears so, others how to become somebody. Seen by them alone. */
async function turnAway(
  parts: Parts,
  place: Place,
  who: Exclude<Who, { kind: "member" }>,
  { channel, thread, ts }: { channel: string; thread: string; ts: string },
): Promise<void> {
  const { client, user } = place;
  const say = createSay(who.locale);
  const text = say(who.kind === "guest" ? words.guest : words.link);
  const blocks = [
    line(text),
    ...(who.kind === "guest"
      ? []
      : [openButton(say(words.linkButton), await linkFor(parts, place))]),
  ];
  if (channel.startsWith("D")) {
    await client.chat.postMessage({
      channel,
      thread_ts: thread,
      text,
      blocks,
      unfurl_links: false,
      unfurl_media: false,
    });
    return;
  }
  const inThread = thread === ts ? {} : { thread_ts: thread };
  await client.chat.postEphemeral({ channel, user, text, blocks, ...inThread });
}
