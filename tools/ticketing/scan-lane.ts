import { callTool, type ToolInput, type ToolOutput } from "../call-tool.ts";
import type { Context } from "../core/context.ts";
import type { Outcome } from "../core/outcome.ts";

type Scans = ToolInput<"ticketing_send_scans">["scans"];
type Sent = ToolOutput<"ticketing_send_scans">;
type Waiting = { scans: Scans; tell(outcome: Outcome<Sent>): void };

const mostTogether = 200;
const lanesPerDate = 2;

/**
 * Scans of all devices at one door that come at the same moment travel in one call: a commit costs the
 * same for one and for fifty. `contextOf` acts for the server in an organization; each scan says by its
 * signature which device made it.
 */
export function openScanLane(contextOf: (organizationId: string) => Context) {
  const doors = new Map<string, { waiting: Waiting[]; running: number }>();

  async function run(organizationId: string, performance: string) {
    const key = `${organizationId} ${performance}`;
    const door = doors.get(key);
    if (!door || door.running >= lanesPerDate) return;
    door.running += 1;
    while (door.waiting.length > 0) {
      const together: Waiting[] = [];
      let count = 0;
      for (let next = door.waiting[0]; next; next = door.waiting[0]) {
        if (together.length > 0 && count + next.scans.length > mostTogether) break;
        together.push(next);
        count += next.scans.length;
        door.waiting.shift();
      }
      const call = (scans: Scans) =>
        callTool(contextOf(organizationId), "ticketing_send_scans", { performance, scans });
      const outcome = await call(together.flatMap(({ scans }) => scans));
      let from = 0;
      for (const { scans, tell } of together) {
        // What one device sent does not fail the others.
        if (outcome.ok) tell(partOf(outcome, from, scans.length));
        else tell(together.length === 1 ? outcome : await call(scans));
        from += scans.length;
      }
    }
    door.running -= 1;
    if (door.running === 0) doors.delete(key);
  }

  return function send(
    organizationId: string,
    performance: string,
    scans: Scans,
  ): Promise<Outcome<Sent>> {
    return new Promise((tell) => {
      const key = `${organizationId} ${performance}`;
      const door = doors.get(key) ?? { waiting: [], running: 0 };
      doors.set(key, door);
      door.waiting.push({ scans, tell });
      // Whoever comes in the same turn of the event loop is in the same call.
      setImmediate(() => void run(organizationId, performance));
    });
  };
}

function partOf(outcome: Outcome<Sent> & { ok: true }, from: number, length: number) {
  const answers = outcome.value.answers.slice(from, from + length);
  return { ...outcome, value: { ...outcome.value, answers } };
}
