import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
let dates: Awaited<ReturnType<typeof plannedTour>>;
beforeAll(async () => {
  world = await openWorld();
  dates = await plannedTour(world);
});
afterAll(() => world?.close());
beforeEach(() =>
  world.done("tours_update_schedule", {
    performances: [dates.Lille],
    doors: "19:00",
    set_time: "20:30",
    curfew: "23:45",
  }),
);

const times = async (date: string) =>
  Object.fromEntries(
    (
      await world.rows<{ kind: string; at: string }>(
        `select kind, to_char(starts_at at time zone 'Europe/Paris', 'HH24:MI') as at
         from schedule_items where performance_id = $1`,
        [date],
      )
    ).map(({ kind, at }) => [kind, at]),
  );

describe("times that move by minutes", () => {
  it("are those named, from what they are", async () => {
    const moved = { performances: ["Lille"], items: ["doors"], minutes: -30 };
    const { summary } = await world.done("tours_shift_times", moved);
    expect(await times(dates.Lille)).toEqual({
      doors: "18:30",
      set_time: "20:30",
      curfew: "23:45",
    });
    expect(summary).toMatch(/18\sh\s30/);
  });

  it("are all of the day's without a name, past midnight too", async () => {
    await world.done("tours_shift_times", { performances: ["Lille"], minutes: 30 });
    expect(await times(dates.Lille)).toEqual({
      doors: "19:30",
      set_time: "21:00",
      curfew: "00:15",
    });
  });

  it("move once for the same call", async () => {
    const callId = randomUUID();
    const input = { performances: ["Lille"], items: ["set_time"], minutes: 15 };
    await world.done("tours_shift_times", input, { callId });
    const again = await world.done("tours_shift_times", input, { callId });
    expect(again.replayed).toBe(true);
    expect((await times(dates.Lille))["set_time"]).toBe("20:45");
  });

  it("stay where they would change the order of the evening", async () => {
    const error = await world.failed("tours_shift_times", {
      performances: ["Lille"],
      items: ["doors"],
      minutes: 120,
    });
    expect(error.code).toBe("invalid_input");
    expect((await times(dates.Lille))["doors"]).toBe("19:00");
  });

  it("must exist", async () => {
    const input = { performances: ["Nice"], items: ["doors"], minutes: 30 };
    expect((await world.failed("tours_shift_times", input)).code).toBe("not_found");
  });

  it("are out of reach of another company and of a role that may not write dates", async () => {
    const input = { performances: [dates.Lille], minutes: 30 };
    expect(
      await world.failed("tours_shift_times", input, { organization: world.elsewhere }),
    ).toMatchObject({ code: "not_found" });
    expect(await world.failed("tours_shift_times", input, { role: "viewer" })).toMatchObject({
      code: "forbidden",
    });
    expect((await times(dates.Lille))["doors"]).toBe("19:00");
  });
});
