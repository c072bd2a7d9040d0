import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { findServer } from "#database/testing/server-cluster.ts";
import { killCycles } from "./testing/race-kills.ts";

/** RACE_SEED runs one again. */
const seed = process.env["RACE_SEED"] ?? randomBytes(3).toString("hex");

it.runIf(findServer())(
  `a hundred kills of buyers' processes and of the server lose nothing and double nothing (RACE_SEED=${seed})`,
  async () => {
    const { killed, told, broken, surprises } = await killCycles({
      seed,
      cycles: 100,
      serverEvery: 4,
    });
    expect(surprises).toEqual([]);
    expect(broken).toEqual([]);
    expect(killed).toEqual({ client: 75, server: 25 });
    expect(told.held.length).toBeGreaterThan(200);
    expect(told.paid.length).toBeGreaterThan(50);
  },
  600_000,
);
