/**
 * The merge rule of the door, the same as `koncert.passages` in SQL: pure, so that a device without a
 * network and the tests run the very rule of the database.
 */
export type DoorScan = {
  /** The device that scanned; empty for a member who scanned without one. */
  device: string;
  /** Of the device's own count; with the device it names the scan, however often it is sent. */
  sequence: number;
  /** The device let through or refused by itself: that is what happened, whatever was answered later. */
  late: boolean;
  /** The ticket or the guest. */
  subject: string;
  direction: "in" | "out";
  accepted: boolean;
  /** Milliseconds of our clock: the device's time, corrected by its measured skew. */
  at: number;
  gate?: string | null;
  /** The device takes its scan of that sequence back. */
  undoes?: number;
};

export type Merged<Scan extends DoorScan> = {
  /** Passages that changed a side, in order. */
  counted: Scan[];
  /** Entries of what was inside already, each with the entry that won. */
  duplicates: { scan: Scan; first: Scan | undefined }[];
  /** The last passage of each subject. */
  last: Map<string, Scan>;
};

const keyOf = (scan: DoorScan) => `${scan.device} ${scan.sequence}`;

/** By time, then device, then sequence: no two scans are alike, whatever order they came in. */
export function compareScans(one: DoorScan, other: DoorScan): number {
  if (one.at !== other.at) return one.at - other.at;
  if (one.device !== other.device) return one.device < other.device ? -1 : 1;
  return one.sequence - other.sequence;
}

/**
 * What happened at the door. Scans sent twice are one; what a device says late stands in place of
 * what it had asked; scans taken back fall away. In the order of `compareScans` a passage counts
 * where it changes the side: of two entries of one ticket the first wins, the other is a duplicate.
 */
export function mergeScans<Scan extends DoorScan>(scans: Iterable<Scan>): Merged<Scan> {
  const byKey = new Map<string, Scan>();
  const undone = new Set<string>();
  for (const scan of scans) {
    if (scan.undoes !== undefined) {
      undone.add(`${scan.device} ${scan.undoes}`);
      continue;
    }
    const known = byKey.get(keyOf(scan));
    if (!known || (scan.late && !known.late)) byKey.set(keyOf(scan), scan);
  }
  const standing = [...byKey]
    .filter(([key, scan]) => scan.accepted && !undone.has(key))
    .map(([, scan]) => scan)
    .sort(compareScans);
  const merged: Merged<Scan> = { counted: [], duplicates: [], last: new Map() };
  const entered = new Map<string, Scan>();
  for (const scan of standing) {
    const side = merged.last.get(scan.subject)?.direction ?? "out";
    if (scan.direction !== side) {
      merged.counted.push(scan);
      if (scan.direction === "in") entered.set(scan.subject, scan);
    } else if (scan.direction === "in") {
      merged.duplicates.push({ scan, first: entered.get(scan.subject) });
    }
    merged.last.set(scan.subject, scan);
  }
  return merged;
}

/** Whether one exchange with the server measured the clock better than another: the shorter wins. */
export type ClockMeasure = { offsetMs: number; roundTripMs: number };

/**
 * The skew of a device's clock, from the moments at which it asked and was answered and the server's
 * own time in between: what to add to the device's clock to get ours.
 */
export function measureClock(askedAt: number, answeredAt: number, serverAt: number): ClockMeasure {
  return {
    offsetMs: Math.round(serverAt - (askedAt + answeredAt) / 2),
    roundTripMs: answeredAt - askedAt,
  };
}
