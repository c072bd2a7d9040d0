import { addGuests } from "./add-guests.ts";
import { changePrice } from "./change-price.ts";
import { copyTicketTypes } from "./copy-ticket-types.ts";
import { createTicketType } from "./create-ticket-type.ts";
import { findOrders } from "./find-orders.ts";
import { getSales } from "./get-sales.ts";
import { listGuests } from "./list-guests.ts";
import { listTicketTypes } from "./list-ticket-types.ts";
import { publishPerformance } from "./publish-performance.ts";
import { recordSale } from "./record-sale.ts";
import { refundOrder } from "./refund-order.ts";
import { removeGuest } from "./remove-guest.ts";
import { resendOrder } from "./resend-order.ts";
import { updateTicketType } from "./update-ticket-type.ts";

export const ticketingTools = [
  addGuests,
  changePrice,
  copyTicketTypes,
  createTicketType,
  findOrders,
  getSales,
  listGuests,
  listTicketTypes,
  publishPerformance,
  recordSale,
  refundOrder,
  removeGuest,
  resendOrder,
  updateTicketType,
] as const;
