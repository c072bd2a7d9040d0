import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Outcome } from "#tools/core/outcome.ts";
import { openSale, type Sale } from "#tools/testing/sale.ts";
import { plannedTour } from "#tools/testing/tour.ts";
import { openWorld, type World } from "#tools/testing/world.ts";
import { mountRush } from "./mount-rush.ts";
import type { QueueSight } from "./queue-sight.ts";

/** One browser: it keeps the cookie that it was given, and all of its tabs send it. */
type Browser = { cookie: string };

describe("the rush over HTTP", () => {
  let world: World;
  let sale: Sale;
  let server: Server;
  let site: string;
  beforeAll(async () => {
    world = await openWorld("server");
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 400");
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_550 });
    sale = await openSale(world, dates.Lyon);
    const { integrations } = world.context();
    const rush = mountRush({
      database: world.database,
      integrations,
      isSecure: true,
      addressHeader: "x-client",
      perMinute: { hold: 30, join: 30 },
    });
    server = createServer((request, response) => {
      void rush(request, response).then(
        (isAnswered) => isAnswered || response.writeHead(404).end(),
      );
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await world.close();
  });
  beforeEach(async () => {
    await world.rows("delete from queue_places");
    await world.rows("delete from sale_queues");
    await world.rows("update orders set status = 'cancelled' where status = 'held'");
    await world.rows("update ticket_types set held = 0");
  });

  let address = 0;
  async function send(path: string, body?: object, browser?: Browser, more: object = {}) {
    address += 1;
    const response = await fetch(`${site}${path}`, {
      method: body ? "POST" : "GET",
      headers: {
        origin: site,
        "content-type": "application/json",
        "x-client": `192.0.2.${address}`,
        ...(browser?.cookie ? { cookie: browser.cookie } : {}),
        ...more,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const set = response.headers.get("set-cookie");
    if (set && browser) browser.cookie = set.split(";")[0] ?? "";
    return { status: response.status, set, value: (await response.json()) as unknown };
  }
  const join = async (browser: Browser) =>
    (await send("/api/sale/queue", { slug: sale.slug }, browser)).value as QueueSight;
  const look = async (browser?: Browser) =>
    (await send(`/api/sale/queue?slug=${sale.slug}`, undefined, browser)).value as QueueSight;
  const hold = async (browser?: Browser, more: object = {}) => {
    const input = {
      slug: sale.slug,
      items: [{ ticket_type: sale.types["Plein tarif"], quantity: 1 }],
      ...more,
    };
    const answer = await send("/api/sale/hold", { callId: randomUUID(), input }, browser);
    const outcome = answer.value as Outcome<{ token: string }>;
    return "error" in outcome ? outcome.error.reason : outcome.ok ? "held" : "";
  };
  const letIn = (buyers: number) =>
    world.done("ticketing_set_queue", { performance: "Lyon", buyers_at_once: buyers });

  it("is not there while there is room", async () => {
    expect(await look()).toMatchObject({ status: "none", isOn: false });
    expect(await hold()).toBe("held");
  });

  it("gives a browser one place, however many tabs it opens, by a cookie that no script reads", async () => {
    await letIn(1);
    await join({ cookie: "" });
    const browser = { cookie: "" };
    const first = await send("/api/sale/queue", { slug: sale.slug }, browser);
    expect(first.set).toMatch(/HttpOnly; SameSite=Lax; Secure$/);
    expect(first.value).toMatchObject({ status: "waiting", isOn: true, ahead: 0, waiting: 1 });
    const tabs = await Promise.all(Array.from({ length: 5 }, () => join(browser)));
    expect(tabs.map(({ ahead, waiting }) => [ahead, waiting])).toEqual(
      Array.from({ length: 5 }, () => [0, 1]),
    );
  });

  it("takes a forged cookie for a browser without a place", async () => {
    await letIn(1);
    const called = { cookie: "" };
    await join(called);
    await join({ cookie: "" });
    const [name, value = ""] = called.cookie.split("=");
    const forged = { cookie: `${name}=${value.slice(0, -2)}AA` };
    expect(await look(forged)).toMatchObject({ status: "none" });
    expect(await hold(forged)).toBe("queue");
    const [place] = await world.rows<{ visitor: string }>(
      "select visitor from queue_places where status = 'called'",
    );
    expect(await hold(undefined, { visitor: place?.visitor })).toBe("queue");
    expect(await hold(called)).toBe("held");
  });

  it("tells each browser when its turn comes, and calls the next without anybody's clock", async () => {
    await letIn(2);
    const browsers = Array.from({ length: 6 }, () => ({ cookie: "" }));
    for (const browser of browsers) await join(browser);
    const ahead = await Promise.all(browsers.map((browser) => look(browser)));
    expect(ahead.map((sight) => sight.ahead)).toEqual([null, null, 0, 1, 2, 3]);
    expect(ahead.map((sight) => sight.status).slice(0, 3)).toEqual(["called", "called", "waiting"]);
    expect(ahead[5]?.minutes).toBe(4);
    const [one, two, three] = browsers;
    expect([await hold(one), await hold(two), await hold(three)]).toEqual([
      "held",
      "held",
      "queue",
    ]);
    await world.rows("update orders set status = 'cancelled' where status = 'held'");
    await world.rows("update queue_places set call_ends_at = now() where status = 'called'");
    await expect
      .poll(async () => (await look(three)).status, { timeout: 10_000, interval: 300 })
      .toBe("called");
    expect((await look(three)).secondsLeft).toBeGreaterThan(100);
    expect(await hold(three)).toBe("held");
  });

  it("answers only its own pages, and an address that asks without end waits", async () => {
    const foreign = { origin: "https://elsewhere.example" };
    const asked = { slug: sale.slug };
    expect((await send("/api/sale/queue", asked, undefined, foreign)).status).toBe(403);
    expect((await send("/api/sale/queue", { slug: "nulle-part" })).status).toBe(404);
    expect((await send("/api/sale/queue", { nothing: true })).status).toBe(400);
    const same = { "x-client": "198.51.100.7" };
    const statuses = [];
    for (let n = 0; n < 62; n += 1) {
      statuses.push((await send("/api/sale/queue", asked, undefined, same)).status);
    }
    expect(statuses).toContain(429);
    expect((await send("/api/sale/queue", asked)).status).toBe(200);
  });
});
