import type { Text } from "../core/text.ts";

export const runStatuses = ["running", "completed", "failed", "cancelled"] as const;

/** What durable functions are called where people read of them. */
const functionWords: Record<string, Text> = {
  "expire-options": { fr: "Options échues", en: "Lapsed options" },
  "score-fans": { fr: "Score des fans", en: "Fan scores" },
  "morning-brief": { fr: "Point du matin", en: "Morning brief" },
};

export const runWords = (functionId: string): Text =>
  functionWords[functionId] ?? { fr: functionId, en: functionId };

export const runWordsOf: Record<(typeof runStatuses)[number], Text> = {
  running: { fr: "en cours", en: "running" },
  completed: { fr: "terminée", en: "completed" },
  failed: { fr: "en échec", en: "failed" },
  cancelled: { fr: "annulée", en: "cancelled" },
};

/** What their steps are called, by the first word of their name; a number after it is a batch's. */
const stepWords: Record<string, Text> = {
  release: { fr: "Libérer les options échues", en: "Release the lapsed holds" },
  batch: { fr: "Noter mille fans", en: "Score a thousand fans" },
  mail: { fr: "Écrire et envoyer les e-mails", en: "Write and send the e-mails" },
  slack: { fr: "Envoyer dans Slack", en: "Send in Slack" },
};

export function wordsOfStep(name: string): Text {
  const [word = "", number = ""] = name.split(" ");
  const words = stepWords[word];
  if (!words) return { fr: name, en: name };
  const nth = /^\d+$/.test(number) ? ` (${number})` : "";
  return { fr: words.fr + nth, en: words.en + nth };
}
