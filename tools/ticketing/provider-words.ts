import type { Text } from "../core/text.ts";

const known: Record<string, Text> = {
  test: { fr: "Paiement de test", en: "Test payment" },
  stripe: { fr: "Carte en ligne (Stripe)", en: "Card online (Stripe)" },
  cash: { fr: "Espèces", en: "Cash" },
  card: { fr: "Carte au guichet", en: "Card at the door" },
  transfer: { fr: "Virement", en: "Transfer" },
  voucher: { fr: "Chèque culture", en: "Voucher" },
  import: { fr: "Import", en: "Import" },
  exchange: { fr: "Échange de billets", en: "Exchange of tickets" },
};

/** How a payment came, as a statement names it. */
export const providerWords = (provider: string): Text =>
  known[provider] ?? { fr: provider, en: provider };
