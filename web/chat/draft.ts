export type Draft = { text: string; send: boolean };

/** A sentence on its way to the composer, from wherever it was picked. */
let waiting: Draft | null = null;
const listeners = new Set<(draft: Draft) => void>();

/** Hands a sentence to the composer on screen, or to the next one that opens; `send` says it at once. */
export function offerDraft(text: string, send = false) {
  const draft = { text, send };
  if (listeners.size === 0) waiting = draft;
  for (const listener of listeners) listener(draft);
}

export function onDraft(listener: (draft: Draft) => void): () => void {
  listeners.add(listener);
  if (waiting !== null) {
    listener(waiting);
    waiting = null;
  }
  return () => listeners.delete(listener);
}
