import { addDoorDevice } from "./add-door-device.ts";
import { addGuests } from "./add-guests.ts";
import { answerPostponement } from "./answer-postponement.ts";
import { cancelTickets } from "./cancel-tickets.ts";
import { changePrice } from "./change-price.ts";
import { checkDoor } from "./check-door.ts";
import { checkIn } from "./check-in.ts";
import { claimDoorDevice } from "./claim-door-device.ts";
import { closePaymentCheck } from "./close-payment-check.ts";
import { connectPlatform } from "./connect-platform.ts";
import { continueAfterSale } from "./continue-after-sale.ts";
import { copyTicketTypes } from "./copy-ticket-types.ts";
import { correctMyEmail } from "./correct-my-email.ts";
import { createTicketType } from "./create-ticket-type.ts";
import { disconnectPlatform } from "./disconnect-platform.ts";
import { dropSharedGuest } from "./drop-shared-guest.ts";
import { exchangeTickets } from "./exchange-tickets.ts";
import { exportStatement } from "./export-statement.ts";
import { fillGuestList } from "./fill-guest-list.ts";
import { findOrders } from "./find-orders.ts";
import { findTicket } from "./find-ticket.ts";
import { getAfterSale } from "./get-after-sale.ts";
import { getBoxOffice } from "./get-box-office.ts";
import { getDoor } from "./get-door.ts";
import { getDoorLink } from "./get-door-link.ts";
import { getFollowUp } from "./get-follow-up.ts";
import { getOrder } from "./get-order.ts";
import { getOrderDetails } from "./get-order-details.ts";
import { getOrderPdf } from "./get-order-pdf.ts";
import { getResaleOffer } from "./get-resale-offer.ts";
import { getQueue } from "./get-queue.ts";
import { getSalePage } from "./get-sale-page.ts";
import { getSales } from "./get-sales.ts";
import { getSharedGuestList } from "./get-shared-guest-list.ts";
import { getStatement } from "./get-statement.ts";
import { getTicketPdf } from "./get-ticket-pdf.ts";
import { holdTickets } from "./hold-tickets.ts";
import { importPlatformSales } from "./import-platform-sales.ts";
import { joinWaitingList } from "./join-waiting-list.ts";
import { leaveWaitingList } from "./leave-waiting-list.ts";
import { joinQueue } from "./join-queue.ts";
import { listGuests } from "./list-guests.ts";
import { listPaymentChecks } from "./list-payment-checks.ts";
import { listPlatforms } from "./list-platforms.ts";
import { listSales } from "./list-sales.ts";
import { listTicketTypes } from "./list-ticket-types.ts";
import { listWarnings } from "./list-warnings.ts";
import { markDoubleSeen } from "./mark-double-seen.ts";
import { mailMyTickets } from "./mail-my-tickets.ts";
import { offerTicket } from "./offer-ticket.ts";
import { orderTicketTypes } from "./order-ticket-types.ts";
import { payOrder } from "./pay-order.ts";
import { payOutRefund } from "./pay-out-refund.ts";
import { postponeDate } from "./postpone-date.ts";
import { previewPlatformSales } from "./preview-platform-sales.ts";
import { publishPerformance } from "./publish-performance.ts";
import { readDoorList } from "./read-door-list.ts";
import { recordSale } from "./record-sale.ts";
import { refundDate } from "./refund-date.ts";
import { refundOrder } from "./refund-order.ts";
import { releaseHold } from "./release-hold.ts";
import { removeGuest } from "./remove-guest.ts";
import { renameMyTicket } from "./rename-my-ticket.ts";
import { renameTicket } from "./rename-ticket.ts";
import { resendOrder } from "./resend-order.ts";
import { retryRefund } from "./retry-refund.ts";
import { revokeDoorDevice } from "./revoke-door-device.ts";
import { revokeSigningKeys } from "./revoke-signing-keys.ts";
import { rotateSigningKey } from "./rotate-signing-key.ts";
import { sendScans } from "./send-scans.ts";
import { setAllotment } from "./set-allotment.ts";
import { setDoorGate } from "./set-door-gate.ts";
import { setFeePayer } from "./set-fee-payer.ts";
import { setGuestList } from "./set-guest-list.ts";
import { setResale } from "./set-resale.ts";
import { setTicketRules } from "./set-ticket-rules.ts";
import { settlePayment } from "./settle-payment.ts";
import { settleStatement } from "./settle-statement.ts";
import { shareGuestList } from "./share-guest-list.ts";
import { syncDoor } from "./sync-door.ts";
import { syncPlatform } from "./sync-platform.ts";
import { takeResaleOffer } from "./take-resale-offer.ts";
import { transferMyTicket } from "./transfer-my-ticket.ts";
import { transferTicket } from "./transfer-ticket.ts";
import { setQueue } from "./set-queue.ts";
import { undoCheckIn } from "./undo-check-in.ts";
import { updateOrder } from "./update-order.ts";
import { updateTicketType } from "./update-ticket-type.ts";
import { withdrawTicket } from "./withdraw-ticket.ts";
import { exportDeclaration } from "./export-declaration.ts";
import { forecastSales } from "./forecast-sales.ts";
import { getStats } from "./get-stats.ts";
import { proposeVat } from "./propose-vat.ts";
import { getWalletPass } from "./get-wallet-pass.ts";
import { getTicketRules } from "./get-ticket-rules.ts";

export const ticketingTools = [
  addDoorDevice,
  addGuests,
  answerPostponement,
  cancelTickets,
  changePrice,
  checkDoor,
  checkIn,
  claimDoorDevice,
  closePaymentCheck,
  connectPlatform,
  continueAfterSale,
  copyTicketTypes,
  correctMyEmail,
  createTicketType,
  disconnectPlatform,
  dropSharedGuest,
  exchangeTickets,
  exportStatement,
  fillGuestList,
  findOrders,
  findTicket,
  getAfterSale,
  getBoxOffice,
  getDoor,
  getDoorLink,
  getFollowUp,
  getOrder,
  getOrderDetails,
  getOrderPdf,
  getResaleOffer,
  getQueue,
  getSalePage,
  getSales,
  getSharedGuestList,
  getStatement,
  getTicketPdf,
  holdTickets,
  importPlatformSales,
  joinWaitingList,
  leaveWaitingList,
  joinQueue,
  listGuests,
  listPaymentChecks,
  listPlatforms,
  listSales,
  listTicketTypes,
  listWarnings,
  mailMyTickets,
  markDoubleSeen,
  offerTicket,
  orderTicketTypes,
  payOrder,
  payOutRefund,
  postponeDate,
  previewPlatformSales,
  publishPerformance,
  readDoorList,
  recordSale,
  refundDate,
  refundOrder,
  releaseHold,
  removeGuest,
  renameMyTicket,
  renameTicket,
  resendOrder,
  retryRefund,
  revokeDoorDevice,
  revokeSigningKeys,
  rotateSigningKey,
  sendScans,
  setAllotment,
  setDoorGate,
  setFeePayer,
  setGuestList,
  setResale,
  setTicketRules,
  settlePayment,
  settleStatement,
  shareGuestList,
  syncDoor,
  syncPlatform,
  takeResaleOffer,
  transferMyTicket,
  transferTicket,
  setQueue,
  undoCheckIn,
  updateOrder,
  updateTicketType,
  withdrawTicket,
  exportDeclaration,
  forecastSales,
  getStats,
  proposeVat,
  getWalletPass,
  getTicketRules,
] as const;
