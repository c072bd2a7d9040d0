import type { Text } from "../core/text.ts";

/** What a scan may answer: `koncert.check_in_many`, or a device that was closed before it heard an answer. */
export const doorResults = [
  "ok",
  "already_in",
  "already_out",
  "wrong_date",
  "wrong_gate",
  "cancelled",
  "replaced",
  "refunded",
  "unpaid",
  "being_resold",
  "not_ours",
  "unknown",
  "interrupted",
] as const;
export type DoorResult = (typeof doorResults)[number];

/** Why the door says no. */
export const refusalWords: Record<Exclude<DoorResult, "ok">, Text> = {
  already_in: { fr: "déjà entré", en: "already in" },
  already_out: { fr: "n’est pas entré", en: "not inside" },
  wrong_date: { fr: "billet d’une autre date", en: "ticket of another date" },
  wrong_gate: { fr: "pas à cette porte", en: "not at this gate" },
  cancelled: { fr: "billet annulé", en: "ticket cancelled" },
  replaced: {
    fr: "ancien billet, remplacé par un nouveau",
    en: "old ticket, replaced by a new one",
  },
  refunded: { fr: "billet remboursé", en: "ticket refunded" },
  unpaid: { fr: "commande non payée", en: "order not paid" },
  being_resold: {
    fr: "remis en vente, quelqu’un est en train de payer ce billet",
    en: "given up for resale, somebody is paying for this ticket right now",
  },
  not_ours: {
    fr: "ce code n’est pas l’un de nos billets",
    en: "this code is not one of our tickets",
  },
  unknown: { fr: "billet inconnu", en: "unknown ticket" },
  interrupted: { fr: "scan interrompu, à refaire", en: "scan interrupted, to be done again" },
};
