import type { types } from "@slack/bolt";
import { runTurn, type TurnOptions } from "#agent/run-turn.ts";
import type { Card } from "#tools/core/card.ts";
import type { Outcome, Pending } from "#tools/core/outcome.ts";
import { createSay, type Locale } from "#tools/core/text.ts";
import { approvalBlocks } from "./approvals.ts";
import { cardBlocks, fitting } from "./blocks.ts";
import { choiceBlocks, type Choice } from "./choices.ts";
import { idOf } from "./ids.ts";
import type { Parts, Place } from "./parts.ts";
import type { Who } from "./who.ts";

type Chunk = Parameters<TurnOptions["emit"]>[0];
type Member = Extract<Who, { kind: "member" }>;

/** A message as Slack names it: the same one, sent again, is the same message here. */
export type Said = {
  channel: string;
  thread: string;
  ts: string;
  text: string;
  /** Files that came with it, as documents. */
  documents?: string[];
};

export type Answer = {
  cards: Card[];
  pending: Pending["pending"][];
  choices: { question: string; choices: Choice[] } | null;
};

/** The conversation of a thread is its member's own: two who write in one thread have one each. */
const conversationOf = ({ team, user }: Place, { channel, thread }: Said) =>
  idOf("conversation", team, channel, thread, user);

/**
 * Answers what a member said, by the same loop as on the web, and hands on its words as they come.
 * Returns what stands under them.
 */
export async function answerMember(
  parts: Parts,
  place: Place,
  member: Member,
  said: Said,
  write: (text: string) => void,
): Promise<Answer> {
  const answer: Answer = { cards: [], pending: [], choices: null };
  let last: string | undefined;
  const paragraph = (id: string) => {
    if (last !== undefined && last !== id) write("\n\n");
    last = id;
  };
  const emit = (chunk: Chunk) => {
    if (chunk.type === "text-delta") {
      paragraph(chunk.id);
      write(chunk.delta);
    } else if (chunk.type === "error") {
      paragraph("error");
      write(chunk.errorText);
    } else if (chunk.type === "data-notice") {
      paragraph(`notice ${crypto.randomUUID()}`);
      write(`_${(chunk.data as { text: string }).text}_`);
    } else if (chunk.type === "data-choices") {
      answer.choices = chunk.data as Answer["choices"];
    }
  };
  const { calls } = await runTurn(
    member.context(),
    {
      conversationId: conversationOf(place, said),
      message: {
        id: idOf("message", place.team, said.channel, said.ts, place.user),
        parts: [
          { type: "text", text: said.text },
          ...(said.documents ?? []).map((id) => ({ type: "data-document", data: { id } })),
        ],
      },
    },
    {
      emit,
      baseUrl: parts.env.KONCERT_URL,
      ...(parts.models ? { models: parts.models } : {}),
    },
  );
  for (const { outcome } of calls) collect(answer, outcome);
  return answer;
}

function collect(answer: Answer, outcome: Outcome) {
  if (outcome.ok) answer.cards.push(...outcome.cards);
  else if ("pending" in outcome) {
    const known = answer.pending.some(
      ({ approvalId }) => approvalId === outcome.pending.approvalId,
    );
    if (!known) answer.pending.push(outcome.pending);
  }
}

/** What stands under the words: the results, at most the last three. */
export const answerBlocks = (
  { cards }: Answer,
  locale: Locale,
  baseUrl: string,
): types.KnownBlock[] =>
  fitting(cards.slice(-3).flatMap((card) => cardBlocks(card, locale, baseUrl)));

/** What is to be decided or chosen: a message each, so that it can be closed by itself. */
export function asking(
  answer: Answer,
  locale: Locale,
  user: string,
): { text: string; blocks: types.KnownBlock[] }[] {
  const say = createSay(locale);
  return [
    ...answer.pending.map((pending) => ({
      text: say(pending.preview.title),
      blocks: approvalBlocks(pending, locale),
    })),
    ...(answer.choices && answer.choices.choices.length > 0
      ? [
          {
            text: answer.choices.question,
            blocks: choiceBlocks(answer.choices.choices, user),
          },
        ]
      : []),
  ];
}
