import { z } from "zod";
import { salesPlatforms } from "./platforms.ts";
import { ticketKinds } from "./ticket-kinds.ts";

/** One line of a statement: a category of seats at one price and one rate. */
const category = z.object({
  mark: z.string(),
  name: z.string(),
  kind: z.enum(ticketKinds),
  priceCents: z.int(),
  vatRateBp: z.int(),
  first: z.int(),
  last: z.int(),
  /** Tickets that stand; the cancelled keep their numbers. */
  count: z.int(),
  totalCents: z.int(),
  cancelled: z.array(z.int()),
});
export type Category = z.infer<typeof category>;

const platformLine = z.object({
  platform: z.enum(salesPlatforms),
  category: z.string(),
  priceCents: z.int().nullable(),
  vatRateBp: z.int(),
  count: z.int(),
  totalCents: z.int(),
  reportedAt: z.string().nullable(),
});
export type PlatformLine = z.infer<typeof platformLine>;

const rate = z.object({
  rateBp: z.int(),
  grossCents: z.int(),
  netCents: z.int(),
  vatCents: z.int(),
});

const levy = z.object({ rateBp: z.int(), cents: z.int(), source: z.string(), since: z.string() });

/** A box-office statement (bordereau de recettes) of one performance. */
export const statement = z.object({
  performanceId: z.uuid(),
  label: z.string(),
  day: z.string(),
  status: z.string(),
  country: z.string(),
  currency: z.string(),
  capacity: z.int().nullable(),
  /** Whether the day of the performance has come. */
  over: z.boolean(),
  categories: z.array(category),
  /** Free tickets, numbered and counted like the others. */
  comps: z.array(category),
  platforms: z.array(platformLine),
  /** Money of cancelled tickets that was kept, and money given back on tickets that stand. */
  keptCents: z.int(),
  givenBackCents: z.int(),
  ticketsCents: z.int(),
  platformsCents: z.int(),
  grossCents: z.int(),
  rates: z.array(rate),
  vatCents: z.int(),
  netCents: z.int(),
  levy: levy.nullable(),
  /** Paid by the buyers on top of the price, and borne by the organizer; neither is box office. */
  buyerFeeCents: z.int(),
  organizerFeeCents: z.int(),
  dueCents: z.int(),
  payments: z.array(z.object({ provider: z.string(), paidCents: z.int(), refundedCents: z.int() })),
  sold: z.int(),
  free: z.int(),
  cancelledCount: z.int(),
  testTickets: z.int(),
  document: z
    .object({ id: z.uuid(), version: z.int(), issuedOn: z.string().nullable(), same: z.boolean() })
    .nullable(),
});
export type Statement = z.infer<typeof statement>;
