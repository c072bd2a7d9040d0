import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { closeAll, createTestDatabase } from "#database/testing/create-test-database.ts";
import { checkHistory } from "./testing/check-history.ts";
import { openCrowd, runRace } from "./testing/race-crowd.ts";
import { cancelDate } from "./testing/race-house.ts";
import { openReading, raceNow, setStage } from "./testing/race-stage.ts";

/** RACE_SEED runs one again. */
const seed = process.env["RACE_SEED"] ?? randomBytes(3).toString("hex");

afterAll(closeAll);

describe(`thousands of buyers for the last hundred places (RACE_SEED=${seed})`, () => {
  it.each([
    ["8 connections", 8, 32],
    ["32 connections", 32, 96],
  ])("nothing is oversold, lost or doubled: %s", async (_, connections, atOnce) => {
    const stage = await setStage(await createTestDatabase(), [
      { capacity: 100, quotas: [60, 60, 30] },
      { capacity: 80, quotas: [null, 40] },
    ]);
    const crowd = openCrowd(stage, { connections });
    await runRace(crowd, { seed: `${seed} ${connections}`, people: 2_000, atOnce });
    const { read, close } = await openReading(stage.adminUrl);
    expect(crowd.surprises).toEqual([]);
    expect(await checkHistory(read, crowd.told)).toEqual([]);
    const [first] = stage.dates;
    await Promise.all([
      cancelDate(crowd, first?.id ?? "", new Date(raceNow.getTime() + 5_000_000)),
      runRace(crowd, { seed: `${seed} end`, from: 2_500, people: 200, atOnce }),
    ]);
    expect(crowd.surprises).toEqual([]);
    expect(await checkHistory(read, crowd.told)).toEqual([]);
    if (process.env["RACE_SEED"]) console.log(crowd.counts);
    await crowd.close();
    await close();
  });
});
