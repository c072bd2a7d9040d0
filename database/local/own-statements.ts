import { createHash } from "node:crypto";
import { message } from "./protocol.ts";

/** PostgreSQL compares 63 bytes of a name; the prefix takes its share. */
const longestName = 48;

/**
 * Gives a client's prepared statements and portals names of its own on the shared backend, and
 * remembers which statements it may have left there. Unnamed ones keep no name: like behind any
 * transaction pooler, they last one exchange.
 */
export class OwnStatements {
  readonly #prefix: string;
  readonly #left = new Set<string>();

  constructor(client: number) {
    this.#prefix = `c${client}_`;
  }

  /** The message with its names replaced. */
  rename(whole: Buffer): Buffer {
    switch (String.fromCharCode(whole[0]!)) {
      case "P": {
        const name = this.#name(whole, 5);
        if (name.length > 1) this.#left.add(name.toString("utf8", 0, name.length - 1));
        return replace(whole, 5, name);
      }
      case "B": {
        const portal = replace(whole, 5, this.#name(whole, 5));
        const statement = portal.indexOf(0, 5) + 1;
        return replace(portal, statement, this.#name(portal, statement));
      }
      case "D":
      case "C": {
        const name = this.#name(whole, 6);
        if (whole[0] === 0x43 && whole[5] === 0x53) {
          this.#left.delete(name.toString("utf8", 0, name.length - 1));
        }
        return replace(whole, 6, name);
      }
      case "E":
        return replace(whole, 5, this.#name(whole, 5));
      default:
        return whole;
    }
  }

  /** Close messages for all statements that this client left, undefined when there are none. */
  closeAll(): Buffer | undefined {
    if (this.#left.size === 0) return undefined;
    const closes = [...this.#left].map((name) => message("C", Buffer.from("S"), name));
    this.#left.clear();
    return Buffer.concat(closes);
  }

  /** The name at `at` with the prefix and its final zero. */
  #name(whole: Buffer, at: number): Buffer {
    const end = whole.indexOf(0, at);
    if (end <= at) return Buffer.from([0]);
    const given = whole.subarray(at, end);
    const own =
      given.length > longestName ? createHash("sha256").update(given).digest("base64url") : given;
    return Buffer.from(`${this.#prefix}${own.toString()}\0`);
  }
}

function replace(whole: Buffer, at: number, name: Buffer): Buffer {
  const end = whole.indexOf(0, at) + 1;
  if (name.length === end - at) return whole;
  const renamed = Buffer.concat([whole.subarray(0, at), name, whole.subarray(end)]);
  renamed.writeInt32BE(renamed.length - 1, 1);
  return renamed;
}
