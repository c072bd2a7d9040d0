import { createHash } from "node:crypto";

/**
 * The id of a tool call: the same act of the same message or run, for the same time in it, gives the
 * same id, so that a call made twice has one effect. A name-based UUID.
 */
export function callIdOf(actsAs: string, act: string, time: number): string {
  const hash = createHash("sha256").update(`koncert:${actsAs}:${act}:${time}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
}
