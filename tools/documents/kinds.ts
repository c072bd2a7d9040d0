import type { Text } from "../core/text.ts";

export const documentKinds = [
  "quote",
  "contract",
  "invoice",
  "credit_note",
  "rider",
  "technical_rider",
  "hospitality_rider",
  "day_sheet",
  "box_office_statement",
  "poster",
  "other",
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Those that are written from what stands in the rows. */
export const writtenKinds = [
  "quote",
  "contract",
  "invoice",
  "day_sheet",
  "technical_rider",
  "hospitality_rider",
] as const;
export type WrittenKind = (typeof writtenKinds)[number];

export const documentKindWords: Record<DocumentKind, Text> = {
  quote: { fr: "Devis", en: "Quote" },
  contract: { fr: "Contrat de cession", en: "Performance contract" },
  invoice: { fr: "Facture", en: "Invoice" },
  credit_note: { fr: "Avoir", en: "Credit note" },
  rider: { fr: "Rider", en: "Rider" },
  technical_rider: { fr: "Fiche technique", en: "Technical rider" },
  hospitality_rider: { fr: "Rider d’accueil", en: "Hospitality rider" },
  day_sheet: { fr: "Feuille de route", en: "Day sheet" },
  box_office_statement: { fr: "Bordereau de recettes", en: "Box office statement" },
  poster: { fr: "Affiche", en: "Poster" },
  other: { fr: "Document", en: "Document" },
};

export const documentStatuses = ["draft", "issued", "sent", "signed", "paid", "cancelled"] as const;

export const documentStatusWords: Record<(typeof documentStatuses)[number], Text> = {
  draft: { fr: "Projet", en: "Draft" },
  issued: { fr: "Émis", en: "Issued" },
  sent: { fr: "Envoyé", en: "Sent" },
  signed: { fr: "Signé", en: "Signed" },
  paid: { fr: "Payé", en: "Paid" },
  cancelled: { fr: "Annulé", en: "Cancelled" },
};

/** Letters before the number of a series: « F-2027-0012 ». */
export const seriesLetters: Partial<Record<WrittenKind, string>> = { quote: "D", invoice: "F" };
