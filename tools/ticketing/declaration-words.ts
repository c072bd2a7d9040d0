import type { Text } from "../core/text.ts";

/** The discipline of a show, as a declaration names it. */
export const showKinds: Record<string, Text> = {
  concert: { fr: "Concert", en: "Concert" },
  theatre: { fr: "Théâtre", en: "Theatre" },
  dance: { fr: "Danse", en: "Dance" },
  circus: { fr: "Cirque", en: "Circus" },
  comedy: { fr: "Humour", en: "Comedy" },
  musical: { fr: "Comédie musicale", en: "Musical" },
  opera: { fr: "Opéra", en: "Opera" },
  other: { fr: "Autre", en: "Other" },
};

/** The kind of a place, as a declaration names it. */
export const placeKinds: Record<string, Text> = {
  club: { fr: "Club", en: "Club" },
  concert_hall: { fr: "Salle de concert", en: "Concert hall" },
  theatre: { fr: "Théâtre", en: "Theatre" },
  opera: { fr: "Opéra", en: "Opera house" },
  arena: { fr: "Aréna", en: "Arena" },
  stadium: { fr: "Stade", en: "Stadium" },
  congress_centre: { fr: "Palais des congrès", en: "Congress centre" },
  cultural_centre: { fr: "Centre culturel", en: "Arts centre" },
  church: { fr: "Église", en: "Church" },
  bar: { fr: "Bar", en: "Bar" },
  festival: { fr: "Festival", en: "Festival" },
  outdoor: { fr: "Plein air", en: "Outdoor" },
  other: { fr: "Autre", en: "Other" },
};
