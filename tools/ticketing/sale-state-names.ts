/** Where the sale of a date stands. */
export const saleStates = ["not_on_sale", "on_sale", "sold_out", "ended", "cancelled"] as const;
export type SaleState = (typeof saleStates)[number];
