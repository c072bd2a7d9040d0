import type { Text } from "../core/text.ts";

/** By what way money goes back; by hand for all that no provider can be asked for. */
export const refundWays = [
  "test",
  "stripe",
  "cash",
  "card",
  "transfer",
  "voucher",
  "import",
  "exchange",
] as const;
export type RefundWay = (typeof refundWays)[number];

/** Why money was given back. */
export const refundKinds = [
  "whole",
  "amount",
  "tickets",
  "cancellation",
  "postponement",
  "exchange",
  "resale",
] as const;

/** What remains to be done for it, as the end of a sentence about it. */
export function sayWay(way: RefundWay): Text {
  switch (way) {
    case "stripe":
      return {
        fr: " La banque crédite la carte sous quelques jours.",
        en: " The bank credits the card within a few days.",
      };
    case "test":
    case "exchange":
      return { fr: "", en: "" };
    case "cash":
      return { fr: " À rendre en espèces.", en: " To be handed over in cash." };
    case "card":
      return {
        fr: " À recréditer sur le terminal de paiement.",
        en: " To be credited back on the card terminal.",
      };
    default:
      return { fr: " À verser par virement.", en: " To be paid by bank transfer." };
  }
}
