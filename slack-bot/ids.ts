import { createHash } from "node:crypto";

/** The same words give the same id: a thread is one conversation, a message sent again is one message. */
export function idOf(...words: string[]): string {
  const hash = createHash("sha256")
    .update(`koncert slack:${JSON.stringify(words)}`)
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
