export const productionKinds = [
  "concert",
  "theatre",
  "dance",
  "circus",
  "comedy",
  "musical",
  "opera",
  "other",
] as const;

export const venueKinds = [
  "club",
  "concert_hall",
  "theatre",
  "opera",
  "arena",
  "stadium",
  "congress_centre",
  "cultural_centre",
  "church",
  "bar",
  "festival",
  "outdoor",
  "other",
] as const;

/** How people stand or sit in a layout of a venue. */
export const roomKinds = ["seated", "standing", "mixed"] as const;
