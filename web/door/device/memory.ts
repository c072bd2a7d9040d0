import { type DoorBook, type Side, openDoorBook } from "#tools/ticketing/door-decide.ts";
import type { DoorStateFacts } from "#tools/ticketing/door-facts.ts";
import { type DoorRowWhat, hashOfRow, writeDoorRow } from "#tools/ticketing/door-row.ts";
import type { DoorResult } from "#tools/ticketing/door-results.ts";
import { createCodeReader, signText } from "./keys.ts";
import type { DoorStore, KeptDevice, KeptRow } from "./store.ts";
import { NotWelcome, type Transport } from "./transport.ts";

/** What an open page holds of its device: the list and the last sides in memory, rows in the store. */
export type Memory = {
  performanceId: string;
  store: DoorStore;
  transport: Transport;
  now(): number;
  device: KeptDevice;
  book: DoorBook | undefined;
  listAt: string | null;
  readCode: ReturnType<typeof createCodeReader>;
  /** Where the server last saw people, and where this device did since. */
  told: Map<string, Side>;
  own: Map<string, Side>;
  since: string | null;
  counts: DoorStateFacts["counts"] | null;
  last: KeptRow | undefined;
  waiting: number;
  reachable: boolean;
  welcome: boolean;
  changed(): void;
};

/** Everything of a date: its rows in order. */
export const rowsOf = ({ store, performanceId }: Pick<Memory, "store" | "performanceId">) =>
  store.rows
    .where("[performanceId+sequence]")
    .between([performanceId, 0], [performanceId, Number.MAX_SAFE_INTEGER]);

export const rowsInState = (memory: Memory, state: KeptRow["state"]) =>
  memory.store.rows.where("[performanceId+state]").equals([memory.performanceId, state]);

/** What the device remembers, after a reload as before; undefined where it was never opened. */
export async function openMemory(
  performanceId: string,
  parts: Pick<Memory, "store" | "transport" | "now" | "changed">,
): Promise<Memory | undefined> {
  const { store } = parts;
  const [device, list, sides, rows] = await Promise.all([
    store.devices.get(performanceId),
    store.lists.get(performanceId),
    store.sides.get(performanceId),
    rowsOf({ store, performanceId }).toArray(),
  ]);
  if (!device) return undefined;
  const memory: Memory = {
    ...parts,
    performanceId,
    device,
    book: list && openDoorBook(performanceId, list.facts),
    listAt: list?.fetchedAt ?? null,
    readCode: createCodeReader(list?.facts.keys ?? []),
    told: new Map(sides?.sides ?? []),
    own: new Map(),
    since: sides?.at ?? null,
    counts: sides?.counts ?? null,
    last: rows.at(-1),
    waiting: rows.filter(({ state }) => state === "settled").length,
    reachable: true,
    welcome: true,
  };
  for (const row of rows) if (row.state !== "sent") lay(memory, row);
  return memory;
}

/** Our time, as far as this device knows. */
export const clockOf = ({ now, device }: Memory): number => now() + device.offsetMs;

/** The later of what the server told and what this device saw. */
export function sideOf({ own, told }: Memory, subject: string): Side | undefined {
  const [seen, heard] = [own.get(subject), told.get(subject)];
  return seen && heard && (heard.at ?? 0) > (seen.at ?? 0) ? heard : (seen ?? heard);
}

/** A passage of this device's own, laid over what the server told. */
export function lay({ own }: Memory, row: KeptRow): void {
  if (row.result !== "ok" || !row.subject) return;
  own.set(row.subject, { direction: row.direction, gate: row.gate || null, at: row.at });
}

/** A row written down and signed. */
export async function writeRow(
  { device, now }: Memory,
  row: {
    what: DoorRowWhat;
    direction: "in" | "out";
    said: DoorResult | null;
    sequence: number;
    previous: string;
  },
): Promise<Pick<KeptRow, "body" | "signature" | "hash">> {
  const body = writeDoorRow({
    device: device.deviceId,
    deviceAt: now(),
    offsetMs: device.offsetMs,
    gate: device.gate,
    ...row,
  });
  return {
    body,
    signature: await signText(device.keys, body),
    hash: await hashOfRow(body),
  };
}

/** No answer: the network is away, or the device is no longer welcome. */
export function noteFailure(memory: Memory, error: unknown): void {
  if (error instanceof NotWelcome) memory.welcome = false;
  else memory.reachable = false;
  memory.changed();
}
