import { z } from "zod";
import { doorPerson } from "./door-people.ts";
import { doorResults } from "./door-results.ts";

/** What a device takes along, as `koncert.door_list` gives it. */
export const doorList = z.object({
  version: z.string(),
  date: z.object({
    artist: z.string(),
    title: z.string().nullable(),
    day: z.string(),
    timeZone: z.string(),
    doorsAt: z.string().nullable(),
    showAt: z.string().nullable(),
    status: z.string(),
    capacity: z.int().nullable(),
    venue: z.object({ name: z.string(), city: z.string().nullable() }).nullable(),
  }),
  types: z.array(z.object({ id: z.uuid(), name: z.string() })),
  gates: z.array(
    z.object({
      name: z.string(),
      zone: z.string().nullable(),
      types: z.array(z.uuid()),
      guests: z.boolean(),
    }),
  ),
  /** Public keys that may have signed a ticket, in hexadecimal. */
  keys: z.array(z.string()),
  /** Other dates, by the eight digits that stand in their codes. */
  dates: z.array(
    z.object({ id: z.string(), day: z.string(), city: z.string().nullable(), artist: z.string() }),
  ),
  /** Number, first half of the nonce, type, holder, order, why it is worth nothing, test. */
  tickets: z.array(
    z.tuple([
      z.int(),
      z.string(),
      z.uuid(),
      z.string().nullable(),
      z.string(),
      z.enum(["", "refunded", "cancelled", "unpaid"]),
      z.int(),
    ]),
  ),
  guests: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      list: z.string(),
      places: z.int(),
      status: z.string(),
    }),
  ),
});
export type DoorListFacts = z.infer<typeof doorList>;

const counted = { expected: z.int(), inside: z.int(), entered: z.int() };

/** How the door stands, small enough to be asked every few seconds. */
export const doorState = z.object({
  /** Of the list as it is now: another one is to be fetched. */
  version: z.string(),
  /** Our clock. */
  at: z.string(),
  /** Bits by ticket number, see door-bits.ts; null where only news was asked for. */
  inside: z.string().nullable(),
  void: z.string().nullable(),
  /** Number or guest, side (null: as before any scan), gate, time. */
  news: z.array(
    z.tuple([
      z.int().nullable(),
      z.uuid().nullable(),
      z.enum(["in", "out"]).nullable(),
      z.string().nullable(),
      z.string().nullable(),
    ]),
  ),
  counts: z.object({
    types: z.array(z.object({ name: z.string(), ...counted })),
    guests: z.object(counted),
    gates: z.array(
      z.object({
        name: z.string(),
        zone: z.string().nullable(),
        entered: z.int(),
        inside: z.int(),
      }),
    ),
  }),
});
export type DoorStateFacts = z.infer<typeof doorState>;

/** What became of one scan that a device sent. */
export const scanAnswer = z.object({
  sequence: z.int(),
  code: z.enum(["ok", "forbidden", "bad_signature", "nothing_to_undo"]),
  result: z.enum(doorResults).nullable(),
  checkInId: z.uuid().nullable(),
  doubt: z.string().nullable(),
  person: doorPerson.nullable(),
  previous: z.object({ gate: z.string().nullable(), at: z.string() }).nullable(),
  gates: z.array(z.string()),
  otherDate: z.uuid().nullable(),
});
export type ScanAnswer = z.infer<typeof scanAnswer>;
