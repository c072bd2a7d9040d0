import { describe, expect, it } from "vitest";
import { aheadOf, minutesLeft, nextLook } from "./queue-rules.ts";

describe("a place in the queue", () => {
  it("counts who stands before it", () => {
    expect(aheadOf(12, { nextRank: 12 })).toBe(0);
    expect(aheadOf(40, { nextRank: 12 })).toBe(28);
    expect(aheadOf(40, { nextRank: null })).toBe(0);
  });

  it("is estimated by the pace of the last two minutes, and by nothing before there is one", () => {
    expect(minutesLeft(99, { calledLately: 100 })).toBe(2);
    expect(minutesLeft(1_000, { calledLately: 100 })).toBe(21);
    expect(minutesLeft(0, { calledLately: 500 })).toBe(1);
    expect(minutesLeft(300, { calledLately: 0 })).toBeNull();
  });

  it("is looked at more often near the front", () => {
    expect(nextLook(3, null)).toBeLessThan(nextLook(500, null));
    expect(nextLook(500, null)).toBeLessThan(nextLook(5_000, null));
    expect(nextLook(null, 3_600)).toBe(30);
    expect(nextLook(null, 2.4)).toBe(3);
    expect(nextLook(null, -1)).toBe(1);
  });
});
