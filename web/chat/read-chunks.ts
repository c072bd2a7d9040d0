import type { UIMessageChunk } from "ai";

/** The chunks of an `ai` UI message stream: server-sent events of one JSON value each. */
export async function* readChunks(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<UIMessageChunk> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as never)
    .getReader() as ReadableStreamDefaultReader<string>;
  let pending = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      pending += value;
      const events = pending.split(/\r?\n\r?\n/);
      pending = events.pop() ?? "";
      for (const event of events) {
        const data = event
          .split(/\r?\n/)
          .filter((line) => line.startsWith("data:"))
          .map((line) => line.slice(5).trimStart())
          .join("\n");
        if (data && data !== "[DONE]") yield JSON.parse(data) as UIMessageChunk;
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
