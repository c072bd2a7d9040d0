import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSalesPlatforms } from "#integrations/sales-platforms/open-sales-platforms.ts";
import {
  type FakePlatforms,
  fakeKey,
  openFakePlatforms,
} from "#integrations/sales-platforms/testing/fake-platforms.ts";
import { callTool } from "../call-tool.ts";
import { plannedTour } from "../testing/tour.ts";
import { type ContextOptions, openWorld, type World } from "../testing/world.ts";

describe("a platform that is asked over its interface", () => {
  let world: World;
  let fake: FakePlatforms;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    [world, fake] = await Promise.all([openWorld(), openFakePlatforms()]);
    dates = await plannedTour(world);
  });
  afterAll(async () => {
    await Promise.all([world.close(), fake.close()]);
  });

  const act = (name: string, input: unknown, options: ContextOptions = {}) => {
    const context = world.context(options);
    const salesPlatforms = openSalesPlatforms({
      WEEZEVENT_URL: fake.url,
      BILLETWEB_URL: fake.url,
      SHOTGUN_URL: fake.url,
      SHOTGUN_EVENTS_URL: fake.url,
    });
    return callTool(
      { ...context, integrations: { ...context.integrations, salesPlatforms } },
      name,
      input,
    );
  };
  const connect = (platform: string, options?: ContextOptions) =>
    act("ticketing_connect_platform", { platform, ...fakeKey }, options);
  const sync = (platform: string, performance = dates.Lyon, options?: ContextOptions) =>
    act("ticketing_sync_platform", { performance, platform }, options);

  it("offers the file as long as there is no key", async () => {
    expect(await sync("weezevent")).toMatchObject({
      ok: false,
      error: { code: "conflict", message: expect.stringContaining("importez le fichier CSV") },
    });
  });

  it("keeps a key that was checked, sealed, and no trace of it in the log", async () => {
    for (const platform of ["weezevent", "billetweb", "shotgun"])
      expect(await connect(platform)).toMatchObject({ ok: true, value: { events: 1 } });
    const kept = await world.rows<{ row: string }>(
      `select to_jsonb(i)::text as row from integrations i
       union all select to_jsonb(c)::text from tool_calls c union all select to_jsonb(r)::text from row_changes r`,
    );
    expect(kept.length).toBeGreaterThan(5);
    for (const { row } of kept) expect(row).not.toMatch(/a-key|a-password|a-token/);
    const wrong = await act("ticketing_connect_platform", {
      platform: "shotgun",
      user: "a-user",
      key: "wrong",
    });
    expect(wrong).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/Shotgun refuse cette clé/) },
    });
  });

  it.each(["weezevent", "billetweb", "shotgun"])(
    "brings the sales of the date's event by %s, then what changed alone",
    async (platform) => {
      fake.tickets = [
        { id: "101", order: "5", category: "Plein tarif", price: 35.5 },
        { id: "102", order: "5", category: "Plein tarif", price: 35.5 },
        { id: "103", order: "6", category: "Tarif réduit", price: 21.99 },
        { id: "104", order: "7", category: "Tarif réduit", price: 21.99, status: "pending" },
      ];
      expect(await sync(platform)).toMatchObject({
        ok: true,
        value: { event: "77", added: 3, sold: 3, grossCents: 9_299, pending: 1 },
      });
      fake.tickets = [
        { id: "101", order: "5", category: "Plein tarif", price: 35.5 },
        { id: "102", order: "5", category: "Plein tarif", price: 35.5, status: "refunded" },
        { id: "105", order: "8", category: "Plein tarif", price: 35.5 },
      ];
      expect(await sync(platform)).toMatchObject({
        ok: true,
        value: { added: 1, changed: 1, cancelled: 1, sold: 2, grossCents: 7_100 },
      });
    },
  );

  it("asks which event it is where none stands on the day of the date", async () => {
    const asked = await sync("billetweb", dates.Lille);
    expect(asked).toMatchObject({
      ok: false,
      error: { code: "invalid_input", field: "event", choices: [{ id: "77", label: "Zaz" }] },
    });
    expect(
      await act("ticketing_sync_platform", {
        performance: dates.Lille,
        platform: "billetweb",
        event: "77",
      }),
    ).toMatchObject({ ok: true, value: { sold: 0 } });
  });

  it("brings once for two calls with one id", async () => {
    const callId = randomUUID();
    const first = await sync("weezevent", dates.Lyon, { callId });
    expect(await sync("weezevent", dates.Lyon, { callId })).toEqual({ ...first, replayed: true });
  });

  it("is not for another organization, and a key is the owner's business", async () => {
    expect(await sync("weezevent", dates.Lyon, { organization: world.elsewhere })).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
    for (const role of ["manager", "viewer"] as const)
      expect(await connect("weezevent", { role })).toMatchObject({
        ok: false,
        error: { code: "forbidden" },
      });
    const gone = { platform: "weezevent" };
    expect(
      await act("ticketing_disconnect_platform", gone, { organization: world.elsewhere }),
    ).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await act("ticketing_disconnect_platform", gone)).toMatchObject({ ok: true });
    expect(await sync("weezevent")).toMatchObject({ ok: false, error: { code: "conflict" } });
  });
});
