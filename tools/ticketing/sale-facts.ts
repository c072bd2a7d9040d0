import { z } from "zod";

/** What the public sees of a date, wherever it is shown: page, order, ticket. */
export const publicDate = z.object({
  slug: z.string().nullable(),
  cancelled: z.boolean(),
  /** Tickets may be given back to the waiting list, at what they cost. */
  resaleOpen: z.boolean().default(false),
  artist: z.string(),
  title: z.string().nullable(),
  genre: z.string().nullable(),
  description: z.string().nullable(),
  support: z.array(z.string()),
  day: z.string(),
  /** The day it was to be played before it was postponed. */
  postponedFrom: z.string().nullable().default(null),
  session: z.int(),
  timeZone: z.string(),
  doorsAt: z.string().nullable(),
  showAt: z.string().nullable(),
  venue: z
    .object({
      name: z.string(),
      address: z.string().nullable(),
      postalCode: z.string().nullable(),
      city: z.string().nullable(),
      country: z.string(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
    })
    .nullable(),
});

/** Who sells: the mentions that pages and tickets must bear. */
export const organizer = z.object({
  name: z.string(),
  licenceNumbers: z.array(z.string()),
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  siret: z.string().nullable(),
});

const ticket = z.object({
  id: z.uuid(),
  number: z.int(),
  type: z.string(),
  /** « A », and the ticket's place in its unbroken series: what the box-office statement counts. */
  category: z.string(),
  categoryNumber: z.int(),
  holder: z.string().nullable(),
  holderEmail: z.string().nullable(),
  priceCents: z.int(),
  vatRateBp: z.int(),
  status: z.enum(["issued", "cancelled", "refunded"]),
  /** Since when it is another person's, who has its code. */
  transferredAt: z.string().nullable(),
  checkedIn: z.boolean(),
});

/** What buyers may change on their tickets, and until when. */
const changes = z.object({
  transfers: z.boolean(),
  renames: z.boolean(),
  hours: z.int(),
  until: z.string(),
});

/** The payment of an order that counts: the one it keeps, else one under way, else the last. */
const payment = z.object({
  id: z.uuid(),
  provider: z.string(),
  status: z.enum(["pending", "succeeded", "failed", "to_check"]),
  test: z.boolean(),
  /** The provider's page on which it is paid. */
  url: z.string().nullable(),
  failure: z.string().nullable(),
  /** Why the order could not keep the money, which then goes back. */
  surplus: z.enum(["late", "duplicate", "released", "cancelled"]).nullable(),
  /** The buyer has paid and the provider has not confirmed yet. */
  processing: z.boolean(),
  amountCents: z.int(),
  refund: z.enum(["pending", "succeeded", "failed"]).nullable(),
});

const facts = {
  number: z.string(),
  status: z.enum(["held", "paid", "partially_refunded", "refunded", "cancelled", "expired"]),
  secondsLeft: z.int().nullable(),
  expiresAt: z.string().nullable(),
  test: z.boolean(),
  totalCents: z.int(),
  feeCents: z.int(),
  refundedCents: z.int(),
  currency: z.string(),
  paidAt: z.string().nullable(),
  buyer: z.object({
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  items: z.array(
    z.object({
      ticketTypeId: z.uuid(),
      name: z.string(),
      quantity: z.int(),
      unitPriceCents: z.int(),
      unitFeeCents: z.int(),
      vatRateBp: z.int(),
    }),
  ),
  performance: publicDate,
  organizer,
  changes,
  payment: payment.nullable(),
};

/** As `koncert.order_facts` gives it. */
export const orderFacts = z.object({
  ...facts,
  id: z.uuid(),
  performanceId: z.uuid(),
  locale: z.enum(["fr", "en"]).nullable(),
  linkVersion: z.int(),
  tickets: z.array(
    ticket.extend({ kind: z.string(), nonce: z.string(), seat: z.string().nullable() }),
  ),
});
export type OrderFacts = z.infer<typeof orderFacts>;

/** An order as its buyer receives it: `token` is its secret link, `code` what the door scans. */
export const buyerOrder = z.object({
  token: z.string(),
  /** Whether the link opens the order, or one ticket that its holder was given. */
  scope: z.enum(["order", "ticket"]),
  /** Phones that take its tickets; `test`: the pass is made, and no phone trusts it. */
  wallets: z.object({ apple: z.enum(["ready", "test"]), google: z.boolean() }),
  ...facts,
  tickets: z.array(ticket.extend({ code: z.string().nullable() })),
});
export type BuyerOrder = z.infer<typeof buyerOrder>;
