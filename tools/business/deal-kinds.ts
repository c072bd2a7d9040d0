export const dealKinds = [
  "cession",
  "co_realisation",
  "co_production",
  "rental",
  "guarantee",
  "versus",
  "percentage",
  "self_promoted",
] as const;

export const dealWords: Record<(typeof dealKinds)[number], { fr: string; en: string }> = {
  cession: { fr: "Cession", en: "Fixed price" },
  co_realisation: { fr: "Coréalisation", en: "Shared box office" },
  co_production: { fr: "Coproduction", en: "Co-production" },
  rental: { fr: "Location de salle", en: "Rental" },
  guarantee: { fr: "Minimum garanti", en: "Guarantee" },
  versus: { fr: "Versus", en: "Versus" },
  percentage: { fr: "Pourcentage", en: "Percentage" },
  self_promoted: { fr: "Autoproduction", en: "Self-promoted" },
};
