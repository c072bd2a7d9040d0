import type { Socket } from "node:net";
import { OwnStatements } from "./own-statements.ts";
import {
  MessageReader,
  ProtocolViolation,
  copyFail,
  errorResponse,
  message,
  readStartup,
} from "./protocol.ts";
import { channelChanges, endsEveryonesStatements, handoverTo, refusal } from "./session-text.ts";
import type { ChannelChange } from "./session-text.ts";

/** Messages that belong to one exchange with the backend: up to Sync, Query, Flush or a call. */
export type Segment = { bytes: Buffer; channels: ChannelChange[]; isFlush: boolean };

const endsSegment = new Set(["S", "Q", "H", "F"]);
/** A client that does not read its answers is not served more, bytes. */
const unreadLimit = 16 * 1024 * 1024;

/** One connection: its messages cut into segments, its names made its own. */
export class WireClient {
  readonly id: number;
  readonly statements: OwnStatements;
  readonly channels = new Set<string>();
  /** Set once the startup packet is read. */
  session: { minor: number; parameters: Map<string, string>; handover: string } | undefined;
  greeted = false;
  /** No more messages will come. */
  ended = false;
  readonly #socket: Socket;
  readonly #reader = new MessageReader();
  readonly #segments: Segment[] = [];
  #building: Buffer[] = [];
  #channels: ChannelChange[] = [];
  #copies = false;

  constructor(id: number, socket: Socket, wake: (client: WireClient) => void) {
    this.id = id;
    this.statements = new OwnStatements(id);
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => {
      this.#read(chunk);
      wake(this);
    });
    socket.on("drain", () => wake(this));
    socket.on("error", () => {});
    socket.on("end", () => socket.end());
    socket.on("close", () => {
      this.ended = true;
      wake(this);
    });
  }

  /** Whether a turn at the backend would do something. */
  get ready(): boolean {
    if (this.ended) return true;
    if (this.#socket.writableLength > unreadLimit) return false;
    return this.session !== undefined && (!this.greeted || this.#segments.length > 0);
  }

  get hasSegment(): boolean {
    return this.#segments.length > 0;
  }

  takeSegment(): Segment | undefined {
    return this.#segments.shift();
  }

  write(bytes: Buffer): void {
    if (bytes.length > 0 && !this.#socket.destroyed) this.#socket.write(bytes);
  }

  /** Says why, and hangs up. */
  dismiss(code: string, text: string): void {
    this.#segments.length = 0;
    this.ended = true;
    if (!this.#socket.destroyed) {
      this.#socket.end(errorResponse("FATAL", code, text), () => this.#socket.destroy());
    }
  }

  #read(chunk: Buffer): void {
    if (this.ended) return;
    this.#reader.push(chunk);
    try {
      for (let next = this.#reader.next(); next && !this.ended; next = this.#reader.next()) {
        if (this.session) this.#receive(next);
        else this.#start(next);
      }
    } catch (error) {
      if (!(error instanceof ProtocolViolation || error instanceof RangeError)) throw error;
      this.dismiss("08P01", error.message);
    }
  }

  #start(packet: Buffer): void {
    const startup = readStartup(packet);
    if (startup.kind === "encryption") this.write(Buffer.from("N"));
    else if (startup.kind === "cancel") this.#socket.destroy();
    else {
      const { minor, parameters } = startup;
      this.#reader.startupDone();
      this.session = { minor, parameters, handover: handoverTo(parameters) };
    }
  }

  #receive(whole: Buffer): void {
    const type = String.fromCharCode(whole[0]!);
    if (type === "X") {
      this.ended = true;
      this.#socket.end();
      return;
    }
    if (type === "Q" || type === "P") whole = this.#readText(type, whole);
    // The backend would wait for copied data that only the next segment brings.
    if (type === "S" && this.#copies) this.#building.push(copyFail);
    this.#building.push(this.statements.rename(whole));
    if (type === "Q" && this.#copies) this.#building.push(copyFail);
    if (!endsSegment.has(type)) return;
    const bytes = this.#building.length === 1 ? this.#building[0]! : Buffer.concat(this.#building);
    this.#segments.push({ bytes, channels: this.#channels, isFlush: type === "H" });
    this.#building = [];
    this.#channels = [];
    this.#copies = false;
  }

  #readText(type: "Q" | "P", whole: Buffer): Buffer {
    const start = type === "Q" ? 5 : whole.indexOf(0, 5) + 1;
    const end = whole.indexOf(0, start);
    const beginning = whole.toString("utf8", start, Math.min(end, start + 2_000));
    if (/\bcopy\b/i.test(beginning)) this.#copies = true;
    if (endsEveryonesStatements(beginning)) {
      return type === "Q"
        ? message("Q", refusal)
        : message("P", whole.subarray(5, start), refusal, Buffer.from([0, 0]));
    }
    this.#channels.push(...channelChanges(beginning));
    return whole;
  }
}
