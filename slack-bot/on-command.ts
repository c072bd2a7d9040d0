import type { RespondFn, SlashCommand } from "@slack/bolt";
import { createSay } from "#tools/core/text.ts";
import { answerBlocks, answerMember, asking } from "./answer.ts";
import { fitting, line, openButton } from "./blocks.ts";
import { logFault } from "./handle.ts";
import type { Parts, Place } from "./parts.ts";
import { readMessage } from "./read-message.ts";
import { plainText } from "./reply.ts";
import { safeMarkdown } from "./safe-markdown.ts";
import { linkFor, whoIs } from "./who.ts";
import { words } from "./words.ts";

const linking = /^(lier|relier|lie|link)$/i;
const helping = /^(|aide|help|\?)$/i;

/** `/koncert …`: answered to the person who typed it, and seen by nobody else. */
export async function onCommand(
  parts: Parts,
  place: Place,
  command: Pick<SlashCommand, "text" | "channel_id" | "trigger_id">,
  respond: RespondFn,
): Promise<void> {
  const who = await whoIs(parts, place);
  const say = createSay(who.locale);
  const text = readMessage(command.text ?? "", undefined);
  const tell = (told: string, blocks = [line(told)]) =>
    respond({ response_type: "ephemeral", text: plainText(told), blocks: fitting(blocks) });
  if (who.kind === "guest") return void (await tell(say(words.guest)));
  if (who.kind === "unlinked" || linking.test(text)) {
    const told = say(who.kind === "unlinked" ? words.link : words.linkTwice);
    const button = openButton(say(words.linkButton), await linkFor(parts, place));
    return void (await tell(told, [line(told), button]));
  }
  if (helping.test(text)) return void (await tell(say(words.help)));
  let written = "";
  try {
    const answer = await answerMember(
      parts,
      place,
      who,
      { channel: command.channel_id, thread: "command", ts: command.trigger_id, text },
      (piece) => (written += piece),
    );
    const safe = safeMarkdown(written, parts.env.KONCERT_URL).slice(0, 11_000);
    await respond({
      response_type: "ephemeral",
      text: plainText(safe) || "KONCERT",
      unfurl_links: false,
      unfurl_media: false,
      blocks: fitting([
        ...(safe.trim() === "" ? [] : [{ type: "markdown" as const, text: safe }]),
        ...answerBlocks(answer, who.locale, parts.env.KONCERT_URL),
      ]),
    });
    for (const asked of asking(answer, who.locale, place.user)) {
      await tell(asked.text, asked.blocks);
    }
  } catch (error) {
    logFault(error);
    await tell(say(words.failed));
  }
}
