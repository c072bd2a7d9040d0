import type { Embedded } from "./open-embedded.ts";
import { messagesOf, query } from "./protocol.ts";
import type { TransactionState } from "./protocol.ts";

export type Notification = { channel: string; whole: Buffer };

export type Exchange = {
  /** What goes to the client that asked: whole messages, notifications taken out. */
  output: Buffer;
  notifications: Notification[];
  /** Undefined when no ReadyForQuery came: the exchange goes on. */
  state: TransactionState | undefined;
  /** The SQLSTATE of the last error. */
  error: string | undefined;
};

/** The one backend of an embedded PostgreSQL, spoken to in whole messages. */
export class Backend {
  readonly #embedded: Embedded;

  constructor(embedded: Embedded) {
    this.#embedded = embedded;
  }

  /**
   * Runs client messages to their end. Throws only when the engine itself broke, of which a
   * missing ReadyForQuery is the sign; after a Flush none is due.
   */
  async exchange(messages: Buffer, isFlush = false): Promise<Exchange> {
    const chunks: Buffer[] = [];
    await this.#embedded.execProtocolRawStream(messages, {
      onRawData: (chunk) => chunks.push(Buffer.from(chunk)),
    });
    const answer = readAnswer(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    if (!isFlush && answer.state === undefined) throw new Error("The engine stopped answering");
    return answer;
  }

  run(sql: string): Promise<Exchange> {
    return this.exchange(query(sql));
  }

  async value(sql: string): Promise<string> {
    const { rows } = await this.#embedded.query<unknown[]>(sql, [], { rowMode: "array" });
    return String((rows[0] as unknown[] | undefined)?.[0]);
  }

  close(): Promise<void> {
    return this.#embedded.close();
  }
}

function readAnswer(answer: Buffer): Exchange {
  const notifications: Notification[] = [];
  const kept: Buffer[] = [];
  let keptFrom = 0;
  let state: TransactionState | undefined;
  let error: string | undefined;
  for (const { type, start, end } of messagesOf(answer)) {
    if (type === "Z") state = String.fromCharCode(answer[start + 5]!) as TransactionState;
    else if (type === "E") error = errorCode(answer.subarray(start + 5, end));
    else if (type === "A") {
      const whole = answer.subarray(start, end);
      const channel = whole.toString("utf8", 9, whole.indexOf(0, 9));
      notifications.push({ channel, whole });
      kept.push(answer.subarray(keptFrom, start));
      keptFrom = end;
    }
  }
  const output = kept.length === 0 ? answer : Buffer.concat([...kept, answer.subarray(keptFrom)]);
  return { output, notifications, state, error };
}

function errorCode(fields: Buffer): string {
  const code = fields
    .toString("utf8")
    .split("\0")
    .find((field) => field.startsWith("C"));
  return code?.slice(1) ?? "XX000";
}
