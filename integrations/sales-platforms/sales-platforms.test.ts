import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProviderError } from "../ask-provider.ts";
import { openSalesPlatforms } from "./open-sales-platforms.ts";
import type { SalesPlatforms } from "./sales-platforms.ts";
import { type FakePlatforms, fakeKey, openFakePlatforms } from "./testing/fake-platforms.ts";

let fake: FakePlatforms;
let platforms: SalesPlatforms;
beforeAll(async () => {
  fake = await openFakePlatforms();
  platforms = openSalesPlatforms({
    WEEZEVENT_URL: fake.url,
    BILLETWEB_URL: fake.url,
    SHOTGUN_URL: fake.url,
    SHOTGUN_EVENTS_URL: fake.url,
  });
});
afterAll(() => fake.close());

describe.each(["weezevent", "billetweb", "shotgun"] as const)("%s", (name) => {
  it("keeps no password of a right key, and refuses a wrong one in words without the key", async () => {
    const kept = await platforms[name].authorize(fakeKey);
    expect(kept.key).toBe(fakeKey.key);
    expect(kept.password).not.toBe(fakeKey.password);
    const refused = platforms[name].authorize({ ...fakeKey, key: "not-it", password: "nor-this" });
    await expect(refused).rejects.toThrow(ProviderError);
    await refused.catch((error: Error) => expect(error.message).not.toMatch(/not-it|nor-this/));
  });

  it("lists events with their start, and every ticket once over all pages, prices in cents", async () => {
    fake.tickets = Array.from({ length: 1_130 }, (_, at) => ({
      id: String(10_000 + at),
      order: String(500 + Math.floor(at / 2)),
      category: at % 3 === 0 ? "Tarif réduit" : "Plein tarif",
      price: at % 3 === 0 ? 21.99 : 35.5,
      ...(at === 5 ? { status: "refunded" as const } : {}),
      ...(at === 6 ? { status: "pending" as const } : {}),
    }));
    const key = await platforms[name].authorize(fakeKey);
    expect(await platforms[name].listEvents(key)).toMatchObject([
      { id: "77", name: "Zaz", startsAt: expect.stringMatching(/^2027-05-14[ T]20:00/) },
    ]);
    const tickets = await platforms[name].listTickets(key, "77");
    expect(new Set(tickets.map(({ id }) => id)).size).toBe(1_130);
    expect(tickets[0]).toMatchObject({
      id: "10000",
      order: "500",
      category: "Tarif réduit",
      priceCents: 2_199,
    });
    expect(tickets[1]).toMatchObject({
      category: "Plein tarif",
      priceCents: 3_550,
      status: "sold",
    });
    expect(tickets[5]?.status).toBe("refunded");
    expect(tickets[6]?.status).toBe("pending");
  });
});
