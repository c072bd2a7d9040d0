import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { expect, test } from "vitest";
import { fromBase45, toBase45 } from "./base45.ts";
import { seeded } from "./testing/door-nights.ts";
import { readTicketCode, writeTicketCode } from "./ticket-code.ts";
import { openTicketCode } from "./ticket-mark.ts";

const ours = generateKeyPairSync("ed25519");
const theirs = generateKeyPairSync("ed25519");
const genuine = Array.from({ length: 64 }, (_, at) =>
  writeTicketCode(
    { date: "a0b1c2d3", number: at * 311 + 1, nonce: randomBytes(8).toString("hex") },
    ours.privateKey,
  ),
);
const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** What people and machines do to a code: the first ones keep its form, so that only the signature tells. */
const forgeries: ((code: string, random: () => number) => string)[] = [
  (code, random) => {
    const bytes = fromBase45(code) ?? new Uint8Array(80);
    const at = 1 + Math.floor(random() * 79);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return toBase45(bytes);
  },
  (code, random) => {
    // Another number, nonce or date under a signature that was real.
    const bytes = fromBase45(code) ?? new Uint8Array(80);
    for (let at = 1; at < 16; at += 1) bytes[at] = Math.floor(random() * 256);
    return toBase45(bytes);
  },
  (code, random) => {
    const other = genuine[Math.floor(random() * genuine.length)] ?? code;
    // The first half of one ticket and the signature of another.
    return other === code ? code.slice(0, -3) + "000" : code.slice(0, 24) + other.slice(24);
  },
  (code, random) => code.slice(0, Math.floor(random() * code.length)),
  (code, random) => code + signs[Math.floor(random() * signs.length)],
  (code, random) => {
    const at = Math.floor(random() * code.length);
    return `${code.slice(0, at)}é${code.slice(at + 1)}`;
  },
  (code, random) => {
    const at = Math.floor(random() * (code.length - 1));
    return code.slice(0, at) + code.slice(at + 1);
  },
  (_, random) => String(Math.floor(random() * 1e13)),
  (_, random) => `https://exemple.fr/billet/${Math.floor(random() * 1e9)}`,
  (_, random) =>
    `:::${Array.from({ length: 117 }, () => signs[Math.floor(random() * 45)]).join("")}`,
];

test("of a million forged or changed codes none is accepted, whatever was tried", () => {
  const random = seeded(2_027);
  const keys = [ours.publicKey];
  const known = new Set(genuine);
  let tried = 0;
  let verified = 0;
  for (let round = 0; tried < 1_000_000; round += 1) {
    const code = genuine[round % genuine.length] ?? "";
    // One in eight keeps the form of a code and costs a signature check.
    const forge = forgeries[
      round % 8 === 0 ? Math.floor(random() * 3) : 3 + (round % (forgeries.length - 3))
    ] as (typeof forgeries)[number];
    const forged = forge(code, random);
    // A space at the end is lost on the way and changes nothing.
    if (known.has(forged.trim().padStart(120, " "))) continue;
    tried += 1;
    if (openTicketCode(forged)) verified += 1;
    if (readTicketCode(forged, keys)) throw new Error(`accepted: ${forged}`);
  }
  console.log(`${tried} codes tried, ${verified} of them down to the signature, none accepted`);
  expect(verified).toBeGreaterThan(100_000);
  for (const code of genuine) expect(readTicketCode(code, keys)).toBeDefined();
}, 120_000);

test("a code signed by somebody else, or by nobody, is not ours", () => {
  const payload = Buffer.concat([Buffer.from([1]), randomBytes(15)]);
  const foreign = toBase45(Buffer.concat([payload, sign(null, payload, theirs.privateKey)]));
  expect(readTicketCode(foreign, [ours.publicKey])).toBeUndefined();
  expect(readTicketCode(toBase45(new Uint8Array(80)), [ours.publicKey])).toBeUndefined();
});
