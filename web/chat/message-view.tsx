"use client";

import { Check, Copy, Pencil, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import type { Card } from "#tools/core/card.ts";
import { ShowCard } from "../cards/show-card.tsx";
import { Button, IconButton } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { ApprovalCard } from "./approval-card.tsx";
import { type Message, type Offer, textOf, type TextPart, type ToolPart } from "./message.ts";
import { countLines, longPaste } from "./paste.ts";
import { PastedBlock } from "./pasted-block.tsx";
import { DocumentChip } from "./file-chips.tsx";
import { Sources } from "./sources.tsx";
import { Thumbs } from "./thumbs.tsx";
import { callAnchor, RichText } from "./rich-text.tsx";
import { CallTargets, ToolLines } from "./tool-lines.tsx";
import { mayUndo, Undo } from "./undo.tsx";

type Shown = { key: string; callId: string; card: Card };

/** The cards of an answer in the order of its calls; one shown again replaces its earlier self. */
function cardsOf(parts: ToolPart[]): Shown[] {
  const shown = new Map<string, Shown>();
  for (const { output } of parts) {
    if (!output?.ok) continue;
    for (const [index, card] of output.cards.entries()) {
      const name = "title" in card ? card.title : card.date.id;
      const key = `${card.kind}:${name}`;
      shown.delete(key);
      shown.set(key, { key: `${output.callId}:${index}`, callId: output.callId, card });
    }
  }
  return [...shown.values()];
}

/** Each text with its place in the whole, which grounding counts in. */
function placedTexts(message: Message): { part: TextPart; start: number }[] {
  let start = 0;
  return message.parts.flatMap((part) => {
    if (part.type !== "text" || part.text === "") return [];
    const placed = { part, start };
    start += part.text.length;
    return [placed];
  });
}

export const AgentMessage = memo(function AgentMessage({
  message,
  live,
  last,
  restored,
  onRetry,
  onChoose,
}: {
  message: Message;
  live: boolean;
  last: boolean;
  restored: boolean;
  onRetry(): void;
  onChoose(offer: Offer): void;
}) {
  const t = useTranslations("message");
  const text = textOf(message);
  const texts = placedTexts(message);
  const tools = message.parts.filter((part) => part.type === "tool");
  const spans = message.parts.flatMap((part) =>
    part.type === "data-grounding" ? part.data.spans : [],
  );
  const cards = cardsOf(tools);
  const anchored = new Set<string>();
  const writes = tools.flatMap(({ output }) => (output && mayUndo(output) ? [output] : []));
  const pendings = tools.flatMap(({ output }) =>
    output && "pending" in output ? [output.pending] : [],
  );
  const failures = tools.flatMap(({ output }) =>
    output && "error" in output ? [output.error.message] : [],
  );
  return (
    <article
      aria-label={t("agent")}
      data-answer={live ? "streaming" : "complete"}
      className="group/message flex flex-col gap-3"
    >
      {message.parts.map((part, index) =>
        part.type === "data-notice" ? (
          // oxlint-disable-next-line react/no-array-index-key
          <Notice key={index}>{part.data.text}</Notice>
        ) : null,
      )}
      {tools.length > 0 && <ToolLines parts={tools} live={live} />}
      <CallTargets parts={tools} shown={new Set(cards.map(({ callId }) => callId))} />
      {text
        ? texts.map(({ part, start }) => (
            <RichText key={start} text={part.text} offset={start} spans={spans} />
          ))
        : live && <p className="caret h-6 text-faint">{tools.length === 0 && t("reading")}</p>}
      {!text &&
        !live &&
        failures.map((failure) => (
          <Notice key={failure} tone="error">
            {failure}
          </Notice>
        ))}
      <Sources parts={message.parts.filter((part) => part.type === "source-document")} />
      {cards.map(({ key, callId, card }) => {
        const first = !anchored.has(callId);
        anchored.add(callId);
        return (
          <div
            key={key}
            {...(first ? { id: callAnchor(callId), tabIndex: -1 } : {})}
            className="card-lands scroll-mt-20 rounded-lg"
          >
            <ShowCard card={card} />
          </div>
        );
      })}
      {pendings.map((pending) => (
        <ApprovalCard key={pending.approvalId} pending={pending} restored={restored} />
      ))}
      {message.parts.map((part, index) =>
        part.type === "data-choices" ? (
          // oxlint-disable-next-line react/no-array-index-key
          <Choices
            key={index}
            question={part.data.question}
            offers={part.data.choices}
            live={last && !live}
            onChoose={onChoose}
            repeats={text.includes(part.data.question)}
          />
        ) : null,
      )}
      {!live && (
        <footer className="flex flex-wrap items-center gap-1">
          {writes.map((outcome) => (
            <Undo key={outcome.callId} outcome={outcome} named={writes.length > 1} />
          ))}
          <span
            className={
              last
                ? "flex"
                : "flex opacity-0 transition-opacity duration-120 group-focus-within/message:opacity-100 group-hover/message:opacity-100"
            }
          >
            {text && <CopyButton text={text} />}
            <Thumbs key={message.id} messageId={message.id} score={message.score ?? null} />
            {last && (
              <IconButton label={t("retry")} size={28} onClick={onRetry}>
                <RotateCcw />
              </IconButton>
            )}
          </span>
        </footer>
      )}
    </article>
  );
});

function Choices({
  question,
  offers,
  live,
  repeats,
  onChoose,
}: {
  question: string;
  offers: Offer[];
  live: boolean;
  /** The answer already asks the question. */
  repeats: boolean;
  onChoose(offer: Offer): void;
}) {
  return (
    <fieldset disabled={!live} className="flex flex-col gap-2">
      <legend className={repeats ? "sr-only" : "mb-2"}>{question}</legend>
      <div className="flex flex-wrap gap-2">
        {offers.map((offer) => (
          <Button key={offer.say} size="sm" disabled={!live} onClick={() => onChoose(offer)}>
            {offer.label}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function CopyButton({ text }: { text: string }) {
  const t = useTranslations("message");
  const [copied, setCopied] = useState(false);
  return (
    <IconButton
      label={copied ? t("copied") : t("copy")}
      size={28}
      onClick={() => {
        void navigator.clipboard.writeText(text).then(() => {
          setCopied(true);
          return setTimeout(() => setCopied(false), 1_500);
        });
      }}
    >
      {copied ? <Check /> : <Copy />}
    </IconButton>
  );
}

export const PersonMessage = memo(function PersonMessage({
  message,
  onEdit,
}: {
  message: Message;
  onEdit: (() => void) | null;
}) {
  const t = useTranslations("message");
  return (
    <article aria-label={t("you")} className="group/message flex items-start justify-end gap-1.5">
      {onEdit && (
        <span className="pt-2 opacity-0 transition-opacity duration-120 group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100">
          <IconButton label={t("edit")} size={28} onClick={onEdit}>
            <Pencil />
          </IconButton>
        </span>
      )}
      <div className="flex max-w-[85%] flex-col gap-2 rounded-lg rounded-br-sm bg-said px-4 py-2.5 text-ink [overflow-wrap:anywhere]">
        {message.parts.map((part, index) => {
          if (part.type === "data-document")
            return <DocumentChip key={part.data.id} document={part.data} />;
          if (part.type !== "text") return null;
          const text = part.text.trim();
          return text.length > longPaste ? (
            // oxlint-disable-next-line react/no-array-index-key
            <PastedBlock key={index} text={text} lines={countLines(text)} />
          ) : (
            // oxlint-disable-next-line react/no-array-index-key
            <p key={index} className="whitespace-pre-line">
              {text}
            </p>
          );
        })}
      </div>
    </article>
  );
});
