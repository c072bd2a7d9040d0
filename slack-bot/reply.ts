import type { types, webApi } from "@slack/bolt";
import { SafeMarkdown } from "./safe-markdown.ts";

export type Spot = { channel: string; thread: string; team: string; user: string };

/** Slack limits how often a stream may grow: words are gathered into pieces of about this size. */
const pieceSize = 160;
const longestBlock = 11_000;

/** An answer that grows in Slack as it is written; where Slack does not stream, it is posted whole. */
export class Reply {
  readonly #client: webApi.WebClient;
  readonly #spot: Spot;
  readonly #safe: SafeMarkdown;
  readonly #stream: ReturnType<webApi.WebClient["chatStream"]>;
  #text = "";
  #streams = true;
  #sending: Promise<void> = Promise.resolve();

  constructor(client: webApi.WebClient, spot: Spot, ownUrl: string) {
    this.#client = client;
    this.#spot = spot;
    this.#safe = new SafeMarkdown(ownUrl);
    this.#stream = client.chatStream({
      channel: spot.channel,
      thread_ts: spot.thread,
      recipient_team_id: spot.team,
      recipient_user_id: spot.user,
      buffer_size: pieceSize,
    });
  }

  write(text: string): void {
    this.#send(this.#safe.push(text));
  }

  #send(text: string): void {
    if (text === "") return;
    this.#text += text;
    this.#sending = this.#sending.then(async () => {
      if (!this.#streams) return;
      try {
        await this.#stream.append({ markdown_text: text });
      } catch {
        this.#streams = false;
      }
    });
  }

  /** Ends the answer, with what stands under it. Throws where Slack takes neither way. */
  async end(blocks: types.KnownBlock[]): Promise<void> {
    this.#send(this.#safe.end());
    await this.#sending;
    if (this.#text.trim() === "" && blocks.length === 0) return;
    if (this.#streams) {
      try {
        await this.#stream.stop(blocks.length > 0 ? { blocks } : {});
        return;
      } catch {
        // What was streamed stands; the whole is posted below it.
      }
    }
    await post(this.#client, this.#spot, this.#text, blocks);
  }
}

/** Posts a text, cleaned before, in a thread. Nothing in it is previewed. */
export async function post(
  client: webApi.WebClient,
  { channel, thread }: Pick<Spot, "channel" | "thread">,
  text: string,
  blocks: types.KnownBlock[] = [],
): Promise<void> {
  const body: types.KnownBlock[] =
    text.trim() === "" ? [] : [{ type: "markdown", text: text.slice(0, longestBlock) }];
  await client.chat.postMessage({
    channel,
    thread_ts: thread,
    text: plainText(text) || "KONCERT",
    blocks: [...body, ...blocks].slice(0, 50),
    unfurl_links: false,
    unfurl_media: false,
  });
}

/** For notifications: no markup, whatever the text holds. */
export const plainText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").slice(0, 3_000);
