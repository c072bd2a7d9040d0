import type { BlockAction, ButtonAction, RespondFn, SlackAction, types, webApi } from "@slack/bolt";
import { keepSlackEvent, finishSlackEvent } from "#database/slack.ts";
import { createSay } from "#tools/core/text.ts";
import { small } from "./blocks.ts";
import { chooserOf } from "./choices.ts";
import { decide } from "./decide.ts";
import { speak } from "./hear.ts";
import { publishHome } from "./home.ts";
import type { Parts, Place } from "./parts.ts";
import { plainText } from "./reply.ts";
import { linkFor, whoIs, type Who } from "./who.ts";
import { words } from "./words.ts";

type Pressed = {
  body: SlackAction;
  client: webApi.WebClient;
  context: { teamId?: string };
  respond: RespondFn;
};

type Press = { body: BlockAction; button: ButtonAction; place: Place };

/** A button of ours that somebody pressed; undefined for anything else that Slack may send. */
function pressOf({ body, client, context }: Pressed): Press | undefined {
  if (body.type !== "block_actions") return undefined;
  const button = body.actions.find((action): action is ButtonAction => action.type === "button");
  const team = context.teamId;
  if (!button || team === undefined) return undefined;
  return { body, button, place: { client, team, user: body.user.id } };
}

/** An approval's button: decided as whoever pressed it. */
export async function onDecision(parts: Parts, pressed: Pressed): Promise<void> {
  const press = pressOf(pressed);
  if (!press) return;
  const { body, button, place } = press;
  const who = await whoIs(parts, place);
  if (who.kind !== "member") return tell(press, pressed.respond, await whyNot(parts, place, who));
  const decision = button.action_id === "approval:accept" ? "accept" : "refuse";
  const decided = await decide(parts, who, button.value ?? "", decision);
  if (body.view) return publishHome(parts, place);
  if (decided.closed) await close(press, pressed.respond, [decided.by, decided.text]);
  if (!decided.closed || decided.by === null) await tell(press, pressed.respond, decided.text);
}

/** A choice under a question: the person's next words, said once and by them alone. */
export async function onChoice(parts: Parts, pressed: Pressed): Promise<void> {
  const press = pressOf(pressed);
  if (!press) return;
  const { body, button, place } = press;
  const who = await whoIs(parts, place);
  if (who.kind !== "member") return tell(press, pressed.respond, await whyNot(parts, place, who));
  const say = createSay(who.locale);
  if (chooserOf(button.block_id) !== place.user) {
    return tell(press, pressed.respond, say(words.notYours));
  }
  const channel = body.channel?.id;
  const ts = body.message?.ts ?? body.container["message_ts"];
  if (channel === undefined || typeof ts !== "string") return;
  const once = `choice ${channel} ${ts}`;
  if ((await keepSlackEvent(parts.database, place.team, once, {})) !== "new") {
    return tell(press, pressed.respond, say(words.chosen));
  }
  const thread = body.message?.["thread_ts"] ?? body.container["thread_ts"];
  const label = button.text?.text ?? "";
  await close(press, pressed.respond, [say(words.chose(label))]);
  await speak(parts, place, who, {
    channel,
    thread: typeof thread === "string" ? thread : ts,
    ts: once,
    text: button.value ?? label,
  });
  await finishSlackEvent(parts.database, place.team, once);
}

async function whyNot(
  parts: Parts,
  place: Place,
  who: Exclude<Who, { kind: "member" }>,
): Promise<string> {
  const say = createSay(who.locale);
  if (who.kind === "guest") return say(words.guest);
  return `${say(words.link)} ${await linkFor(parts, place)}`;
}

/** Takes the buttons away and says in their place what came of them. */
async function close(
  { body, place }: Press,
  respond: RespondFn,
  told: (string | null)[],
): Promise<void> {
  const lines = told.filter((text): text is string => text !== null && text !== "");
  const shown = (body.message?.["blocks"] ?? []) as types.KnownBlock[];
  const blocks = [...shown.filter(({ type }) => type !== "actions"), ...lines.map(small)];
  const text = plainText(lines.join(" "));
  const channel = body.channel?.id;
  const ts = body.message?.ts;
  if (body.container["is_ephemeral"] === true || !channel || !ts) {
    await respond({ replace_original: true, text, blocks });
    return;
  }
  await place.client.chat.update({ channel, ts, text, blocks });
}

/** Says something to whoever pressed, and to nobody else. */
async function tell({ body, place }: Press, respond: RespondFn, text: string): Promise<void> {
  if (body.view) {
    await place.client.chat.postMessage({ channel: place.user, text: plainText(text) });
    return;
  }
  await respond({ response_type: "ephemeral", replace_original: false, text: plainText(text) });
}
