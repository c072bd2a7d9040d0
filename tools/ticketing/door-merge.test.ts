import { expect, test } from "vitest";
import { type DoorScan, measureClock, mergeScans } from "./door-merge.ts";
import { randomNight } from "./testing/door-nights.ts";

const scan = (device: string, sequence: number, at: number, more: Partial<DoorScan> = {}) => ({
  device,
  sequence,
  at,
  late: true,
  subject: "12",
  direction: "in" as const,
  accepted: true,
  ...more,
});
const sequences = (scans: DoorScan[]) => scans.map(({ sequence }) => sequence);

test("of two entries cut off from each other the earlier wins, and the other is seen", () => {
  const first = scan("a", 7, 1_000, { gate: "A" });
  const second = scan("b", 3, 1_400, { gate: "B" });
  const merged = mergeScans([second, first]);
  expect(merged.counted).toEqual([first]);
  expect(merged.duplicates).toEqual([{ scan: second, first }]);
});

test("out and in again is no duplicate, and leaving twice is one exit", () => {
  const night = [
    scan("a", 1, 1),
    scan("b", 1, 2, { direction: "out" }),
    scan("b", 2, 3, { direction: "out" }),
    scan("a", 2, 4),
  ];
  const merged = mergeScans(night);
  expect(sequences(merged.counted)).toEqual([1, 1, 2]);
  expect(merged.duplicates).toEqual([]);
  expect(merged.last.get("12")?.direction).toBe("in");
});

test("a scan taken back leaves no trace, even when it is heard of afterwards", () => {
  const entry = scan("a", 1, 1);
  const back = scan("a", 2, 2, { undoes: 1, direction: "out" });
  const again = scan("b", 1, 3);
  for (const order of [
    [entry, back, again],
    [again, back, entry],
  ]) {
    expect(mergeScans(order).counted).toEqual([again]);
    expect(mergeScans(order).duplicates).toEqual([]);
  }
});

test("what a device says late stands in place of what it had asked", () => {
  const asked = scan("a", 1, 5, { late: false });
  const refused = scan("a", 1, 4, { accepted: false });
  expect(mergeScans([asked, refused]).counted).toEqual([]);
  const refusedThere = scan("a", 1, 5, { late: false, accepted: false });
  const letIn = scan("a", 1, 4);
  expect(mergeScans([letIn, refusedThere]).counted).toEqual([letIn]);
});

test("a scan sent ten times is one", () => {
  const entry = scan("a", 1, 1);
  const merged = mergeScans(Array.from({ length: 10 }, () => ({ ...entry })));
  expect([merged.counted.length, merged.duplicates.length]).toEqual([1, 0]);
});

test("the skew of a clock is measured from the middle of an exchange", () => {
  expect(measureClock(1_000, 1_400, 91_200)).toEqual({ offsetMs: 90_000, roundTripMs: 400 });
});

test("a hundred thousand nights of five devices end the same whatever arrived first", () => {
  let scans = 0;
  let duplicates = 0;
  for (let seed = 1; seed <= 100_000; seed += 1) {
    const night = randomNight(seed);
    scans += night.sent.length;
    const merged = mergeScans(night.sent);
    const other = mergeScans(night.shuffled());
    if (state(merged) !== state(other)) throw new Error(`night ${seed} depends on the order`);
    // Told by a plain walk through what truly happened, clock by clock.
    if (state(merged) !== night.truth()) throw new Error(`night ${seed}: ${night.truth()}`);
    duplicates += merged.duplicates.length;
  }
  console.log(`${scans} scans sent, ${duplicates} duplicates found`);
  expect(duplicates).toBeGreaterThan(10_000);
}, 60_000);

function state({ counted, duplicates, last }: ReturnType<typeof mergeScans>): string {
  const inside = [...last.values()].filter(({ direction }) => direction === "in");
  const names = (list: DoorScan[]) =>
    list
      .map((each) => `${each.device}${each.sequence}`)
      .sort()
      .join(",");
  return [names(counted), names(duplicates.map((each) => each.scan)), inside.length].join("|");
}
