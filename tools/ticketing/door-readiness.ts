import type { Text } from "../core/text.ts";

/** What may be wrong with a device before the doors open. */
export const deviceFaults = [
  "not_opened",
  "never_synced",
  "old_list",
  "silent",
  "clock",
  "battery",
  "waiting",
  "broken_chain",
] as const;
export type DeviceFault = (typeof deviceFaults)[number];

export const faultWords: Record<DeviceFault, Text> = {
  not_opened: { fr: "pas encore ouvert", en: "not opened yet" },
  never_synced: { fr: "liste jamais reçue", en: "list never received" },
  old_list: { fr: "liste à mettre à jour", en: "list out of date" },
  silent: { fr: "sans nouvelles", en: "not heard of lately" },
  clock: { fr: "horloge décalée", en: "clock is off" },
  battery: { fr: "batterie faible", en: "battery low" },
  waiting: { fr: "passages à envoyer", en: "scans not sent" },
  broken_chain: { fr: "passages manquants", en: "scans missing" },
};

/** A clock is corrected whatever its skew; from here on somebody should set it. */
const mostSkewMs = 60_000;
const leastBattery = 30;
/** A device that scans says something every few seconds; one that is ready was open today. */
const silentMs = 12 * 3_600_000;

/** What is to be looked at on a device, the day before or during the night. */
export function faultsOf(
  device: {
    opened: boolean;
    revoked: boolean;
    over: boolean;
    listAt: string | null;
    upToDate: boolean;
    lastSeenAt: string | null;
    clockOffsetMs: number | null;
    battery: number | null;
    charging: boolean | null;
    waiting: number;
    chainBroken: boolean;
  },
  now: Date,
): DeviceFault[] {
  const faults: DeviceFault[] = [];
  if (device.revoked || device.over) return device.chainBroken ? ["broken_chain"] : [];
  if (!device.opened) return ["not_opened"];
  if (device.listAt === null) faults.push("never_synced");
  else if (!device.upToDate) faults.push("old_list");
  if (device.lastSeenAt && now.getTime() - Date.parse(device.lastSeenAt) > silentMs)
    faults.push("silent");
  if (Math.abs(device.clockOffsetMs ?? 0) > mostSkewMs) faults.push("clock");
  if (device.battery !== null && device.battery < leastBattery && !device.charging)
    faults.push("battery");
  if (device.waiting > 0) faults.push("waiting");
  if (device.chainBroken) faults.push("broken_chain");
  return faults;
}
