"use client";

import { ArrowDown, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button, IconButton } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { Composer, type ComposerHandle } from "./composer.tsx";
import { DecisionsProvider } from "./decisions.tsx";
import { announceConversation } from "./history.ts";
import { type Message, readMessage, type StoredMessage, textOf } from "./message.ts";
import { AgentMessage, PersonMessage } from "./message-view.tsx";
import { countLines, longPaste } from "./paste.ts";
import { SpeakProvider } from "./speak.ts";
import { useConversation } from "./use-conversation.ts";
import { Welcome } from "./welcome.tsx";

/** One conversation, from its welcome to its last answer. */
export function Thread({
  conversationId,
  stored,
  name,
  fresh,
}: {
  conversationId: string;
  stored: StoredMessage[];
  /** First name of the reader. */
  name: string;
  /** This person has not spoken with the agent yet. */
  fresh: boolean;
}) {
  const t = useTranslations("chat");
  const initial = useMemo(() => stored.map(readMessage), [stored]);
  const restored = useMemo(() => new Set(initial.map(({ id }) => id)), [initial]);
  const chat = useConversation(conversationId, initial, announceConversation);
  const composer = useRef<ComposerHandle>(null);
  const [editing, setEditing] = useState(false);
  const busy = chat.status !== "ready";
  const { scroller, end, away, toEnd } = useFollowing(chat.messages);

  const say = (texts: string[]) => {
    if (chat.messages.length === 0) window.history.replaceState(null, "", `/c/${conversationId}`);
    if (editing) chat.edit(texts);
    else chat.send(texts);
    setEditing(false);
    requestAnimationFrame(toEnd);
  };
  const lastPerson = chat.messages.findLast(({ role }) => role === "user");
  const edit = () => {
    if (!lastPerson) return;
    setEditing(true);
    const [typed, blocks] = taken(lastPerson);
    composer.current?.fill(typed, blocks);
  };
  const speak = {
    say: (text: string) => say([text]),
    draft: (text: string) => composer.current?.fill(text),
    busy,
  };
  const waitsAlone = chat.status === "waiting";

  return (
    <SpeakProvider value={speak}>
      <DecisionsProvider messages={chat.messages}>
        <div className="flex h-full min-h-0 flex-col">
          <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
            <div className="mx-auto flex min-h-full w-full max-w-3xl flex-col gap-7 px-4 pt-6 pb-8 sm:px-6">
              {chat.messages.length === 0 && (
                <Welcome
                  name={name}
                  fresh={fresh}
                  onSay={(text) => say([text])}
                  onDraft={speak.draft}
                />
              )}
              {chat.messages.map((message, index) => {
                const last = index === chat.messages.length - 1;
                return message.role === "user" ? (
                  <PersonMessage
                    key={message.id}
                    message={message}
                    onEdit={message === lastPerson && !busy ? edit : null}
                  />
                ) : (
                  <AgentMessage
                    key={message.id}
                    message={message}
                    live={last && chat.status === "streaming"}
                    last={last}
                    restored={restored.has(message.id)}
                    onRetry={chat.retry}
                    onChoose={(offer) => say([offer.say])}
                  />
                );
              })}
              {waitsAlone && (
                <p role="status" className="caret h-6 text-faint">
                  {t("waiting")}
                </p>
              )}
              {chat.trouble && (
                <Notice
                  tone={chat.trouble.kind === "offline" ? "warning" : "error"}
                  title={t(`trouble.${chat.trouble.kind}`)}
                  action={
                    <Button
                      size="sm"
                      icon={<RotateCcw aria-hidden className="size-3.5" />}
                      onClick={chat.retry}
                    >
                      {t("retry")}
                    </Button>
                  }
                >
                  {t(`troubleHelp.${chat.trouble.kind}`)}
                </Notice>
              )}
              <div ref={end} />
            </div>
          </div>
          <div className="relative mx-auto w-full max-w-3xl px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-5">
            {away && (
              <IconButton
                label={t("toEnd")}
                onClick={toEnd}
                className="absolute -top-11 left-1/2 -translate-x-1/2 rounded-full! border border-line bg-raised shadow-overlay"
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
                composer.current?.fill("");
              }}
            />
          </div>
        </div>
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

/** Stays at the end while an answer grows, unless the reader has scrolled away. */
function useFollowing(messages: Message[]) {
  const scroller = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const following = useRef(true);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      const left = element.scrollHeight - element.scrollTop - element.clientHeight;
      following.current = left < 80;
      setAway(left > 240);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, []);
  const length = messages.at(-1);
  useEffect(() => {
    if (following.current && length && textOf(length) !== undefined) {
      end.current?.scrollIntoView({ block: "end" });
    }
  }, [length]);
  return {
    scroller,
    end,
    away,
    toEnd: () => {
      following.current = true;
      end.current?.scrollIntoView({ block: "end" });
    },
  };
}
