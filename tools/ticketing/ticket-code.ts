import { createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { toBase45 } from "./base45.ts";
import { codeVersion, type Mark, openTicketCode, payloadLength } from "./ticket-mark.ts";

/** The signed text of a ticket's QR code: 120 signs, version 5 at level M. */
export function writeTicketCode(mark: Mark, privateKey: KeyObject): string {
  const payload = Buffer.alloc(payloadLength);
  payload.writeUInt8(codeVersion, 0);
  payload.writeUIntBE(mark.number, 1, 3);
  payload.write(mark.date.slice(0, 8), 4, "hex");
  payload.write(mark.nonce, 8, "hex");
  return toBase45(Buffer.concat([payload, sign(null, payload, privateKey)]));
}

/** What a scanned text says, when one of the organization's keys signed it; undefined otherwise. */
export function readTicketCode(text: string, publicKeys: readonly KeyObject[]): Mark | undefined {
  const code = openTicketCode(text);
  return code && publicKeys.some((key) => verify(null, code.payload, key, code.signature))
    ? code.mark
    : undefined;
}

/** An Ed25519 public key of 32 bytes. */
export function publicKeyOf(bytes: Uint8Array): KeyObject {
  const x = Buffer.from(bytes).toString("base64url");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}
