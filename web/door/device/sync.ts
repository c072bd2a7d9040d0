import { bitAt, receiveBits } from "#tools/ticketing/door-bits.ts";
import { openDoorBook } from "#tools/ticketing/door-decide.ts";
import type { DoorStateFacts } from "#tools/ticketing/door-facts.ts";
import { measureClock } from "#tools/ticketing/door-merge.ts";
import type { DoorRowWhat } from "#tools/ticketing/door-row.ts";
import { createCodeReader } from "./keys.ts";
import { clockOf, type Memory, noteFailure, rowsInState, writeRow } from "./memory.ts";
import type { KeptRow } from "./store.ts";
import { NotTaken, NotWelcome, type Report } from "./transport.ts";

const mostAtOnce = 200;
/** A good measure of the clock holds so long against a worse one. */
const measureHoldsMs = 300_000;
/** What this device saw so shortly before may be missing from what the server told. */
const freshMs = 2_000;

/** Sends what waits, hears what moved, fetches the list where it changed. Throws without a network. */
export async function syncDevice(memory: Memory, report?: Report): Promise<void> {
  try {
    await flush(memory);
    const askedAt = memory.now();
    const state = await memory.transport.state(memory.performanceId, memory.since);
    await learnClock(memory, askedAt, memory.now(), state);
    if (state.version !== memory.book?.facts.version) await fetchList(memory);
    await learnSides(memory, state);
    memory.reachable = true;
    memory.welcome = true;
    if (report) await sendReport(memory, report);
    memory.changed();
  } catch (error) {
    noteFailure(memory, error);
    throw error;
  }
}

/** What was decided here, oldest first. A reply that was lost is asked for again by the same numbers. */
export async function flush(memory: Memory, patienceMs?: number): Promise<void> {
  const waiting = await rowsInState(memory, "settled").sortBy("sequence");
  memory.waiting = waiting.length;
  for (let from = 0; from < waiting.length; from += mostAtOnce) {
    await sendRows(memory, waiting.slice(from, from + mostAtOnce), patienceMs);
  }
}

async function sendRows(memory: Memory, batch: KeptRow[], patienceMs?: number): Promise<void> {
  try {
    const { answers } = await memory.transport.scans(
      memory.performanceId,
      batch.map(({ body, signature }) => ({ body, signature })),
      undefined,
      patienceMs,
    );
    const sent = batch.filter((row, at) => {
      const answer = answers[at];
      return answer?.sequence === row.sequence && answer.code === "ok";
    });
    if (sent.length === 0) throw new NotWelcome();
    await memory.store.rows.bulkPut(sent.map((row) => ({ ...row, state: "sent" as const })));
    memory.waiting = await rowsInState(memory, "settled").count();
    memory.changed();
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error;
    // One row that the server cannot take stays here, and does not hold back the others.
    if (batch.length === 1) return;
    const half = Math.ceil(batch.length / 2);
    await sendRows(memory, batch.slice(0, half), patienceMs);
    await sendRows(memory, batch.slice(half), patienceMs);
  }
}

async function sendReport(memory: Memory, report: Report) {
  const { device, book, listAt, waiting } = memory;
  await memory.transport.scans(memory.performanceId, [], {
    ...report,
    waiting,
    clock_offset_ms: device.offsetMs,
    ...(device.gate ? { gate: device.gate } : {}),
    ...(book ? { list_version: book.facts.version } : {}),
    ...(listAt ? { list_at: listAt } : {}),
  });
}

async function fetchList(memory: Memory) {
  const { performanceId, store } = memory;
  const facts = await memory.transport.list(performanceId);
  const fetchedAt = new Date(clockOf(memory)).toISOString();
  await store.lists.put({ performanceId, facts, fetchedAt });
  memory.book = openDoorBook(performanceId, facts);
  memory.readCode = createCodeReader(facts.keys);
  memory.listAt = fetchedAt;
}

async function learnClock(
  { device, store }: Memory,
  askedAt: number,
  answeredAt: number,
  state: DoorStateFacts,
) {
  const measured = measureClock(askedAt, answeredAt, Date.parse(state.at));
  const isOld = answeredAt - device.measuredAt > measureHoldsMs || answeredAt < device.measuredAt;
  // Further apart than both exchanges took: somebody set the clock.
  const wasSet =
    Math.abs(measured.offsetMs - device.offsetMs) > device.roundTripMs + measured.roundTripMs;
  if (!isOld && !wasSet && measured.roundTripMs >= device.roundTripMs) return;
  Object.assign(device, measured, { measuredAt: answeredAt });
  await store.devices.put(device);
}

async function learnSides(memory: Memory, state: DoorStateFacts) {
  const { told, own, performanceId } = memory;
  if (state.inside !== null) {
    const bits = await receiveBits(state.inside);
    told.clear();
    for (const [at, number] of [...(memory.book?.tickets.keys() ?? [])].entries()) {
      if (bitAt(bits, at)) told.set(String(number), { direction: "in", gate: null, at: null });
    }
  }
  const open = await memory.store.rows
    .where("[performanceId+state]")
    .anyOf([
      [performanceId, "asked"],
      [performanceId, "settled"],
    ])
    .toArray();
  const unheard = new Set(open.map(({ subject }) => subject));
  const toldAt = Date.parse(state.at);
  for (const [number, guest, direction, gate, at] of state.news) {
    const subject = number === null ? guest : String(number);
    if (!subject) continue;
    if (direction === null) told.delete(subject);
    else told.set(subject, { direction, gate, at: at === null ? null : Date.parse(at) });
    const seen = own.get(subject);
    if (!unheard.has(subject) && (seen?.at ?? 0) < toldAt - freshMs) own.delete(subject);
  }
  memory.since = state.at;
  memory.counts = state.counts;
  await memory.store.sides.put({
    performanceId,
    sides: [...told],
    at: state.at,
    counts: state.counts,
  });
}

/** Whoever scanned when the page died was told nothing: that scan is settled as one to be done again. */
export async function settleInterrupted(memory: Memory): Promise<void> {
  for (const row of await rowsInState(memory, "asked").toArray()) {
    const fields = JSON.parse(row.body) as unknown[];
    const [previous, what] = [fields[3] as string, fields[8] as DoorRowWhat];
    const settled = await writeRow(memory, {
      what,
      direction: row.direction,
      said: "interrupted",
      sequence: row.sequence,
      previous,
    });
    const kept: KeptRow = {
      ...row,
      ...settled,
      result: "interrupted",
      state: "settled",
      alone: true,
    };
    await memory.store.rows.put(kept);
    if (memory.last?.sequence === row.sequence) memory.last = kept;
    if (row.subject) memory.own.delete(row.subject);
    memory.waiting += 1;
  }
}
