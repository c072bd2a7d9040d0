"use client";

import { ArrowDown, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Subject } from "#tools/core/tool.ts";
import { Button, IconButton } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { classNames } from "../design/class-names.ts";
import { Composer, type ComposerHandle } from "./composer.tsx";
import { DecisionsProvider } from "./decisions.tsx";
import { announceConversation } from "./history.ts";
import { type Message, type Offer, readMessage, type StoredMessage } from "./message.ts";
import { AgentMessage, PersonMessage } from "./message-view.tsx";
import { countLines, longPaste } from "./paste.ts";
import { FileDrop } from "./file-drop.tsx";
import { SpeakProvider } from "./speak.ts";
import type { Uploaded } from "./upload-file.ts";
import { type ConversationState, useConversation } from "./use-conversation.ts";
import { Welcome } from "./welcome.tsx";

/** One conversation, from its welcome to its last answer. */
export function Thread({
  conversationId,
  stored,
  name,
  fresh,
  beside,
}: {
  conversationId: string;
  stored: StoredMessage[];
  /** First name of the reader. */
  name: string;
  /** This person has not spoken with the agent yet. */
  fresh: boolean;
  /** Stands beside a page rather than being one. */
  beside?: { screen: Subject | null; onStarted(): void; onWritten(): void };
}) {
  const t = useTranslations("chat");
  const initial = useMemo(() => stored.map(readMessage), [stored]);
  const restored = useMemo(() => new Set(initial.map(({ id }) => id)), [initial]);
  const chat = useConversation(conversationId, initial, beside?.screen ?? null, (wrote) => {
    announceConversation();
    if (wrote) beside?.onWritten();
  });
  const composer = useRef<ComposerHandle>(null);
  const [editing, setEditing] = useState(false);
  const busy = chat.status !== "ready";
  const turns = useMemo(() => turnsOf(chat.messages), [chat.messages]);
  const newest = chat.messages.at(-1);
  const { scroller, lastTurn, away, toTurn, toEnd } = useReading(turns.at(-1)?.[0]?.id);

  const say = (texts: string[], documents: Uploaded[] = []) => {
    if (chat.messages.length === 0) {
      if (beside) beside.onStarted();
      else window.history.replaceState(null, "", `/chat/${conversationId}`);
    }
    if (editing) chat.edit(texts, documents);
    else chat.send(texts, documents);
    setEditing(false);
    toTurn();
  };
  const lastPerson = chat.messages.findLast(({ role }) => role === "user");
  const edit = () => {
    if (!lastPerson) return;
    setEditing(true);
    const [typed, blocks] = taken(lastPerson);
    const documents = lastPerson.parts.flatMap((part) =>
      part.type === "data-document" ? [part.data] : [],
    );
    composer.current?.fill(typed, blocks, documents);
  };
  const speak = {
    say: (text: string) => say([text]),
    draft: (text: string) => composer.current?.fill(text),
    busy,
  };
  const choose = (offer: Offer) => say([offer.say]);

  return (
    <SpeakProvider value={speak}>
      <DecisionsProvider messages={chat.messages}>
        <FileDrop onFiles={(files) => composer.current?.attach(files)}>
          <div
            ref={scroller}
            className="[container-type:size] min-h-0 flex-1 overflow-y-auto overscroll-contain"
          >
            <div className="mx-auto flex min-h-full w-full max-w-3xl flex-col gap-8 px-4 pt-6 pb-8 sm:px-6">
              {chat.messages.length === 0 && (
                <Welcome
                  name={name}
                  fresh={fresh}
                  onSay={(text) => say([text])}
                  onDraft={speak.draft}
                />
              )}
              {turns.map((turn, index) => {
                const isLast = index === turns.length - 1;
                return (
                  <section
                    key={turn[0]?.id}
                    ref={isLast ? lastTurn : undefined}
                    className={classNames(
                      "flex scroll-mt-6 flex-col gap-6",
                      isLast && "min-h-[calc(100cqh-3.5rem)]",
                    )}
                  >
                    {turn.map((message) =>
                      message.role === "user" ? (
                        <PersonMessage
                          key={message.id}
                          message={message}
                          onEdit={message === lastPerson && !busy ? edit : null}
                        />
                      ) : (
                        <AgentMessage
                          key={message.id}
                          message={message}
                          live={message === newest && chat.status === "streaming"}
                          last={message === newest}
                          restored={restored.has(message.id)}
                          onRetry={chat.retry}
                          onChoose={choose}
                        />
                      ),
                    )}
                    {isLast && chat.status === "waiting" && (
                      <output className="caret block h-6 text-faint">{t("waiting")}</output>
                    )}
                    {isLast && chat.trouble && (
                      <TroubleNotice trouble={chat.trouble} onRetry={chat.retry} />
                    )}
                  </section>
                );
              })}
            </div>
          </div>
          <div className="relative mx-auto w-full max-w-3xl px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-5">
            {away && (
              <IconButton
                label={t("toEnd")}
                look="floating"
                round
                onClick={toEnd}
                className="absolute -top-11 left-1/2 -translate-x-1/2"
              >
                <ArrowDown />
              </IconButton>
            )}
            <Composer
              ref={composer}
              busy={busy}
              editing={editing}
              onSend={say}
              onStop={chat.stop}
              onEditLast={edit}
              onLeaveEdit={() => {
                setEditing(false);
                composer.current?.fill("", [], []);
              }}
            />
          </div>
        </FileDrop>
      </DecisionsProvider>
    </SpeakProvider>
  );
}

