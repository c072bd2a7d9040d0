import { readUIMessageStream, type UIMessage, type UIMessageChunk } from "ai";
import type { StoredMessage, StoredPart } from "#tools/conversations/conversation.ts";

/** Puts the chunks of one answer together into the message that is stored. */
export class MessageRecorder {
  readonly #id: string;
  readonly #finished: Promise<UIMessage | undefined>;
  #controller!: ReadableStreamDefaultController<UIMessageChunk>;
  #text = "";

  constructor(id: string) {
    this.#id = id;
    const stream = new ReadableStream<UIMessageChunk>({
      start: (controller) => {
        this.#controller = controller;
      },
    });
    this.#finished = (async () => {
      let latest: UIMessage | undefined;
      for await (const message of readUIMessageStream({ stream })) latest = message;
      return latest;
    })();
  }

  /** What a person has read so far. */
  get text(): string {
    return this.#text;
  }

  take(chunk: UIMessageChunk): void {
    if (chunk.type === "text-delta") this.#text += chunk.delta;
    if (chunk.type === "error" || chunk.type === "abort") return;
    this.#controller.enqueue(chunk);
  }

  /** The whole message; null where nothing was said or done. */
  async finish(): Promise<StoredMessage | null> {
    this.#controller.close();
    const message = await this.#finished;
    const parts = (message?.parts ?? []).filter(
      (part) => part.type !== "step-start" || message?.parts.length !== 1,
    ) as unknown as StoredPart[];
    if (parts.length === 0) return null;
    return { id: this.#id, role: "assistant", parts };
  }
}
