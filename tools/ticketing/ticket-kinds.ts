export const ticketKinds = ["full", "reduced", "early", "group", "pass", "comp", "staff"] as const;
export type TicketKind = (typeof ticketKinds)[number];

export const ticketKindWords: Record<TicketKind, { fr: string; en: string }> = {
  full: { fr: "Plein tarif", en: "Full price" },
  reduced: { fr: "Tarif réduit", en: "Reduced" },
  early: { fr: "Prévente", en: "Early bird" },
  group: { fr: "Groupe", en: "Group" },
  pass: { fr: "Pass", en: "Pass" },
  comp: { fr: "Invitation", en: "Comp" },
  staff: { fr: "Équipe", en: "Staff" },
};
