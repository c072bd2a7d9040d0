import type { Text } from "../core/text.ts";

/** Why news of the payment provider need a person, and what that person may do about it. */
export const problemWords: Record<string, Text> = {
  unknown_order: {
    fr: "Paiement reçu pour une commande inconnue : à rembourser depuis Stripe si elle ne vient pas de vous.",
    en: "Payment received for an unknown order: refund it from Stripe unless it is yours.",
  },
  unknown_payment: {
    fr: "Paiement reçu qui n’a pas été ouvert ici : la commande n’est pas confirmée.",
    en: "Payment received that was not started here: the order is not confirmed.",
  },
  other_order: {
    fr: "Paiement reçu au nom d’une autre commande : aucune n’est confirmée.",
    en: "Payment received in the name of another order: neither is confirmed.",
  },
  other_account: {
    fr: "Paiement reçu sur un autre compte que celui de la vente : la commande n’est pas confirmée.",
    en: "Payment received on another account than the sale's: the order is not confirmed.",
  },
  other_amount: {
    fr: "Montant reçu différent de celui de la commande : elle n’est pas confirmée.",
    en: "The amount received differs from the order's: it is not confirmed.",
  },
  other_currency: {
    fr: "Paiement reçu dans une autre monnaie : la commande n’est pas confirmée.",
    en: "Payment received in another currency: the order is not confirmed.",
  },
  refund_amount: {
    fr: "Montant remboursé différent de celui demandé.",
    en: "The amount refunded differs from the one asked for.",
  },
  refund_failed: {
    fr: "Remboursement refusé par la banque : à relancer, ou à verser autrement.",
    en: "Refund refused by the bank: try it again, or pay it back another way.",
  },
  refund_of_surplus: {
    fr: "Remboursement fait dans Stripe d’un paiement que l’on rendait déjà.",
    en: "Refund made in Stripe of a payment that was going back already.",
  },
  refund_not_kept: {
    fr: "Remboursement fait dans Stripe que la commande ne peut pas suivre : montants à comparer.",
    en: "Refund made in Stripe that the order cannot follow: compare the amounts.",
  },
  dispute: {
    fr: "Paiement contesté par l’acheteur : à traiter dans Stripe avant l’échéance.",
    en: "Payment disputed by the buyer: deal with it in Stripe before the deadline.",
  },
};
