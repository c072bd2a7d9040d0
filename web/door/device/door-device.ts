import { type Decision, decide, searchBook, type Whom } from "#tools/ticketing/door-decide.ts";
import type { DoorStateFacts, ScanAnswer } from "#tools/ticketing/door-facts.ts";
import type { DoorRowWhat } from "#tools/ticketing/door-row.ts";
import {
  clockOf,
  lay,
  type Memory,
  noteFailure,
  openMemory,
  rowsInState,
  rowsOf,
  sideOf,
  writeRow,
} from "./memory.ts";
import type { DoorStore, KeptRow } from "./store.ts";
import { flush, settleInterrupted, syncDevice } from "./sync.ts";
import type { Report, Transport } from "./transport.ts";

/** A person before the door does not wait longer for a network: the device then decides alone. */
const patienceMs = 1_200;
const lastShown = 20;

export type ScanInput = { code: string } | { number: number } | { guest: string };

/** What the screen says of a scan. */
export type DeviceVerdict = Omit<Decision, "subject"> & {
  sequence: number;
  direction: "in" | "out";
  /** Decided without the server. */
  alone: boolean;
};

/** What the page shows of this device. */
export type DeviceView = {
  reachable: boolean;
  welcome: boolean;
  waiting: number;
  listAt: string | null;
  tickets: number;
  syncedAt: string | null;
  offsetMs: number;
  gate: string;
  counts: DoorStateFacts["counts"] | null;
};

export type DoorDevice = NonNullable<Awaited<ReturnType<typeof openDoorDevice>>>;

/**
 * This device at the door of one date. It asks the server while there is one, decides by its own list
 * whenever no answer comes in time, and nobody switches anything. Undefined where the device was never
 * opened for that date.
 */
