import { fromBase45 } from "./base45.ts";

/** What a code says of its ticket, enough to let it in without a network. */
export type Mark = {
  /** The first eight digits of the date's id: another date is told from this one. */
  date: string;
  number: number;
  /** Sixteen hexadecimal digits; a ticket that gets new ones makes its old code worthless. */
  nonce: string;
};

/** A code taken apart: what was signed, its signature, what it says. Worth nothing until verified. */
export type OpenCode = { payload: Uint8Array; signature: Uint8Array; mark: Mark };

export const codeVersion = 1;
export const payloadLength = 16;
const signatureLength = 64;
/** Eighty bytes: version, number (3), date (4), nonce (8), signature. */
const signsOfCode = ((payloadLength + signatureLength) / 2) * 3;

/**
 * Takes the text of a ticket's code apart; undefined for whatever has not its form. Without Node, so
 * that a device at the door reads it too. Scanners add ends of line, and fields drop a space in front.
 */
export function openTicketCode(text: string): OpenCode | undefined {
  const bytes = fromBase45(text.trim().toUpperCase().padStart(signsOfCode, " "));
  if (bytes?.length !== payloadLength + signatureLength || bytes[0] !== codeVersion)
    return undefined;
  const payload = bytes.slice(0, payloadLength);
  const [, high = 0, middle = 0, low = 0] = payload;
  return {
    payload,
    signature: bytes.slice(payloadLength),
    mark: {
      date: toHex(payload.slice(4, 8)),
      number: high * 65_536 + middle * 256 + low,
      nonce: toHex(payload.slice(8)),
    },
  };
}

/** Two digits a byte. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The bytes of a text of hexadecimal digits. */
export const fromHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
