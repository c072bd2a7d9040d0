import type { Reading } from "./read-text.ts";

const greetings = new Set(["bonjour", "bonsoir", "salut", "hello", "hi", "hey", "coucou"]);
const thanks = new Set([
  "merci",
  "thanks",
  "thank",
  "thx",
  "parfait",
  "super",
  "top",
  "nickel",
  "great",
  "perfect",
]);
const fillers = new Set([
  "beaucoup",
  "bien",
  "tout",
  "le",
  "monde",
  "you",
  "a",
  "lot",
  "all",
  "good",
  "morning",
  "evening",
  "ca",
  "va",
  "c",
  "est",
  "tres",
  "et",
]);

/** A message that only greets or thanks. */
export function smallTalk(reading: Reading): "greeting" | "welcome" | undefined {
  const words = reading.tokens.filter((token) => token.kind === "word").map((token) => token.text);
  if (words.length === 0 || words.length > 5) return undefined;
  if (!words.every((word) => greetings.has(word) || thanks.has(word) || fillers.has(word)))
    return undefined;
  if (words.some((word) => greetings.has(word))) return "greeting";
  return words.some((word) => thanks.has(word)) ? "welcome" : undefined;
}
