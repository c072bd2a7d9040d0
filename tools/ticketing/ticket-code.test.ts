import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import QRCode from "qrcode";
import { fromBase45, toBase45 } from "./base45.ts";
import { publicKeyOf, readTicketCode, writeTicketCode } from "./ticket-code.ts";

const ours = generateKeyPairSync("ed25519");
const theirs = generateKeyPairSync("ed25519");
const mark = { date: "a0b1c2d3", number: 1_240, nonce: "00ff10ee20dd30cc" };
const code = writeTicketCode(mark, ours.privateKey);

describe("a ticket's code", () => {
  it("says what its ticket is to whoever holds the public key", () => {
    expect(readTicketCode(code, [ours.publicKey])).toEqual(mark);
    const raw = ours.publicKey.export({ format: "jwk" }).x ?? "";
    expect(readTicketCode(code, [publicKeyOf(Buffer.from(raw, "base64url"))])).toEqual(mark);
    expect(readTicketCode(code, [theirs.publicKey, ours.publicKey])).toEqual(mark);
  });

  it("fits a QR code of version 5 at level M", () => {
    expect(code).toHaveLength(120);
    expect(QRCode.create(code, { errorCorrectionLevel: "M" }).version).toBe(5);
  });

  it("is worth nothing forged, of another organization, cut short or lengthened", () => {
    expect(readTicketCode(code, [theirs.publicKey])).toBeUndefined();
    expect(readTicketCode(code, [])).toBeUndefined();
    expect(readTicketCode(writeTicketCode(mark, theirs.privateKey), [ours.publicKey])).toBe(
      undefined,
    );
    for (const text of ["", "0", code.slice(3), code.slice(0, -3), `${code}AAA`, `${code}A`]) {
      expect(readTicketCode(text, [ours.publicKey])).toBeUndefined();
    }
    for (const text of ["https://exemple.fr", "4006381333931", code.replace(/./g, "é")]) {
      expect(readTicketCode(text, [ours.publicKey])).toBeUndefined();
    }
  });

  it("is worth nothing once any byte is changed, its nonce and its number among them", () => {
    const bytes = fromBase45(code) ?? new Uint8Array();
    for (const at of bytes.keys()) {
      const changed = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(readTicketCode(toBase45(changed), [ours.publicKey]), `byte ${at}`).toBeUndefined();
    }
  });

  it("survives a scanner that types in small letters or adds an end of line", () => {
    expect(readTicketCode(`${code}\r\n`, [ours.publicKey])).toEqual(mark);
    expect(readTicketCode(code.toLowerCase(), [ours.publicKey])).toEqual(mark);
  });

  it("survives a field that drops the spaces around it, whatever its number", () => {
    for (const number of [1, 65_536, 327_680, 500_000, 16_777_215]) {
      const text = writeTicketCode({ ...mark, number }, ours.privateKey).trim();
      expect(readTicketCode(text, [ours.publicKey])?.number).toBe(number);
    }
  });
});

test("base45 gives back any bytes of even length, and nothing for what it never writes", () => {
  const even = fc.uint8Array({ maxLength: 80 }).map((bytes) => bytes.slice(bytes.length % 2));
  fc.assert(
    fc.property(even, (bytes) => {
      if (bytes.length > 0) expect(fromBase45(toBase45(bytes))).toEqual(bytes);
    }),
  );
  expect(toBase45(Buffer.from("AB"))).toBe("BB8");
  expect(toBase45(Buffer.from("Hello!!!"))).toBe("%69 VD92EL84");
  expect(fromBase45("GGW")).toBeUndefined();
  expect(fromBase45("é00")).toBeUndefined();
});
