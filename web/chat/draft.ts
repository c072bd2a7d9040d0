/** A sentence on its way to the composer, from wherever it was picked. */
let waiting: string | null = null;
const listeners = new Set<(text: string) => void>();

/** Hands a sentence to the composer on screen, or to the next one that opens. */
export function offerDraft(text: string) {
  if (listeners.size === 0) waiting = text;
  for (const listener of listeners) listener(text);
}

export function onDraft(listener: (text: string) => void): () => void {
  listeners.add(listener);
  if (waiting !== null) {
    listener(waiting);
    waiting = null;
  }
  return () => listeners.delete(listener);
}
