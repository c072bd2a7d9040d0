import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { closeAll, createTestDatabase } from "#database/testing/create-test-database.ts";
import { checkHistory, checkMoment } from "./check-history.ts";
import { openCrowd, runRace, type Crowd } from "./race-crowd.ts";
import { openReading, setStage } from "./race-stage.ts";

describe("the history checker", () => {
  let reading: Awaited<ReturnType<typeof openReading>>;
  let crowd: Crowd;
  beforeAll(async () => {
    const database = await createTestDatabase();
    const stage = await setStage(database, [{ capacity: 300, quotas: [200, null] }]);
    reading = await openReading(database.adminUrl);
    crowd = openCrowd(stage, { connections: 8 });
    await runRace(crowd, { seed: "checker", people: 150, atOnce: 8, house: 0.1 });
  });
  afterAll(async () => {
    await crowd.close();
    await reading.close();
    await closeAll();
  });

  it("finds nothing wrong with a sale", async () => {
    expect(crowd.told.held.length).toBeGreaterThan(50);
    expect(crowd.told.paid.length).toBeGreaterThan(20);
    expect(await checkHistory(reading.read, crowd.told)).toEqual([]);
  });

  const paid = `(select id from orders where status = 'paid' and total_cents > 0 and channel = 'online' limit 1)`;
  it.each([
    [
      "a place that is held for nobody",
      "update ticket_types set held = held + 1 where sold > 0",
      "places held",
    ],
    [
      "a place sold without a ticket",
      "update ticket_types set sold = sold + 1 where sold > 0",
      "places sold",
    ],
    [
      "more tickets than the quota",
      `update ticket_types set quota = null where sold > 0; alter table ticket_types drop constraint ticket_types_quota_holds;
       update ticket_types set quota = 1 where sold > 1`,
      "beyond its quota",
    ],
    [
      "more tickets than the hall",
      "alter table performances disable trigger keep_capacity; update performances set capacity = 3",
      "beyond its capacity",
    ],
    [
      "a number that is missing",
      "update ticket_series set last_number = last_number + 1",
      "of a date are numbered",
    ],
    [
      "a ticket that is gone",
      `set local session_replication_role = replica;
       delete from tickets where order_id = ${paid}`,
      "has the tickets of its items",
    ],
    [
      "a number of a category that is missing",
      "update ticket_categories set last_number = last_number + 1",
      "of a category are numbered",
    ],
    [
      "a cent too much",
      `update payments set amount_cents = amount_cents + 1 where order_id = ${paid}`,
      "money that came in",
    ],
    [
      "a payment that is lost",
      `set local session_replication_role = replica;
       delete from payments where order_id = ${paid}`,
      "money that came in",
    ],
    [
      "a payment taken twice",
      `insert into payments (organization_id, order_id, provider, amount_cents) select organization_id, id, 'test', total_cents from orders where id = ${paid}`,
      "money that came in",
    ],
    [
      "money given back twice",
      `insert into refunds (organization_id, order_id, key, amount_cents, status) select organization_id, id, gen_random_uuid()::text, 100, 'succeeded' from orders where id = ${paid}`,
      "money that goes back",
    ],
    [
      "a refund without its tickets",
      `update orders set status = 'refunded' where id = ${paid}`,
      "what its tickets are worth",
    ],
    [
      "a change that nobody recorded",
      `alter table orders disable trigger record_change; update orders set status = 'refunded', refunded_cents = total_cents where id = ${paid}`,
      "where its history left it",
    ],
    [
      "a hold that comes back to life",
      `update orders set status = 'held', hold_expires_at = now() where id = ${paid}`,
      "orders walk",
    ],
    [
      "an allotment that is not counted",
      "alter table allotments disable trigger count_allotments; insert into allotments (organization_id, performance_id, platform, quantity) select organization_id, id, 'autre', 5 from performances",
      "allotted places of a date",
    ],
  ])("sees %s", async (_, plant, says) => {
    await reading.read("begin");
    onTestFinished(() => reading.read("rollback").then(() => {}));
    for (const statement of plant.split(";\n")) await reading.read(statement);
    const broken = await checkMoment(reading.read, crowd.told);
    expect(broken.map((one) => one.says).filter((one) => one.includes(says))).not.toEqual([]);
  });

  it("sees an answer that nothing stands behind", async () => {
    const held = [{ key: randomUUID(), number: "AAAAAAAA" }];
    const told = { held, paid: ["AAAAAAAA"], refunded: ["none"] };
    expect(await checkHistory(reading.read, told)).toHaveLength(3);
  });
});
