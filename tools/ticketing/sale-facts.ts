import { z } from "zod";

/** What the public sees of a date, wherever it is shown: page, order, ticket. */
export const publicDate = z.object({
  slug: z.string().nullable(),
  cancelled: z.boolean(),
  artist: z.string(),
  title: z.string().nullable(),
  genre: z.string().nullable(),
  description: z.string().nullable(),
  support: z.array(z.string()),
  day: z.string(),
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
  holder: z.string().nullable(),
  priceCents: z.int(),
  vatRateBp: z.int(),
  status: z.enum(["issued", "cancelled", "refunded"]),
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
      vatRateBp: z.int(),
    }),
  ),
  performance: publicDate,
  organizer,
};

/** As `koncert.order_facts` gives it. */
export const orderFacts = z.object({
  ...facts,
  id: z.uuid(),
  performanceId: z.uuid(),
  locale: z.enum(["fr", "en"]).nullable(),
  tickets: z.array(
    ticket.extend({ kind: z.string(), nonce: z.string(), seat: z.string().nullable() }),
  ),
});
export type OrderFacts = z.infer<typeof orderFacts>;

/** An order as its buyer receives it: `token` is its secret link, `code` what the door scans. */
export const buyerOrder = z.object({
  token: z.string(),
  ...facts,
  tickets: z.array(ticket.extend({ code: z.string().nullable() })),
});
export type BuyerOrder = z.infer<typeof buyerOrder>;
