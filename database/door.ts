import type { Database } from "./pool.ts";

export type KnownDevice = {
  organizationId: string;
  deviceId: string;
  performanceId: string;
  /** Opened by its link: it has a key and a token of its own. */
  claimed: boolean;
};

/** Whose device a link or a cookie is, by the hash of its token; undefined for an unknown one. */
export async function doorDevice(
  database: Database,
  tokenHash: string,
): Promise<KnownDevice | undefined> {
  const { rows } = await database.pool.query<KnownDevice>(
    `select organization_id as "organizationId", device_id as "deviceId",
      performance_id as "performanceId", claimed from koncert.door_device($1)`,
    [tokenHash],
  );
  return rows[0];
}
