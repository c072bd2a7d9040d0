import { Dexie, type EntityTable } from "dexie";
import type { Side } from "#tools/ticketing/door-decide.ts";
import type { DoorListFacts, DoorStateFacts } from "#tools/ticketing/door-facts.ts";
import type { DoorResult } from "#tools/ticketing/door-results.ts";
import type { DeviceKeys } from "./keys.ts";

/** This device at the door of one date. */
export type KeptDevice = {
  performanceId: string;
  deviceId: string;
  name: string;
  keys: DeviceKeys;
  expiresAt: string;
  gate: string;
  /** What its clock lacks to ours, and how well that was measured. */
  offsetMs: number;
  roundTripMs: number;
  measuredAt: number;
};

export type KeptList = { performanceId: string; facts: DoorListFacts; fetchedAt: string };

/** Where people were last seen, as the server told it; and its counters of that moment. */
export type KeptSides = {
  performanceId: string;
  sides: [string, Side][];
  at: string | null;
  counts: DoorStateFacts["counts"] | null;
};

export type KeptRow = {
  performanceId: string;
  sequence: number;
  /** asked: on its way; settled: to be sent; sent: the server has it. */
  state: "asked" | "settled" | "sent";
  body: string;
  signature: string;
  hash: string;
  at: number;
  direction: "in" | "out";
  gate: string;
  result: DoorResult;
  subject: string | null;
  who: string | null;
  type: string | null;
  undoes: number | null;
  /** Decided without the server. */
  alone: boolean;
};

export type DoorStore = Dexie & {
  devices: EntityTable<KeptDevice, "performanceId">;
  lists: EntityTable<KeptList, "performanceId">;
  sides: EntityTable<KeptSides, "performanceId">;
  rows: Dexie.Table<KeptRow, [string, number]>;
};

/** What this device keeps: it outlives reloads, updates and an empty battery. */
export function openDoorStore(name = "koncert-door"): DoorStore {
  const store = new Dexie(name) as DoorStore;
  store.version(1).stores({
    devices: "performanceId",
    lists: "performanceId",
    sides: "performanceId",
    rows: "[performanceId+sequence], [performanceId+state]",
  });
  return store;
}
