import { z } from "zod";

/** What a surface shows of a result. Every surface draws the same few shapes, so that people learn them once. */

const scheduleItem = z.object({
  kind: z.string(),
  label: z.string().nullable(),
  startsAt: z.string(),
  endsAt: z.string().nullable(),
});

/** One date, the hero of the product: day, town, venue, status, times, sales, and what is missing. */
export const dateRow = z.object({
  id: z.uuid(),
  day: z.string(),
  status: z.enum(["option", "confirmed", "on_sale", "played", "settled", "cancelled"]),
  holdRank: z.number().nullable(),
  holdExpiresOn: z.string().nullable(),
  title: z.string(),
  artist: z.string(),
  tour: z.string().nullable(),
  tourId: z.uuid().nullable(),
  venue: z.string().nullable(),
  venueId: z.uuid().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  timeZone: z.string(),
  doorsAt: z.string().nullable(),
  showAt: z.string().nullable(),
  capacity: z.number().nullable(),
  sold: z.number(),
  missing: z.array(z.string()),
});
export type DateRow = z.infer<typeof dateRow>;

export const valueTypes = ["text", "day", "time", "money", "number", "percent", "km"] as const;
export type ValueType = (typeof valueTypes)[number];
const value = z.union([z.string(), z.number(), z.null()]);

const link = z.object({ kind: z.string(), id: z.uuid() });

export const card = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("dates"),
    title: z.string(),
    dates: z.array(dateRow),
    total: z.number(),
    view: z.enum(["list", "map"]).default("list"),
  }),
  z.object({
    kind: z.literal("performance"),
    date: dateRow,
    schedule: z.array(scheduleItem),
    ticketTypes: z.array(
      z.object({
        name: z.string(),
        priceCents: z.number(),
        currency: z.string(),
        quota: z.number(),
        sold: z.number(),
      }),
    ),
    notes: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("sales"),
    title: z.string(),
    sold: z.number(),
    capacity: z.number().nullable(),
    grossCents: z.number(),
    currency: z.string(),
    series: z.array(z.object({ day: z.string(), sold: z.number(), grossCents: z.number() })),
    breakdown: z.array(z.object({ label: z.string(), sold: z.number(), grossCents: z.number() })),
  }),
  z.object({
    kind: z.literal("document"),
    id: z.uuid(),
    title: z.string(),
    documentKind: z.string(),
    version: z.number(),
    language: z.string(),
    excerpt: z.string(),
  }),
  z.object({
    kind: z.literal("facts"),
    title: z.string(),
    subtitle: z.string().nullable(),
    link: link.nullable(),
    facts: z.array(
      z.object({
        label: z.string(),
        value,
        type: z.enum(valueTypes),
        currency: z.string().optional(),
      }),
    ),
  }),
  z.object({
    kind: z.literal("table"),
    title: z.string(),
    columns: z.array(z.object({ key: z.string(), label: z.string(), type: z.enum(valueTypes) })),
    rows: z.array(z.record(z.string(), value)),
    total: z.number(),
    currency: z.string().optional(),
    /** Long texts stand under one another, the second column first to be seen. */
    layout: z.enum(["grid", "lines"]).optional(),
  }),
]);

/** Cards are written in the reader's language: `show` of a tool receives `say`. */
export type Card = z.input<typeof card>;
