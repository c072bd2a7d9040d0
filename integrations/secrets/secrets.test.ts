import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { localSecrets } from "./local.ts";

const secrets = localSecrets({ KONCERT_ENCRYPTION_KEY: randomBytes(32).toString("base64") });
const plain = Buffer.from("une clé privée");

test("what is sealed opens again, and never looks the same twice", () => {
  const sealed = secrets.seal(plain, "organization a, row 1");
  expect(secrets.open(sealed, "organization a, row 1")).toEqual(plain);
  expect(sealed.includes(plain)).toBe(false);
  expect(secrets.seal(plain, "organization a, row 1")).not.toEqual(sealed);
});

test("it does not open for another row, after a change, cut short, or under another key", () => {
  const sealed = secrets.seal(plain, "row 1");
  const changed = Buffer.from(sealed);
  changed[14] = (changed[14] ?? 0) ^ 1;
  const other = localSecrets({ KONCERT_SECRET: "a secret of thirty-two characters or more" });
  expect(() => secrets.open(sealed, "row 2")).toThrow();
  expect(() => secrets.open(changed, "row 1")).toThrow();
  expect(() => secrets.open(sealed.subarray(0, -1), "row 1")).toThrow();
  expect(() => secrets.open(sealed.subarray(0, 8), "row 1")).toThrow();
  expect(() => other.open(sealed, "row 1")).toThrow();
  expect(other.keyId).not.toBe(secrets.keyId);
});

test("a mark is the same for one purpose and id, and for no other", () => {
  const [one, two] = [randomBytes(16), randomBytes(16)];
  const mark = secrets.mark("order", one);
  expect(mark).toHaveLength(16);
  expect(secrets.mark("order", one)).toEqual(mark);
  expect(secrets.mark("order", two)).not.toEqual(mark);
  expect(secrets.mark("device", one)).not.toEqual(mark);
});

test("without a key nothing can be kept", () => {
  expect(() => localSecrets({})).toThrow(/KONCERT_ENCRYPTION_KEY/);
});
