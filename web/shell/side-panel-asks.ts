"use client";

import { offerDraft } from "../chat/draft.ts";

const asked = new EventTarget();

/** Opens the conversation beside the page with a sentence to finish, or said at once. */
export function askBeside(sentence: string, send = false) {
  offerDraft(sentence, send);
  asked.dispatchEvent(new Event("asked"));
}

export function onAsked(listener: () => void): () => void {
  asked.addEventListener("asked", listener);
  return () => asked.removeEventListener("asked", listener);
}
