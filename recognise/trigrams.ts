/** Three-letter pieces of each word of a normalized text, with edges marked as pg_trgm does. */
export function trigrams(text: string): Set<string> {
  const pieces = new Set<string>();
  for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) {
    const edged = `  ${word} `;
    for (let at = 0; at + 3 <= edged.length; at++) pieces.add(edged.slice(at, at + 3));
  }
  return pieces;
}

/** Share of trigrams in common, 0 to 1. */
export function trigramSimilarity(a: string, b: string): number {
  const first = trigrams(a);
  const second = trigrams(b);
  if (first.size === 0 || second.size === 0) return 0;
  let shared = 0;
  for (const piece of first) if (second.has(piece)) shared++;
  return shared / (first.size + second.size - shared);
}
