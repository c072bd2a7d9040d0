import { addGuests } from "./add-guests.ts";
import { changePrice } from "./change-price.ts";
import { checkIn } from "./check-in.ts";
import { copyTicketTypes } from "./copy-ticket-types.ts";
import { createTicketType } from "./create-ticket-type.ts";
import { findOrders } from "./find-orders.ts";
import { findTicket } from "./find-ticket.ts";
import { getBoxOffice } from "./get-box-office.ts";
import { getDoor } from "./get-door.ts";
import { getOrder } from "./get-order.ts";
import { getOrderPdf } from "./get-order-pdf.ts";
import { getOrderDetails } from "./get-order-details.ts";
import { getSalePage } from "./get-sale-page.ts";
import { getSales } from "./get-sales.ts";
import { getTicketPdf } from "./get-ticket-pdf.ts";
import { holdTickets } from "./hold-tickets.ts";
import { listGuests } from "./list-guests.ts";
import { listSales } from "./list-sales.ts";
import { listTicketTypes } from "./list-ticket-types.ts";
import { orderTicketTypes } from "./order-ticket-types.ts";
import { payOrder } from "./pay-order.ts";
import { publishPerformance } from "./publish-performance.ts";
import { recordSale } from "./record-sale.ts";
import { refundOrder } from "./refund-order.ts";
import { releaseHold } from "./release-hold.ts";
import { removeGuest } from "./remove-guest.ts";
import { resendOrder } from "./resend-order.ts";
import { setGuestList } from "./set-guest-list.ts";
import { undoCheckIn } from "./undo-check-in.ts";
import { updateOrder } from "./update-order.ts";
import { updateTicketType } from "./update-ticket-type.ts";

export const ticketingTools = [
  addGuests,
  changePrice,
  checkIn,
  copyTicketTypes,
  createTicketType,
  findOrders,
  findTicket,
  getBoxOffice,
  getDoor,
  getOrder,
  getOrderPdf,
  getOrderDetails,
  getSalePage,
  getSales,
  getTicketPdf,
  holdTickets,
  listGuests,
  listSales,
  listTicketTypes,
  orderTicketTypes,
  payOrder,
  publishPerformance,
  recordSale,
  refundOrder,
  releaseHold,
  removeGuest,
  resendOrder,
  setGuestList,
  undoCheckIn,
  updateOrder,
  updateTicketType,
] as const;
