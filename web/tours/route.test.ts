import { describe, expect, it } from "vitest";
import { routeOf } from "./route.ts";

type Given = Parameters<typeof routeOf>[0];
const date = (id: string, day: string) => ({ id, day }) as Given["dates"][number];
const leg = (fromId: string, toId: string, fromDay: string, toDay: string, minutes: number) =>
  ({ fromId, toId, fromDay, toDay, minutes, km: minutes }) as Given["legs"][number];

const tour: Given = {
  dates: [
    date("Lille", "2027-05-10"),
    date("Nice", "2027-05-11"),
    date("Lyon", "2027-05-15"),
    date("Dijon", "2027-05-16"),
  ],
  days: [{ day: "2027-05-13", kind: "off", note: null }],
  legs: [
    leg("Lille", "Nice", "2027-05-10", "2027-05-11", 720),
    leg("Nice", "Lyon", "2027-05-11", "2027-05-15", 300),
    leg("Lyon", "Dijon", "2027-05-15", "2027-05-16", 120),
  ],
};

describe("the route of a tour", () => {
  it("goes from date to date, with the road and the days off where they fall", () => {
    expect(routeOf(tour).map((step) => step.kind)).toEqual([
      "date",
      "leg",
      "date",
      "leg",
      "day",
      "date",
      "leg",
      "date",
    ]);
  });

  it("marks two dates without a day between, and a drive that leaves no time to play", () => {
    const legs = routeOf(tour).filter((step) => step.kind === "leg");
    expect(legs.map(({ tight, long }) => [tight, long])).toEqual([
      [true, true],
      [false, false],
      [true, false],
    ]);
  });

  it("counts the days between that nothing is planned for", () => {
    expect(routeOf(tour).flatMap((step) => (step.kind === "leg" ? [step.free] : []))).toEqual([
      0, 2, 0,
    ]);
  });

  it("does not mark two shows in one place on following days", () => {
    const [, step] = routeOf({
      ...tour,
      legs: [{ ...leg("Lille", "Nice", "2027-05-10", "2027-05-11", 0), km: 0 }],
    });
    expect(step).toMatchObject({ kind: "leg", tight: false, long: false });
  });
});
