import { createUIMessageStream, createUIMessageStreamResponse, readUIMessageStream } from "ai";
import type { UIMessageChunk } from "ai";
import { expect, test } from "vitest";
import { applyChunk, startStreaming } from "./apply-chunk.ts";
import { readMessage, type StoredMessage } from "./message.ts";
import { readChunks } from "./read-chunks.ts";

const outcome = { ok: true, callId: "c1", tool: "tours_list_dates", cards: [] };

const chunks: UIMessageChunk[] = [
  { type: "start", messageId: "m1" },
  { type: "start-step" },
  { type: "data-notice", data: { text: "Claude ne répond pas." } },
  { type: "text-start", id: "t1" },
  { type: "text-delta", id: "t1", delta: "Voici " },
  { type: "tool-input-start", toolCallId: "c1", toolName: "tours_list_dates" },
  { type: "tool-input-available", toolCallId: "c1", toolName: "tours_list_dates", input: { a: 1 } },
  { type: "text-delta", id: "t1", delta: "les « dates ».\n\nFin" },
  { type: "text-end", id: "t1" },
  { type: "tool-output-available", toolCallId: "c1", output: outcome },
  { type: "tool-input-available", toolCallId: "c2", toolName: "x", input: {}, dynamic: true },
  { type: "tool-output-error", toolCallId: "c2", errorText: "Non", dynamic: true },
  { type: "finish-step" },
  { type: "data-choices", id: "q", data: { question: "Laquelle ?", choices: [] } },
  {
    type: "data-choices",
    id: "q",
    data: { question: "Laquelle ?", choices: [{ label: "Lyon", say: "Lyon" }] },
  },
  { type: "finish" },
];

const stream = () =>
  createUIMessageStream({
    execute: ({ writer }) => {
      for (const chunk of chunks) writer.write(chunk);
    },
  });

test("a stream gives the message that the ai package itself reads from it", async () => {
  let reference: StoredMessage | undefined;
  for await (const message of readUIMessageStream({ stream: stream() })) reference = message;

  let state = startStreaming("local");
  for (const chunk of chunks) state = applyChunk(state, chunk);

  expect(state.message).toEqual(readMessage(reference!));
});

test("server-sent events cut anywhere give the same chunks", async () => {
  const bytes = new Uint8Array(
    await createUIMessageStreamResponse({ stream: stream() }).arrayBuffer(),
  );
  for (const size of [1, 7, 64, 100_000]) {
    const cut = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) {
          controller.enqueue(bytes.slice(at, at + size));
        }
        controller.close();
      },
    });
    const read: UIMessageChunk[] = [];
    for await (const chunk of readChunks(cut)) read.push(chunk);
    expect(read).toEqual(JSON.parse(JSON.stringify(chunks)));
  }
});

test("an error of the stream is kept beside what was already said", () => {
  let state = startStreaming("m");
  for (const chunk of chunks.slice(0, 5)) state = applyChunk(state, chunk);
  state = applyChunk(state, { type: "error", errorText: "coupé" });
  expect(state.error).toBe("coupé");
  expect(state.message.parts.at(-1)).toMatchObject({ type: "text", text: "Voici " });
});
