import { z } from "zod";
import { documentKinds } from "./kinds.ts";

/**
 * What a written document says, in its own language: facts as a reader sees them, amounts in cents
 * where they are added up. A null value is a fact still to be confirmed.
 */
const section = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("schedule"),
    title: z.string(),
    items: z.array(
      z.object({
        time: z.string(),
        until: z.string().nullable(),
        label: z.string(),
        note: z.string().nullable(),
        /** Doors and set times stand out. */
        strong: z.boolean(),
      }),
    ),
  }),
  z.object({
    kind: z.literal("people"),
    title: z.string(),
    people: z.array(
      z.object({
        role: z.string(),
        name: z.string(),
        phone: z.string().nullable(),
        email: z.string().nullable(),
      }),
    ),
  }),
  z.object({
    kind: z.literal("facts"),
    title: z.string(),
    facts: z.array(z.object({ label: z.string(), value: z.string().nullable() })),
  }),
  z.object({
    kind: z.literal("text"),
    title: z.string(),
    paragraphs: z.array(z.string()),
  }),
  z.object({
    kind: z.literal("amounts"),
    title: z.string(),
    lines: z.array(
      z.object({
        label: z.string(),
        detail: z.string().nullable(),
        quantity: z.int(),
        unitCents: z.int(),
        totalCents: z.int(),
      }),
    ),
    netCents: z.int(),
    vatRateBp: z.int(),
    vatCents: z.int(),
    totalCents: z.int(),
    currency: z.string(),
  }),
  z.object({
    kind: z.literal("table"),
    title: z.string(),
    /** Figures stand to the right. */
    columns: z.array(z.object({ label: z.string(), figure: z.boolean() })),
    rows: z.array(z.object({ cells: z.array(z.string()), strong: z.boolean() })),
    note: z.string().nullable(),
  }),
]);
export type Section = z.infer<typeof section>;

const party = z.object({
  name: z.string(),
  lines: z.array(z.string()),
});
export type Party = z.infer<typeof party>;

export const documentContent = z.object({
  kind: z.enum(documentKinds),
  language: z.enum(["fr", "en"]),
  title: z.string(),
  number: z.string().nullable(),
  issuedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  issuer: party,
  recipient: party.nullable(),
  artist: z.string().nullable(),
  show: z.string().nullable(),
  tour: z.string().nullable(),
  day: z.string().nullable(),
  status: z.string().nullable(),
  venue: z
    .object({
      name: z.string(),
      address: z.string().nullable(),
      city: z.string().nullable(),
      phone: z.string().nullable(),
      capacity: z.int().nullable(),
    })
    .nullable(),
  sections: z.array(section),
});
export type DocumentContent = z.infer<typeof documentContent>;

/** « à confirmer » in the document's language. */
export const toConfirm = { fr: "à confirmer", en: "to be confirmed" };
