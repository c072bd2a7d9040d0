import { eventType } from "inngest";
import { afterEach, beforeEach, expect, test } from "vitest";
import { asActor } from "#database/as-actor.ts";
import { openWorkflows, type Workflows } from "#inngest.config.ts";
import { openWorld, type World } from "#tools/testing/world.ts";
import { relayEvents } from "./relay.ts";
import { stoppable, type Workflow } from "./workflow.ts";

let world: World;
let work: Workflows;
let heard: unknown[];
beforeEach(async () => {
  world = await openWorld();
  heard = [];
  const hear: Workflow = (inngest) =>
    inngest.createFunction(
      { id: "hear", retries: 0, triggers: [eventType("job/asked")], cancelOn: [...stoppable] },
      async ({ event, step }) => {
        await step.run("hear", () => void heard.push(event.data));
        if (event.data["sleeps"]) await step.sleep("for ever", "1d");
        await step.run("after", () => {
          if (event.data["fails"]) throw new Error("trop tard");
        });
      },
    );
  work = openWorkflows(
    { ...world.context(), env: { KONCERT_URL: "https://exemple.fr" }, now: () => new Date() },
    {},
    [hear],
  );
  await work.engine?.serve(work.handler);
});
afterEach(async () => {
  await work.stop();
  await world.close();
});

const ask = (data: object, end: () => void = () => {}) =>
  asActor(world.database, world.here.actors.owner, async (tx) => {
    await tx
      .insertInto("outbox")
      .values({ name: "job/asked", data: JSON.stringify(data) })
      .execute();
    end();
  });
const runAll = async () => {
  await relayEvents(world.database, work.inngest);
  await work.engine?.settle();
};

test("what is committed is sent once, for the organization that asked", async () => {
  await ask({ n: 1, organizationId: world.elsewhere.id });
  await runAll();
  await runAll();
  // The row says whose it is, not what was written into it.
  expect(heard).toEqual([{ n: 1, organizationId: world.here.id }]);
});

test("what rolls back is never sent", async () => {
  const fails = () => {
    throw new Error("no");
  };
  await expect(ask({ n: 1 }, fails)).rejects.toThrow("no");
  await runAll();
  expect(heard).toEqual([]);
});

test("an event relayed twice, since nobody could note that it was, is heard once", async () => {
  await ask({ n: 1 });
  await runAll();
  await world.rows("update outbox set sent_at = null, claimed_at = null");
  await runAll();
  expect(heard).toHaveLength(1);
});

test("an event reaches its function by itself once the server works", async () => {
  await work.start();
  await ask({ n: 1 });
  await expect.poll(() => heard, { timeout: 20_000 }).toHaveLength(1);
});

test("members see the runs of their organization, with steps and errors, and those who may start one again do so once", async () => {
  await ask({ fails: true });
  await runAll();
  const { runs, total } = (await world.done<Runs>("organization_list_runs", {})).value;
  expect({ total, runs }).toMatchObject({
    total: 1,
    runs: [{ status: "failed", error: "trop tard", mayRetry: true, title: { fr: "hear" } }],
  });
  const run = runs[0]!.id;
  const { value } = await world.done<{ steps: unknown[] }>("organization_get_run", { run });
  expect(value.steps).toMatchObject([
    { title: { fr: "hear" }, status: "completed" },
    { title: { fr: "after" }, status: "failed", error: "trop tard" },
  ]);

  const elsewhere = { organization: world.elsewhere };
  expect((await world.done<Runs>("organization_list_runs", {}, elsewhere)).value.total).toBe(0);
  for (const name of [
    "organization_get_run",
    "organization_retry_run",
    "organization_cancel_run",
  ]) {
    expect((await world.failed(name, { run }, elsewhere)).code).toBe("not_found");
  }
  for (const role of ["accountant", "viewer", "door_staff"] as const) {
    expect((await world.failed("organization_list_runs", {}, { role })).code).toBe("forbidden");
    expect((await world.failed("organization_retry_run", { run }, { role })).code).toBe(
      "forbidden",
    );
  }

  const callId = crypto.randomUUID();
  await world.done("organization_retry_run", {}, { callId });
  await world.done("organization_retry_run", {}, { callId });
  expect((await world.failed("organization_retry_run", { run })).code).toBe("conflict");
  await runAll();
  expect(heard).toHaveLength(2);
});

test("a run that is stopped does nothing more, and nobody stops it twice", async () => {
  await ask({ sleeps: true });
  await runAll();
  const { runs } = (await world.done<Runs>("organization_list_runs", {})).value;
  const run = runs[0]!.id;
  expect((await world.failed("organization_cancel_run", { run }, { role: "viewer" })).code).toBe(
    "forbidden",
  );
  const callId = crypto.randomUUID();
  await world.done("organization_cancel_run", { run }, { callId });
  await world.done("organization_cancel_run", { run }, { callId });
  await runAll();
  expect(await world.rows("select status from jobs.runs")).toEqual([{ status: "cancelled" }]);
  const after = (await world.done<Runs>("organization_list_runs", {})).value.runs[0];
  expect(after).toMatchObject({ status: "cancelled", mayRetry: true });
  expect((await world.failed("organization_cancel_run", { run })).code).toBe("conflict");
});

test("a job may neither stop nor start runs again", async () => {
  const actor = { kind: "job", organizationId: world.here.id, name: "any", via: "job" } as const;
  for (const name of ["organization_retry_run", "organization_cancel_run"]) {
    expect((await world.failed(name, {}, { actor })).code).toBe("forbidden");
  }
});

type Runs = {
  total: number;
  runs: { id: string; status: string }[];
};
