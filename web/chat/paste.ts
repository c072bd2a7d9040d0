/** Text longer than this is kept as a block beside what is typed. */
export const longPaste = 400;
/** Longer than any tool reads. */
export const longestPaste = 400_000;

export type Pasted = { id: string; text: string; lines: number };

/** What a clipboard holds, as a block to attach, or why it can't be: binary or too long. */
export function readPaste(
  text: string,
):
  | { kind: "inline" }
  | { kind: "block"; pasted: Pasted }
  | { kind: "binary" }
  | { kind: "tooLong" } {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) return { kind: "binary" };
  if (text.length > longestPaste) return { kind: "tooLong" };
  if (text.length <= longPaste) return { kind: "inline" };
  return { kind: "block", pasted: { id: crypto.randomUUID(), text, lines: countLines(text) } };
}

export const countLines = (text: string) =>
  text.split(/\r?\n/).filter((line) => line.trim() !== "").length;
