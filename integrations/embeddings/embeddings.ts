/** What a text is for: a question looks for documents. */
export type EmbeddingUse = "document" | "question";

/** Turns texts into unit vectors whose dot product grows with their likeness. */
export interface Embeddings {
  readonly name: string;
  readonly dimensions: 384;
  /** One vector per text, in order. Vectors of different providers must not be compared. */
  embed(texts: string[], use?: EmbeddingUse): Promise<number[][]>;
}

export const dimensions = 384;

/** The first 384 components, of length one. Throws where there are fewer, or none that counts. */
export function toUnit(vector: number[]): number[] {
  if (vector.length < dimensions || !vector.every(Number.isFinite)) {
    throw new Error(`an embedding needs ${dimensions} numbers, got ${vector.length}`);
  }
  const kept = vector.slice(0, dimensions);
  const length = Math.hypot(...kept);
  if (length === 0) throw new Error("an embedding of length zero compares with nothing");
  return kept.map((value) => value / length);
}
