import { expect, test } from "vitest";
import { bitAt, receiveBits, sendBits } from "./door-bits.ts";
import { seeded } from "./testing/door-nights.ts";

const sold = 20_000;

test("who is inside of 20,000 tickets, and who may not come in, is at most 5 KB on the wire", async () => {
  const random = seeded(7);
  const one = (share: number) => Array.from({ length: sold }, () => (random() < share ? "1" : "0"));
  for (const [inside, revoked] of [
    [0, 0],
    [0.5, 0.025],
    [0.97, 0.025],
    [1, 0.025],
  ] as const) {
    const parts = [one(inside).join(""), one(revoked).join("")];
    const wire = await Promise.all(parts.map(sendBits));
    const size = wire.join("").length;
    console.log(`${inside * 100} % inside, ${revoked * sold} revoked: ${size} bytes`);
    expect(size).toBeLessThanOrEqual(5_120);
    const back = await Promise.all(wire.map(receiveBits));
    for (const [part, text] of parts.entries()) {
      for (let at = 0; at < sold; at += 1) {
        if (bitAt(back[part] ?? new Uint8Array(), at) !== (text[at] === "1"))
          throw new Error(`bit ${at}`);
      }
    }
  }
});
