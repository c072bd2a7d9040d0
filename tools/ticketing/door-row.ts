import type { DoorResult } from "./door-results.ts";
import { toHex } from "./ticket-mark.ts";

/** Whom a device scanned: a code, a number of its list, a guest; or its own scan that it takes back. */
export type DoorRowWhat =
  | { code: string }
  | { number: number }
  | { guest: string }
  | { undoes: number };

/**
 * A scan as its device writes it down and signs it. Each row names the hash of the row before it, so
 * that none can be left out unseen.
 */
export type DoorRow = {
  device: string;
  sequence: number;
  /** SHA-256 of the row before; empty for the first. */
  previous: string;
  /** The device's own clock, and what it adds to it to get ours. */
  deviceAt: number;
  offsetMs: number;
  direction: "in" | "out";
  gate: string;
  what: DoorRowWhat;
  /** What the door said by itself: ok or a reason. Null where the server is asked. */
  said: DoorResult | null;
};

/** The text that is signed. */
export const writeDoorRow = (row: DoorRow): string =>
  JSON.stringify([
    1,
    row.device,
    row.sequence,
    row.previous,
    row.deviceAt,
    row.offsetMs,
    row.direction,
    row.gate,
    row.what,
    row.said,
  ]);

/** SHA-256 of a row's text, by which the next one names it. */
export async function hashOfRow(text: string): Promise<string> {
  return toHex(
    new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
  );
}
