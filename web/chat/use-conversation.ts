"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { applyChunk, startStreaming } from "./apply-chunk.ts";
import type { Subject } from "#tools/core/tool.ts";
import type { Message, Part, TextPart } from "./message.ts";
import { readChunks } from "./read-chunks.ts";
import type { Uploaded } from "./upload-file.ts";

export type Trouble = "offline" | "cut" | "refused" | "limit";
export type ConversationState = {
  messages: Message[];
  /** `waiting` until the first byte of the answer. */
  status: "ready" | "waiting" | "streaming";
  trouble: { kind: Trouble; text?: string } | null;
};

type Trigger = "submit" | "regenerate" | "edit";

/**
 * One conversation with the agent: sends what a person writes and applies the answer as it streams.
 * What was received before a stop or a cut is kept.
 */
export function useConversation(
  conversationId: string,
  initial: Message[],
  /** What the page beside it is about. */
  screen: Subject | null,
  onAnswered: (wrote: boolean) => void,
) {
  const [state, setState] = useState<ConversationState>({
    messages: initial,
    status: "ready",
    trouble: null,
  });
  const running = useRef<AbortController | null>(null);
  const latest = useRef(state);
  const answered = useRef(onAnswered);
  const seen = useRef(screen);
  // Messages that the server has stored; the others are sent anew rather than answered again.
  const stored = useRef(new Set(initial.map(({ id }) => id)));
  useEffect(() => {
    latest.current = state;
    answered.current = onAnswered;
    seen.current = screen;
  });

  useEffect(() => () => running.current?.abort(), []);

  const ask = useCallback(
    async (trigger: Trigger, kept: Message[], message: Message) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const messages = [...kept, message];
      setState({ messages, status: "waiting", trouble: null });
      let streaming = startStreaming(crypto.randomUUID());
      let frame = 0;
      const draw = () => {
        frame = 0;
        if (running.current !== controller) return;
        setState({
          messages: [...messages, streaming.message],
          status: "streaming",
          trouble: null,
        });
      };
      const end = (trouble: ConversationState["trouble"]) => {
        cancelAnimationFrame(frame);
        if (running.current !== controller) return;
        running.current = null;
        const said = streaming.message.parts.length > 0;
        setState({
          messages: said ? [...messages, streaming.message] : messages,
          status: "ready",
          trouble,
        });
        answered.current(streaming.message.parts.some(hasWritten));
      };
      try {
        const response = await fetch("/api/chat", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({
            conversationId,
            message,
            trigger,
            messageId: message.id,
            ...(seen.current ? { screen: seen.current } : {}),
          }),
          signal: controller.signal,
        });
        if (response.status === 401) {
          window.location.assign("/sign-in");
          return;
        }
        if (!response.ok || !response.body) {
          end({ kind: response.status === 429 ? "limit" : "refused" });
          return;
        }
        for await (const chunk of readChunks(response.body)) {
          if (chunk.type === "message-metadata") stored.current.add(message.id);
          streaming = applyChunk(streaming, chunk);
          frame ||= requestAnimationFrame(draw);
        }
        end(streaming.error ? { kind: "cut", text: streaming.error } : null);
      } catch {
        end(controller.signal.aborted ? null : { kind: navigator.onLine ? "cut" : "offline" });
      }
    },
    [conversationId],
  );

  return useMemo(() => {
    const lastPerson = () => latest.current.messages.findLastIndex(({ role }) => role === "user");
    return {
      ...state,
      /** `texts` become the parts of one message: what was typed, then each pasted block, then the files. */
      send(texts: string[], documents: Uploaded[] = []) {
        void ask("submit", latest.current.messages, personMessage(texts, documents));
      },
      stop() {
        running.current?.abort();
      },
      retry() {
        const index = lastPerson();
        const message = latest.current.messages[index];
        if (!message) return;
        // After a cut the same message is sent again: what it did arrive to do is not done twice.
        const anew = stored.current.has(message.id) && !latest.current.trouble;
        void ask(anew ? "regenerate" : "submit", latest.current.messages.slice(0, index), message);
      },
      edit(texts: string[], documents: Uploaded[] = []) {
        const index = lastPerson();
        const message = latest.current.messages[index];
        if (!message) return;
        const edited = { ...personMessage(texts, documents), id: message.id };
        const trigger = stored.current.has(message.id) ? "edit" : "submit";
        void ask(trigger, latest.current.messages.slice(0, index), edited);
      },
    };
  }, [state, ask]);
}

const hasWritten = (part: Part) =>
  part.type === "tool" && part.output?.ok === true && part.output.effect !== "read";

function personMessage(texts: string[], documents: Uploaded[]): Message {
  const parts: Part[] = [
    ...texts.map((text, index): TextPart => ({
      type: "text",
      // Whoever joins the parts finds each block on lines of its own.
      text: index === 0 ? text : `\n\n${text}`,
    })),
    ...documents.map((data): Part => ({ type: "data-document", data })),
  ];
  return { id: crypto.randomUUID(), role: "user", parts };
}
