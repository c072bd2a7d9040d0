export const orderStatuses = [
  "held",
  "paid",
  "partially_refunded",
  "refunded",
  "cancelled",
  "expired",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export const orderStatusWords: Record<OrderStatus, { fr: string; en: string }> = {
  held: { fr: "En attente", en: "Held" },
  paid: { fr: "Payée", en: "Paid" },
  partially_refunded: { fr: "Remboursée en partie", en: "Partly refunded" },
  refunded: { fr: "Remboursée", en: "Refunded" },
  cancelled: { fr: "Annulée", en: "Cancelled" },
  expired: { fr: "Expirée", en: "Expired" },
};

export const orderChannels = [
  "online",
  "door_sale",
  "phone",
  "guest_list",
  "partner",
  "import",
] as const;
