"use client";

import { createContext, useContext } from "react";

export type Speak = {
  /** Sends a sentence as the person. */
  say(text: string): void;
  /** Puts a sentence in the composer, to be finished. */
  draft(text: string): void;
  busy: boolean;
};

const SpeakContext = createContext<Speak | null>(null);
export const SpeakProvider = SpeakContext.Provider;

/** What a card may do in the conversation that it stands in; null elsewhere. */
export const useSpeak = () => useContext(SpeakContext);
