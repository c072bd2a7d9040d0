import { createHash } from "node:crypto";
import type { Database } from "#database/pool.ts";
import { type KnownDevice, doorDevice } from "#database/door.ts";
import type { Actor } from "#database/as-actor.ts";
import type { Secrets } from "#integrations/secrets/secrets.ts";

export type DeviceActor = Extract<Actor, { kind: "device" }>;

/**
 * The secret of a device's link: its id and a mark that only this installation can make. It is
 * derived, so that no log holds it, and it is worth nothing once the device has been opened.
 */
export function doorLinkToken(secrets: Secrets, deviceId: string): string {
  const id = Buffer.from(deviceId.replaceAll("-", ""), "hex");
  return Buffer.concat([id, secrets.mark("door", id)]).toString("base64url");
}

/** How a device's link and its own token are kept. */
export const hashOfToken = (token: string): string =>
  createHash("sha256").update(token).digest("hex");

/** The device that shows this token, and how it acts; undefined for a token that opens nothing. */
export async function deviceActor(
  database: Database,
  token: string,
): Promise<(KnownDevice & { actor: DeviceActor }) | undefined> {
  if (!/^[\w-]{20,80}$/.test(token)) return undefined;
  const device = await doorDevice(database, hashOfToken(token));
  return (
    device && {
      ...device,
      actor: {
        kind: "device",
        organizationId: device.organizationId,
        deviceId: device.deviceId,
        via: "door",
      },
    }
  );
}
