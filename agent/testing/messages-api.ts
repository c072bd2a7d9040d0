import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One reply of the fake: an error, or blocks that stream; `cut` breaks the connection after them. */
export type Reply = {
  status?: number;
  /** The conversation so far in short, for the model alone. */
  compaction?: string;
  text?: string;
  /** Given with the text. */
  citations?: Record<string, unknown>[];
  tools?: { name: string; input: unknown }[];
  cut?: boolean;
  /** Sent as an error event in the middle of the stream. */
  errorEvent?: string;
  /** Waits after the text until the client is gone. */
  hang?: boolean;
  usage?: { input: number; cacheRead: number; cacheWrite: number; output: number };
};

export type MessagesApi = {
  url: string;
  /** Bodies received, in order. */
  bodies: RequestBody[];
  close(): Promise<void>;
};

export type RequestBody = {
  model: string;
  system: { text: string; cache_control?: { type: string; ttl?: string } }[];
  tools: Record<string, unknown>[];
  messages: { role: string; content: Record<string, unknown>[] }[];
  [key: string]: unknown;
};

/** A server that speaks the Messages API with server-sent events, and answers with `replies` in order. */
export async function openMessagesApi(replies: Reply[]): Promise<MessagesApi> {
  const bodies: RequestBody[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      bodies.push(JSON.parse(text) as RequestBody);
      reply(response, replies[bodies.length - 1] ?? { status: 500 }, bodies.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function reply(response: ServerResponse, script: Reply, turn: number) {
  if (script.status) {
    response.writeHead(script.status, { "content-type": "application/json" });
    response.end(
      JSON.stringify({ type: "error", error: { type: "overloaded_error", message: "Overloaded" } }),
    );
    return;
  }
  const usage = script.usage ?? { input: 100, cacheRead: 0, cacheWrite: 0, output: 20 };
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event: { type: string } & Record<string, unknown>) =>
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  send({
    type: "message_start",
    message: {
      id: `msg_${turn}`,
      type: "message",
      role: "assistant",
      model: "claude-sonnet-5-5",
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: {
        input_tokens: usage.input,
        cache_read_input_tokens: usage.cacheRead,
        cache_creation_input_tokens: usage.cacheWrite,
        output_tokens: 1,
      },
    },
  });
  let index = 0;
  if (script.compaction) {
    send({
      type: "content_block_start",
      index,
      content_block: { type: "compaction", content: null },
    });
    const delta = { type: "compaction_delta", content: script.compaction };
    send({ type: "content_block_delta", index, delta });
    send({ type: "content_block_stop", index });
    index += 1;
  }
  if (script.text) {
    send({ type: "content_block_start", index, content_block: { type: "text", text: "" } });
    for (const piece of script.text.match(/.{1,12}/gs) ?? []) {
      send({ type: "content_block_delta", index, delta: { type: "text_delta", text: piece } });
    }
    for (const citation of script.citations ?? []) {
      const delta = { type: "citations_delta", citation };
      send({ type: "content_block_delta", index, delta });
    }
    if (script.hang) return;
    if (!script.cut && !script.errorEvent) send({ type: "content_block_stop", index });
    index += 1;
  }
  for (const tool of script.tools ?? []) {
    send({
      type: "content_block_start",
      index,
      content_block: { type: "tool_use", id: `toolu_${turn}_${index}`, name: tool.name, input: {} },
    });
    const json = JSON.stringify(tool.input);
    send({
      type: "content_block_delta",
      index,
      delta: { type: "input_json_delta", partial_json: json },
    });
    send({ type: "content_block_stop", index });
    index += 1;
  }
  if (script.errorEvent) {
    send({ type: "error", error: { type: script.errorEvent, message: "Overloaded" } });
    response.end();
    return;
  }
  if (script.cut) {
    setTimeout(() => response.destroy(), 30);
    return;
  }
  send({
    type: "message_delta",
    delta: { stop_reason: script.tools ? "tool_use" : "end_turn", stop_sequence: null },
    usage: { output_tokens: usage.output },
  });
  send({ type: "message_stop" });
  response.end();
}
