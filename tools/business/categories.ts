export const expenseCategories = [
  "artist_fee",
  "crew",
  "social_charges",
  "transport",
  "accommodation",
  "catering",
  "per_diem",
  "technical",
  "venue_rental",
  "security",
  "promotion",
  "rights",
  "taxes",
  "insurance",
  "ticketing_fees",
  "other",
] as const;

export const incomeCategories = [
  "cession",
  "guarantee",
  "box_office",
  "co_realisation",
  "co_production",
  "merchandising",
  "bar",
  "grant",
  "sponsorship",
  "rights",
  "other",
] as const;

type Category = (typeof expenseCategories)[number] | (typeof incomeCategories)[number];

export const categoryWords: Record<Category, { fr: string; en: string }> = {
  artist_fee: { fr: "Cachets", en: "Artist fees" },
  crew: { fr: "Équipe technique", en: "Crew" },
  social_charges: { fr: "Charges sociales", en: "Social charges" },
  transport: { fr: "Transport", en: "Transport" },
  accommodation: { fr: "Hébergement", en: "Accommodation" },
  catering: { fr: "Catering", en: "Catering" },
  per_diem: { fr: "Per diem", en: "Per diem" },
  technical: { fr: "Technique", en: "Technical" },
  venue_rental: { fr: "Location de salle", en: "Venue rental" },
  security: { fr: "Sécurité", en: "Security" },
  promotion: { fr: "Promotion", en: "Promotion" },
  rights: { fr: "Droits", en: "Rights" },
  taxes: { fr: "Taxes", en: "Taxes" },
  insurance: { fr: "Assurance", en: "Insurance" },
  ticketing_fees: { fr: "Frais de billetterie", en: "Ticketing fees" },
  other: { fr: "Divers", en: "Other" },
  cession: { fr: "Cession", en: "Fixed-price sale" },
  guarantee: { fr: "Minimum garanti", en: "Guarantee" },
  box_office: { fr: "Billetterie", en: "Box office" },
  co_realisation: { fr: "Coréalisation", en: "Shared box office" },
  co_production: { fr: "Coproduction", en: "Co-production" },
  merchandising: { fr: "Merchandising", en: "Merchandising" },
  bar: { fr: "Bar", en: "Bar" },
  grant: { fr: "Subvention", en: "Grant" },
  sponsorship: { fr: "Mécénat et sponsors", en: "Sponsorship" },
};

export function categoryName(category: string): { fr: string; en: string } {
  return categoryWords[category as Category] ?? { fr: category, en: category };
}
