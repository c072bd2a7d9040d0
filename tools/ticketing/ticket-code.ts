import { createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { fromBase45, toBase45 } from "./base45.ts";

/** What a code says of its ticket, enough to let it in without a network. */
export type TicketMark = {
  /** The first eight digits of the date's id: another date is told from this one. */
  date: string;
  number: number;
  /** Sixteen hexadecimal digits; a ticket that gets new ones makes its old code worthless. */
  nonce: string;
};

const version = 1;
const payloadLength = 16;
const signatureLength = 64;
/** Eighty bytes: version, number (3), date (4), nonce (8), signature. */
const codeLength = ((payloadLength + signatureLength) / 2) * 3;

/** The signed text of a ticket's QR code: 120 signs, version 5 at level M. */
export function writeTicketCode(mark: TicketMark, privateKey: KeyObject): string {
  const payload = Buffer.alloc(payloadLength);
  payload.writeUInt8(version, 0);
  payload.writeUIntBE(mark.number, 1, 3);
  payload.write(mark.date.slice(0, 8), 4, "hex");
  payload.write(mark.nonce, 8, "hex");
  return toBase45(Buffer.concat([payload, sign(null, payload, privateKey)]));
}

/** What a scanned text says, when one of the organization's keys signed it; undefined otherwise. */
export function readTicketCode(
  text: string,
  publicKeys: readonly KeyObject[],
): TicketMark | undefined {
  const bytes = fromBase45(whole(text));
  if (bytes?.length !== payloadLength + signatureLength || bytes[0] !== version) return undefined;
  const payload = Buffer.from(bytes.subarray(0, payloadLength));
  const signature = bytes.subarray(payloadLength);
  if (!publicKeys.some((key) => verify(null, payload, key, signature))) return undefined;
  return {
    date: payload.toString("hex", 4, 8),
    number: payload.readUIntBE(1, 3),
    nonce: payload.toString("hex", 8),
  };
}

/** The text as it was drawn: scanners add ends of line, and fields drop a space in front. */
function whole(text: string): string {
  return text.trim().toUpperCase().padStart(codeLength, " ");
}

/** An Ed25519 public key of 32 bytes. */
export function publicKeyOf(bytes: Uint8Array): KeyObject {
  const x = Buffer.from(bytes).toString("base64url");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}
