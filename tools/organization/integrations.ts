import type { Say, Text } from "../core/text.ts";

/** What an installation may have provided from outside. */
export const integrationJobs = ["mail", "payments", "storage", "embeddings"] as const;
export type IntegrationJob = (typeof integrationJobs)[number];

export const jobWords: Record<IntegrationJob, Text> = {
  mail: { fr: "E-mails", en: "E-mail" },
  payments: { fr: "Paiements", en: "Payments" },
  storage: { fr: "Fichiers", en: "Files" },
  embeddings: { fr: "Recherche par le sens", en: "Search by meaning" },
};

const known: Record<string, Text> = {
  local: { fr: "sur cette installation", en: "on this installation" },
  test: { fr: "paiement de test", en: "test payment" },
  stripe: { fr: "Stripe", en: "Stripe" },
  smtp: { fr: "serveur SMTP", en: "SMTP server" },
  brevo: { fr: "Brevo", en: "Brevo" },
  supabase: { fr: "Supabase", en: "Supabase" },
  voyage: { fr: "Voyage AI", en: "Voyage AI" },
};

/** A provider as a person calls it. */
export const providerWords = (provider: string, say: Say): string => {
  const words = known[provider];
  return words ? say(words) : provider;
};