/** What was typed and what was pasted of a message that is being changed. */
function taken(message: Message): [string, { id: string; text: string; lines: number }[]] {
  const texts = message.parts.flatMap((part) => (part.type === "text" ? [part.text.trim()] : []));
  const blocks = texts
    .filter((text) => text.length > longPaste)
    .map((text) => ({ id: crypto.randomUUID(), text, lines: countLines(text) }));
  return [texts.filter((text) => text.length <= longPaste).join("\n\n"), blocks];
}

/** Each request with its answers. */
function turnsOf(messages: Message[]): Message[][] {
  const turns: Message[][] = [];
  for (const message of messages) {
    const turn = turns.at(-1);
    if (message.role === "user" || !turn) turns.push([message]);
    else turn.push(message);
  }
  return turns;
}

function TroubleNotice({
  trouble,
  onRetry,
}: {
  trouble: NonNullable<ConversationState["trouble"]>;
  onRetry(): void;
}) {
  const t = useTranslations("chat");
  return (
    <Notice
      tone={trouble.kind === "offline" ? "warning" : "error"}
      title={t(`trouble.${trouble.kind}`)}
      action={
        <Button size="sm" icon={<RotateCcw aria-hidden className="size-3.5" />} onClick={onRetry}>
          {t("retry")}
        </Button>
      }
    >
      {trouble.text ?? t(`troubleHelp.${trouble.kind}`)}
    </Notice>
  );
}

/** A request goes to the top and its answer unfolds below it: what is being read never moves. */
function useReading(turn: string | undefined) {
  const scroller = useRef<HTMLDivElement>(null);
  const lastTurn = useRef<HTMLElement>(null);
  const [away, setAway] = useState(false);
  const wanted = useRef(true);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () =>
      setAway(element.scrollHeight - element.scrollTop - element.clientHeight > 240);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, []);
  useEffect(() => {
    if (!turn || !wanted.current) return;
    wanted.current = false;
    lastTurn.current?.scrollIntoView({ block: "start" });
  }, [turn]);
  return {
    scroller,
    lastTurn,
    away,
    toTurn: () => {
      wanted.current = true;
    },
    toEnd: () =>
      scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: "smooth" }),
  };
}
