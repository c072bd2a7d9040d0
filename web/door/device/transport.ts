import type { DoorListFacts, DoorStateFacts, ScanAnswer } from "#tools/ticketing/door-facts.ts";

export type SentScan = { body: string; signature: string };
export type Report = {
  battery?: number;
  charging?: boolean;
  clock_offset_ms?: number;
  waiting?: number;
  gate?: string;
  list_version?: string;
  list_at?: string;
};

/** The server no longer knows this device: revoked, or its date is over. */
export class NotWelcome extends Error {}

/** The server was reached and could not take this. */
export class NotTaken extends Error {}

export type Transport = {
  scans(
    performance: string,
    scans: SentScan[],
    report?: Report,
    patienceMs?: number,
  ): Promise<{ at: string; answers: ScanAnswer[] }>;
  state(performance: string, since: string | null): Promise<DoorStateFacts>;
  list(performance: string): Promise<DoorListFacts>;
};

const patienceMs = 10_000;

/** The server over the network; throws where no answer came in time. */
export const overHttp: Transport = {
  scans: (performance, scans, report, patience) =>
    post("scans", { performance, scans, ...(report ? { report } : {}) }, patience),
  state: (performance, since) => post("state", { performance, ...(since ? { since } : {}) }),
  list: (performance) => post("list", { performance }, 60_000),
};

async function post<Value>(act: string, input: object, patience = patienceMs): Promise<Value> {
  const response = await fetch(`/api/door/${act}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(patience),
  });
  if (response.status === 401 || response.status === 403) throw new NotWelcome();
  if (!response.ok) throw new NotTaken(`${act}: ${response.status}`);
  return (await response.json()) as Value;
}
