import { z } from "zod";
import { doorResults } from "./door-results.ts";
import { type DoorRow, writeDoorRow } from "./door-row.ts";

const what = z.union([
  z.strictObject({ code: z.string().max(400) }),
  z.strictObject({ number: z.int().min(1) }),
  z.strictObject({ guest: z.uuid() }),
  z.strictObject({ undoes: z.int().min(1) }),
]);

/** In 2096; PostgreSQL and a clock that is set to 1970 both know what to do with all below. */
const latest = 4_000_000_000_000;

const shape = z.tuple([
  z.literal(1),
  z.uuid(),
  z.int().min(1),
  z.string().regex(/^([0-9a-f]{64})?$/),
  z.int().min(0).max(latest),
  z.int().min(-latest).max(latest),
  z.enum(["in", "out"]),
  z.string().max(40),
  what,
  z.enum(doorResults).nullable(),
]);

/** A row out of its text; undefined for any other text. */
export function readDoorRow(text: string): DoorRow | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) return undefined;
  const [, device, sequence, previous, deviceAt, offsetMs, direction, gate, whom, said] =
    parsed.data;
  const row = { device, sequence, previous, deviceAt, offsetMs, direction, gate, what: whom, said };
  return writeDoorRow(row) === text ? row : undefined;
}
