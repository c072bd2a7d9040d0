import { z } from "zod";

const note = z.string().nullable();
const instant = z.string().nullable();
const amount = z.int().nullable();

/** What a date's own page shows beside its row; what the reader may not see is empty or null. */
export const performanceDetails = z.object({
  notes: note,
  /** Its own title; without one it goes by its production or its artist. */
  ownTitle: z.string().nullable(),
  artistId: z.uuid(),
  production: z.string().nullable(),
  session: z.int(),
  holdExpiresOn: z.string().nullable(),
  cancelReason: z.string().nullable(),
  publishedAt: instant,
  /** The public address of its sale. */
  slug: z.string().nullable(),
  address: z.string().nullable(),
  venuePhone: z.string().nullable(),
  venueNotes: note,
  promoter: z.string().nullable(),
  promoterId: z.uuid().nullable(),
  promoterPhone: z.string().nullable(),
  promoterEmail: z.string().nullable(),
  currency: z.string(),
  /** The dates of the same tour before and after, else of the same artist. */
  previous: z.object({ id: z.uuid(), day: z.string(), city: z.string().nullable() }).nullable(),
  next: z.object({ id: z.uuid(), day: z.string(), city: z.string().nullable() }).nullable(),
  schedule: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      label: z.string().nullable(),
      startsAt: z.string(),
      endsAt: instant,
      note,
    }),
  ),
  ticketTypes: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.string(),
      priceCents: z.int(),
      currency: z.string(),
      quota: z.int(),
      sold: z.int(),
    }),
  ),
  /** What the tickets issued cost, refunds of whole tickets left out. */
  grossCents: amount,
  sales: z.array(z.object({ day: z.string(), sold: z.int(), grossCents: z.int() })),
  guests: z.array(
    z.object({ id: z.uuid(), name: z.string(), plusOnes: z.int(), list: z.string() }),
  ),
  /** Guests and those who come with them. */
  places: z.int(),
  team: z.array(
    z.object({
      id: z.uuid(),
      contactId: z.uuid(),
      name: z.string(),
      role: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      /** In the crew of the whole tour. */
      ofTour: z.boolean(),
    }),
  ),
  transports: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      from: z.string(),
      to: z.string(),
      departsAt: instant,
      arrivesAt: instant,
      reference: z.string().nullable(),
      km: z.number().nullable(),
      costCents: amount,
      currency: z.string(),
    }),
  ),
  accommodations: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      city: z.string().nullable(),
      address: z.string().nullable(),
      phone: z.string().nullable(),
      checkInOn: z.string(),
      checkOutOn: z.string(),
      rooms: z.int().nullable(),
      reference: z.string().nullable(),
      costCents: amount,
      currency: z.string(),
    }),
  ),
  advancing: z.array(
    z.object({
      id: z.uuid(),
      topic: z.string(),
      status: z.enum(["missing", "asked", "received", "confirmed", "not_needed"]),
      dueOn: z.string().nullable(),
      note,
    }),
  ),
  deal: z
    .object({
      kind: z.string(),
      status: z.string(),
      currency: z.string(),
      guaranteeCents: amount,
      percentageBp: amount,
      splitPointCents: amount,
      recoupableCostCents: amount,
      depositCents: amount,
      depositDueOn: z.string().nullable(),
      terms: note,
    })
    .nullable(),
  documents: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      title: z.string(),
      number: z.string().nullable(),
      status: z.string(),
      language: z.string(),
      totalCents: amount,
      currency: z.string(),
    }),
  ),
  entries: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(["expense", "income"]),
      label: z.string(),
      category: z.string(),
      amountCents: z.int(),
      currency: z.string(),
      on: z.string(),
    }),
  ),
});
export type PerformanceDetails = z.infer<typeof performanceDetails>;
