export const missingWords = {
  venue: { fr: "le lieu", en: "the venue" },
  doors: { fr: "l’ouverture des portes", en: "doors time" },
  set_time: { fr: "l’heure de passage", en: "set time" },
  capacity: { fr: "la jauge", en: "the capacity" },
  ticket_types: { fr: "les tarifs", en: "ticket types" },
  deal: { fr: "le deal", en: "the deal" },
  contract: { fr: "le contrat", en: "the contract" },
  promoter: { fr: "le contact organisateur", en: "the promoter's contact" },
  technical_rider: { fr: "la fiche technique", en: "the technical rider" },
  transport: { fr: "le transport", en: "transport" },
  accommodation: { fr: "l’hébergement", en: "accommodation" },
} as const;
export type Missing = keyof typeof missingWords;
export const missingKeys = Object.keys(missingWords) as [Missing, ...Missing[]];

export type MissingFacts = {
  status: string;
  venue: string | null;
  capacity: number | null;
  ticketTypes: number;
  hasDeal: boolean;
  hasContract: boolean;
  hasPromoter: boolean;
  hasRider: boolean;
  hasTransport: boolean;
  hasAccommodation: boolean;
  openAdvancing: string[];
};

/**
 * What a date still lacks, in the order in which a production office settles it. An option needs
 * its venue alone; a date that is over or cancelled needs nothing. Topics of the advancing
 * checklist that are still open follow under their own names.
 */
export function missingOf(facts: MissingFacts & { doorsAt: boolean; showAt: boolean }): string[] {
  if (["played", "settled", "cancelled"].includes(facts.status)) return [];
  if (facts.status === "option") return facts.venue === null ? ["venue"] : [];
  const checks: [Missing, boolean][] = [
    ["venue", facts.venue === null],
    ["doors", !facts.doorsAt],
    ["set_time", !facts.showAt],
    ["capacity", facts.capacity === null],
    ["ticket_types", facts.ticketTypes === 0],
    ["deal", !facts.hasDeal],
    ["contract", !facts.hasContract],
    ["promoter", !facts.hasPromoter],
    ["technical_rider", !facts.hasRider],
    ["transport", !facts.hasTransport],
    ["accommodation", !facts.hasAccommodation],
  ];
  return [
    ...checks.filter(([, missing]) => missing).map(([key]) => key as string),
    ...facts.openAdvancing,
  ];
}

/** The words for something missing; a topic of the checklist is its own name. */
export function missingWord(key: string): { fr: string; en: string } {
  return missingWords[key as Missing] ?? { fr: key, en: key };
}
