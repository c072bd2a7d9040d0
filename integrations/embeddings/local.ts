import { dimensions, toUnit, type Embeddings } from "./embeddings.ts";

/**
 * Hashed words and letter trigrams: likeness of wording, tolerant of accents, endings and typos,
 * without a model. Deterministic across machines.
 */
export const localEmbeddings: Embeddings = {
  name: "local-ngrams-1",
  dimensions,
  embed: async (texts) => texts.map(embedText),
};

const trigramWeight = 0.5;
const longestText = 20_000;

function embedText(text: string): number[] {
  const counts = new Map<string, number>();
  const add = (feature: string) => counts.set(feature, (counts.get(feature) ?? 0) + 1);
  for (const word of wordsOf(text)) {
    // Words of one or two letters say little by themselves in French or English.
    if (word.length > 2) add(`w ${word}`);
    const padded = ` ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) add(padded.slice(at, at + 3));
  }
  if (counts.size === 0) add("empty");
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const [feature, count] of counts) {
    const hash = hashOf(feature);
    const at = hash % dimensions;
    // Half of the features count negatively, so that collisions cancel out rather than pile up.
    const sign = (hash >>> 16) & 1 ? 1 : -1;
    const weight = (1 + Math.log(count)) * (feature.startsWith("w ") ? 1 : trigramWeight);
    vector[at] = (vector[at] ?? 0) + sign * weight;
  }
  if (!vector.some((value) => value !== 0)) vector[0] = 1;
  return toUnit(vector);
}

function wordsOf(text: string): string[] {
  return (
    text
      .slice(0, longestText)
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** FNV-1a over UTF-16 units, then mixed so that low and high bits are independent. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