export async function openDoorDevice(
  performanceId: string,
  {
    store,
    transport,
    now = Date.now,
  }: { store: DoorStore; transport: Transport; now?: () => number },
) {
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const memory = await openMemory(performanceId, { store, transport, now, changed });
  if (!memory) return undefined;
  await settleInterrupted(memory);

  let line: Promise<unknown> = Promise.resolve();
  /** One scan after the other; one that fails leaves the line free for the next. */
  function inLine<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = line.then(work, work);
    line = done.catch(() => {});
    return done;
  }
  let syncing: Promise<void> | undefined;

  return {
    performanceId,
    deviceId: memory.device.deviceId,
    name: memory.device.name,
    facts: () => memory.book?.facts,
    view: (): DeviceView => ({
      reachable: memory.reachable,
      welcome: memory.welcome,
      waiting: memory.waiting,
      listAt: memory.listAt,
      tickets: memory.book?.facts.tickets.length ?? 0,
      syncedAt: memory.since,
      offsetMs: memory.device.offsetMs,
      gate: memory.device.gate,
      counts: memory.counts,
    }),
    scan: (input: ScanInput, direction: "in" | "out") =>
      inLine(() => scanOne(memory, input, direction)),
    /** Takes back a scan of this device; undefined where somebody passed with that ticket since. */
    undo: (sequence: number) => inLine(() => undoOne(memory, sequence)),
    /** With the server, both ways. Throws where there is no network; one at a time. */
    sync(report?: Report): Promise<void> {
      syncing ??= syncDevice(memory, report).finally(() => {
        syncing = undefined;
      });
      return syncing;
    },
    search: (text: string) =>
      memory.book
        ? searchBook(memory.book, text).map((person) => ({
            person,
            side: sideOf(memory, person.number === null ? person.id : String(person.number)),
          }))
        : [],
    async setGate(gate: string) {
      memory.device.gate = gate.trim().slice(0, 40);
      await store.devices.put(memory.device);
      changed();
    },
    lastRows: () => rowsOf(memory).reverse().limit(lastShown).toArray(),
    /** How many more are inside than the server knows: those of this device that are still to be sent. */
    async ahead(): Promise<number> {
      const open = await rowsInState(memory, "settled").toArray();
      return open
        .filter(({ result }) => result === "ok")
        .reduce((sum, { direction }) => sum + (direction === "in" ? 1 : -1), 0);
    },
    listen(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

async function scanOne(
  memory: Memory,
  input: ScanInput,
  direction: "in" | "out",
): Promise<DeviceVerdict> {
  const { book, device, store } = memory;
  if (!book) throw new Error("this device has no list yet");
  const what: DoorRowWhat = "code" in input ? { code: input.code.slice(0, 400) } : input;
  const decision = decide(book, await whomOf(memory, input), direction, device.gate, (subject) =>
    sideOf(memory, subject),
  );
  const sequence = (memory.last?.sequence ?? 0) + 1;
  const previous = memory.last?.hash ?? "";
  const base = {
    performanceId: memory.performanceId,
    sequence,
    at: clockOf(memory),
    direction,
    gate: device.gate,
    result: decision.result,
    subject: decision.subject,
    who: decision.person?.holder ?? null,
    type: decision.person?.type ?? null,
    undoes: null,
  };
  const keep = async (row: KeptRow) => {
    await store.rows.put(row);
    memory.last = row;
  };
  // The server is asked when it knows all that happened here: it would let in what is inside already.
  if (memory.reachable && memory.welcome && memory.waiting === 0) {
    const asked = await writeRow(memory, { what, direction, said: null, sequence, previous });
    // Kept before it leaves: a page that dies now knows that this number was given away.
    await keep({ ...base, ...asked, state: "asked", alone: false });
    const answer = await ask(memory, asked);
    if (answer?.code === "ok" && answer.result) {
      const row: KeptRow = {
        ...base,
        ...asked,
        result: answer.result,
        subject: subjectOf(answer) ?? decision.subject,
        who: answer.person?.holder ?? base.who,
        type: answer.person?.type ?? base.type,
        state: "sent",
        alone: false,
      };
      await keep(row);
      lay(memory, row);
      memory.changed();
      return verdictOf(answer, decision, sequence, direction);
    }
  }
  const said = decision.result;
  const settled = await writeRow(memory, { what, direction, said, sequence, previous });
  const row: KeptRow = { ...base, ...settled, state: "settled", alone: true };
  await keep(row);
  lay(memory, row);
  memory.waiting += 1;
  memory.changed();
  return { ...decision, sequence, direction, alone: true };
}

async function whomOf({ readCode }: Memory, input: ScanInput): Promise<Whom> {
  if (!("code" in input)) return input;
  const mark = await readCode(input.code);
  return mark ? { mark } : null;
}

async function ask(
  memory: Memory,
  scan: { body: string; signature: string },
): Promise<ScanAnswer | undefined> {
  try {
    const { answers } = await memory.transport.scans(
      memory.performanceId,
      [{ body: scan.body, signature: scan.signature }],
      undefined,
      patienceMs,
    );
    return answers[0];
  } catch (error) {
    noteFailure(memory, error);
    return undefined;
  }
}

async function undoOne(memory: Memory, sequence: number): Promise<KeptRow | undefined> {
  const { store, performanceId } = memory;
  const undone = await store.rows.get([performanceId, sequence]);
  if (undone?.result !== "ok" || undone.undoes !== null) return undefined;
  const later = await rowsOf(memory)
    .filter((row) => row.sequence > sequence)
    .filter(
      (row) => row.undoes === sequence || (row.subject === undone.subject && row.result === "ok"),
    )
    .count();
  if (later > 0) return undefined;
  const direction = undone.direction === "in" ? "out" : "in";
  const next = (memory.last?.sequence ?? 0) + 1;
  const settled = await writeRow(memory, {
    what: { undoes: sequence },
    direction,
    said: "ok",
    sequence: next,
    previous: memory.last?.hash ?? "",
  });
  const row: KeptRow = {
    ...undone,
    ...settled,
    sequence: next,
    at: clockOf(memory),
    direction,
    undoes: sequence,
    state: "settled",
    alone: true,
  };
  await store.rows.put(row);
  memory.last = row;
  lay(memory, row);
  memory.waiting += 1;
  // Sent before the next scan: whoever was taken back by mistake stands before the door.
  if (memory.reachable && memory.welcome) {
    await flush(memory, patienceMs).catch((error: unknown) => noteFailure(memory, error));
  }
  memory.changed();
  return undone;
}

const subjectOf = ({ person }: ScanAnswer): string | null =>
  person && (person.number === null ? person.id : String(person.number));

function verdictOf(
  answer: ScanAnswer,
  decision: Decision,
  sequence: number,
  direction: "in" | "out",
): DeviceVerdict {
  const { previous } = answer;
  return {
    result: answer.result ?? "unknown",
    person: answer.person ?? decision.person,
    previous: previous && { direction: "in", gate: previous.gate, at: Date.parse(previous.at) },
    gates: answer.gates,
    otherDate: decision.otherDate,
    unlisted: false,
    sequence,
    direction,
    alone: false,
  };
}
