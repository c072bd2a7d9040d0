import { callTool, SignedOut } from "../../forms/call-tool.ts";
import { type DoorDevice, openDoorDevice } from "./door-device.ts";
import { makeKeys } from "./keys.ts";
import { platformName } from "./platform.ts";
import { type DoorStore, openDoorStore } from "./store.ts";
import { overHttp } from "./transport.ts";

export type Opening =
  | { kind: "open"; device: DoorDevice }
  /** Neither opened by a link nor somebody who is signed in. */
  | { kind: "closed" }
  | { kind: "refused"; message: string }
  | { kind: "unreachable" };

let store: DoorStore | undefined;
const keptStore = () => (store ??= openDoorStore());

type Claimed = {
  deviceId: string;
  performanceId: string;
  name: string;
  gate: string | null;
  expiresAt: string;
};

/** Opens this device by a secret link; the date whose door it is now at, or undefined for a spent link. */
export async function openByLink(token: string): Promise<string | undefined> {
  const keys = await makeKeys();
  const response = await fetch("/api/door/open", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, publicKey: keys.publicKey, platform: platformName() }),
  });
  if (!response.ok) return undefined;
  const { value } = (await response.json()) as { value: Claimed };
  await keptStore().devices.put({
    performanceId: value.performanceId,
    deviceId: value.deviceId,
    name: value.name,
    keys,
    expiresAt: value.expiresAt,
    gate: value.gate ?? "",
    offsetMs: 0,
    roundTripMs: Number.MAX_SAFE_INTEGER,
    measuredAt: 0,
  });
  // What a phone keeps for tonight is not thrown away to make room.
  await navigator.storage?.persist?.().catch(() => false);
  return value.performanceId;
}

const openings = new Map<string, Promise<Opening>>();

/** The device at the door of a date: the one that this browser is already, else the member's own. */
export function openDevice(performanceId: string): Promise<Opening> {
  const known = openings.get(performanceId);
  if (known) return known;
  const opening = openKept(performanceId).then(async (device): Promise<Opening> =>
    device ? { kind: "open", device } : openOwn(performanceId),
  );
  openings.set(performanceId, opening);
  void opening.then(({ kind }) => kind !== "open" && openings.delete(performanceId));
  return opening;
}

const openKept = (performanceId: string) =>
  openDoorDevice(performanceId, { store: keptStore(), transport: overHttp });

async function openOwn(performanceId: string): Promise<Opening> {
  try {
    const added = await callTool("ticketing_add_door_device", {
      performance: performanceId,
      name: platformName(),
      own: true,
    });
    if (!added.ok) return refusal(added);
    const { deviceId } = added.value as { deviceId: string };
    const link = await callTool("ticketing_get_door_link", {
      performance: performanceId,
      device: deviceId,
    });
    if (!link.ok) return refusal(link);
    const token = (link.value as { path: string }).path.split("#")[1] ?? "";
    if (!(await openByLink(token))) return { kind: "closed" };
    const device = await openKept(performanceId);
    return device ? { kind: "open", device } : { kind: "closed" };
  } catch (error) {
    return error instanceof SignedOut ? { kind: "closed" } : { kind: "unreachable" };
  }
}

const refusal = (outcome: object): Opening => ({
  kind: "refused",
  message: "error" in outcome ? (outcome.error as { message: string }).message : "",
});

/** Forgets a device that is no longer welcome, once everything that it held has been sent. */
export async function forgetDevice(performanceId: string): Promise<void> {
  openings.delete(performanceId);
  const { devices, lists, sides, rows } = keptStore();
  await Promise.all([
    devices.delete(performanceId),
    lists.delete(performanceId),
    sides.delete(performanceId),
    rows
      .where("[performanceId+sequence]")
      .between([performanceId, 0], [performanceId, Number.MAX_SAFE_INTEGER])
      .delete(),
  ]);
}
