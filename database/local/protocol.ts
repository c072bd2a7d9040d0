/** PostgreSQL's wire protocol, version 3: https://www.postgresql.org/docs/current/protocol-message-formats.html */

export type Startup =
  | { kind: "encryption" }
  | { kind: "cancel" }
  | { kind: "session"; minor: number; parameters: Map<string, string> };

/** The state that ReadyForQuery tells: idle, in a transaction, in a failed transaction. */
export type TransactionState = "I" | "T" | "E";

const encryptionRequests = new Set([80877103, 80877104]);
const cancelRequest = 80877102;
const headerLength = 5;

/** Longest message taken from a client, in bytes: PostgreSQL itself stops at 1 GiB. */
export const longestMessage = 256 * 1024 * 1024;

export class ProtocolViolation extends Error {}

/** Cuts what a socket delivers into whole messages, copying each byte at most once. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #length = 0;
  #untyped = true;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** The next startup packet or message, whole, header included; undefined when it is not all here. */
  next(): Buffer | undefined {
    const header = this.#untyped ? headerLength - 1 : headerLength;
    if (this.#length < header) return undefined;
    const length = this.#peek(header).readUInt32BE(header - 4) + header - 4;
    if (length < header || length > longestMessage) {
      throw new ProtocolViolation(`Message of ${length} bytes`);
    }
    if (this.#length < length) return undefined;
    return this.#take(length);
  }

  /** After the startup packet, each message begins with its type. */
  startupDone(): void {
    this.#untyped = false;
  }

  #peek(length: number): Buffer {
    const first = this.#chunks[0];
    if (first && first.length >= length) return first;
    const whole = Buffer.concat(this.#chunks, this.#length);
    this.#chunks = [whole];
    return whole;
  }

  #take(length: number): Buffer {
    const first = this.#chunks[0];
    const whole =
      first && first.length >= length ? first : Buffer.concat(this.#chunks, this.#length);
    const message = whole.subarray(0, length);
    if (whole === first) {
      if (whole.length === length) this.#chunks.shift();
      else this.#chunks[0] = whole.subarray(length);
    } else {
      this.#chunks = whole.length === length ? [] : [whole.subarray(length)];
    }
    this.#length -= length;
    return message;
  }
}

export function readStartup(packet: Buffer): Startup {
  const code = packet.readUInt32BE(4);
  if (encryptionRequests.has(code)) return { kind: "encryption" };
  if (code === cancelRequest) return { kind: "cancel" };
  if (code >>> 16 !== 3) throw new ProtocolViolation(`Protocol ${code >>> 16}`);
  const words = packet.toString("utf8", 8, packet.length - 1).split("\0");
  const parameters = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [name, value] = [words[at], words[at + 1]];
    if (name && value !== undefined) parameters.set(name, value);
  }
  return { kind: "session", minor: code & 0xffff, parameters };
}

/** Walks over the messages of a buffer that holds whole ones only. */
export function* messagesOf(
  buffer: Buffer,
): Generator<{ type: string; start: number; end: number }> {
  for (let start = 0; start < buffer.length;) {
    const end = start + 1 + buffer.readUInt32BE(start + 1);
    yield { type: String.fromCharCode(buffer[start]!), start, end };
    start = end;
  }
}

export function message(type: string, ...parts: (string | Buffer | number)[]): Buffer {
  const body = parts.map((part) => {
    if (Buffer.isBuffer(part)) return part;
    if (typeof part === "string") return Buffer.from(`${part}\0`);
    const number = Buffer.alloc(4);
    number.writeInt32BE(part);
    return number;
  });
  const length = body.reduce((sum, part) => sum + part.length, 4);
  const header = Buffer.alloc(headerLength);
  header.write(type, 0, "latin1");
  header.writeInt32BE(length, 1);
  return Buffer.concat([header, ...body], length + 1);
}

export const query = (sql: string) => message("Q", sql);
export const sync = message("S");
export const copyFail = message("f", "copying from the client is not supported");
export const readyForQuery = (state: TransactionState) => message("Z", Buffer.from(state));

export function errorResponse(severity: "ERROR" | "FATAL", code: string, text: string): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${code}`, `M${text}`];
  return message("E", ...fields, Buffer.from([0]));
}

/** The greeting after a startup packet, up to ReadyForQuery. */
export function greeting(reported: Map<string, string>, processId: number, minor: number): Buffer {
  const negotiate = minor > 0 ? [message("v", 0, 0)] : [];
  const authenticated = message("R", 0);
  const statuses = [...reported].map(([name, value]) => message("S", name, value));
  return Buffer.concat([
    ...negotiate,
    authenticated,
    ...statuses,
    message("K", processId, 0),
    readyForQuery("I"),
  ]);
}
