import { createHash } from "node:crypto";

/**
 * The call id of a tool call that a model asked for: the same run, step and request give the same id,
 * so that a call made twice has one effect. A name-based UUID.
 */
export function callIdOf(runId: string, step: number, toolCallId: string): string {
  const hash = createHash("sha256").update(`koncert:${runId}:${step}:${toolCallId}`).digest();
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
