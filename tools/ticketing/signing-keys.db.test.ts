import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendOutbox } from "../core/send-outbox.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

describe("the keys that sign tickets", () => {
  let world: World;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 100");
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_500 });
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());

  const scan = async (code: string | null | undefined) =>
    (
      await world.done<{ result: string }>("ticketing_check_in", {
        performance: sale.performanceId,
        code,
      })
    ).value.result;
  const codeOf = async (token: string) =>
    (
      await world.done<{ tickets: { code: string }[] }>(
        "ticketing_get_order",
        { order: token },
        sale.buyer,
      )
    ).value.tickets[0]?.code;

  it("turn: what the former key signed stays good until it is revoked", async () => {
    const order = await sale.pay(await sale.hold({ "Plein tarif": 3 }));
    const old = order.tickets.map(({ code }) => code);
    expect((await world.failed("ticketing_revoke_signing_keys", {})).code).toBe("conflict");
    await world.done("ticketing_rotate_signing_key", {});
    const fresh = await codeOf(order.token);
    expect(fresh).not.toBe(old[0]);
    expect(await scan(old[0])).toBe("ok");

    await sendOutbox(world.database, world.context().integrations, "https://exemple.fr");
    const before = world.mails.length;
    const asked = await world.pending("ticketing_revoke_signing_keys", {});
    expect(asked.preview.lines.map(({ value }) => value)).toEqual(["1", "3", "1"]);
    await world.done("organization_decide_approval", {
      approval: asked.approvalId,
      decision: "accept",
    });
    expect(await scan(old[1])).toBe("not_ours");
    await sendOutbox(world.database, world.context().integrations, "https://exemple.fr");
    expect(world.mails.slice(before).map(({ to }) => to)).toEqual(["lea@exemple.fr"]);
    const renewed = (
      await world.done<{ tickets: { code: string }[] }>(
        "ticketing_get_order",
        { order: order.token },
        sale.buyer,
      )
    ).value.tickets.map(({ code }) => code);
    expect(await scan(renewed[1])).toBe("ok");
  });

  it("are turned by whoever manages the organization, and are its own", async () => {
    for (const tool of ["ticketing_rotate_signing_key", "ticketing_revoke_signing_keys"]) {
      expect((await world.failed(tool, {}, { role: "viewer" })).code).toBe("forbidden");
      expect((await world.failed(tool, {}, sale.buyer)).code).toBe("forbidden");
    }
    const order = await sale.pay(await sale.hold({ "Plein tarif": 1 }));
    const code = await codeOf(order.token);
    await world.done("ticketing_rotate_signing_key", {}, { organization: world.elsewhere });
    expect(await codeOf(order.token)).toBe(code);
    const callId = "3f0c8a52-2f7e-4d5c-9a39-0d6b4a1f3c22";
    await world.done("ticketing_rotate_signing_key", {}, { callId });
    expect(await world.done("ticketing_rotate_signing_key", {}, { callId })).toMatchObject({
      replayed: true,
    });
    expect(
      await world.rows(
        "select count(*)::int as n from signing_keys where organization_id = $1 and retired_at is null",
        [world.here.id],
      ),
    ).toEqual([{ n: 1 }]);
  });
});
