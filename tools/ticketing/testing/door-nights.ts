import type { DoorScan } from "../door-merge.ts";

/** A small generator with a seed (mulberry32), so that a night that fails can be played again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const devices = ["a", "b", "c", "d", "e"];
const tickets = 6;

export type Night = {
  /** As it reached the server: some twice, some asked before they were settled. */
  sent: DoorScan[];
  shuffled(): DoorScan[];
  /** What happened, found without the merge rule: counted, duplicates, how many are inside. */
  truth(): string;
};

/**
 * Five devices at one door, cut off from one another, with clocks that are wrong and were measured to
 * a few milliseconds. Each lets in by what it has seen itself.
 */
export function randomNight(seed: number): Night {
  const random = seeded(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const next = new Map(devices.map((device) => [device, 1]));
  const seen = new Map<string, "in" | "out">();
  const happened: DoorScan[] = [];
  const sent: DoorScan[] = [];
  const undone = new Set<DoorScan>();
  let now = 0;
  for (let step = 0; step < 12; step += 1) {
    now += below(4);
    const device = devices[below(devices.length)] ?? "a";
    const sequence = next.get(device) ?? 1;
    next.set(device, sequence + 1);
    const own = happened.filter((each) => each.device === device && !undone.has(each));
    const lastOwn = own.at(-1);
    if (lastOwn && random() < 0.08) {
      undone.add(lastOwn);
      seen.delete(`${device} ${lastOwn.subject}`);
      sent.push({ ...lastOwn, sequence, undoes: lastOwn.sequence, late: true, at: now });
      continue;
    }
    const subject = String(below(tickets));
    const key = `${device} ${subject}`;
    const direction = random() < 0.25 ? "out" : "in";
    const accepted = (seen.get(key) ?? (direction === "in" ? "out" : "in")) !== direction;
    const scan: DoorScan = {
      device,
      sequence,
      late: random() < 0.7,
      subject,
      direction,
      accepted,
      // Measured skew is right to a few milliseconds.
      at: now * 10 + below(3),
    };
    if (accepted) seen.set(key, direction);
    happened.push(scan);
    // The question may have reached the server, although its answer was lost.
    if (scan.late && random() < 0.3) {
      sent.push({ ...scan, late: false, accepted: random() < 0.5, at: scan.at + 1 });
    }
    sent.push(scan);
    if (random() < 0.2) sent.push({ ...scan });
  }
  return {
    sent,
    shuffled: () => {
      const cards = [...sent];
      for (let at = cards.length - 1; at > 0; at -= 1) {
        const other = below(at + 1);
        [cards[at], cards[other]] = [cards[other] as DoorScan, cards[at] as DoorScan];
      }
      return cards;
    },
    truth: () => {
      const walk = happened
        .filter((each) => each.accepted && !undone.has(each))
        .toSorted(
          (one, other) =>
            one.at - other.at ||
            one.device.localeCompare(other.device) ||
            one.sequence - other.sequence,
        );
      const inside = new Set<string>();
      const counted: string[] = [];
      const doubled: string[] = [];
      for (const { device, sequence, subject, direction } of walk) {
        const name = `${device}${sequence}`;
        if (direction === "in") {
          (inside.has(subject) ? doubled : counted).push(name);
          inside.add(subject);
        } else if (inside.delete(subject)) counted.push(name);
      }
      return [counted.sort().join(","), doubled.sort().join(","), inside.size].join("|");
    },
  };
}
