import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";
import { linkActor, linkToken } from "./link-tokens.ts";

describe("guest lists", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
  });
  afterAll(() => world.close());

  const list = async (performance: string) =>
    (
      await world.done<{ places: number; guests: { name: string; list: string }[] }>(
        "ticketing_list_guests",
        { performance },
      )
    ).value;

  it("take people with their plus-ones, each once", async () => {
    const input = { performance: "Lyon", guests: ["Lea Martin", "Marc Petit"], plus_ones: 1 };
    const { summary } = await world.done("ticketing_add_guests", input);
    expect(summary).toMatch(
      /^Lea Martin \+1 et Marc Petit \+1 sur la liste «\sInvités\s» de .*Lyon/,
    );
    const more = { ...input, guests: ["lea martin", "Zoé Blanc"], plus_ones: 0 };
    const { value } = await world.done<{ added: unknown[]; already: string[] }>(
      "ticketing_add_guests",
      more,
    );
    expect(value).toMatchObject({ added: [{ name: "Zoé Blanc" }], already: ["lea martin"] });
    expect(await list("Lyon")).toMatchObject({ places: 5, guests: { length: 3 } });
    expect(await world.failed("ticketing_add_guests", more)).toMatchObject({ code: "conflict" });
  });

  it("stand apart by name, and go to the default one when none is named", async () => {
    const press = { performance: "Lyon", guests: ["Sam Leroy"], list: "Presse" };
    await world.done("ticketing_add_guests", press);
    await world.done("ticketing_add_guests", { performance: "Lyon", guests: ["Inès Moreau"] });
    const { guests } = await list("Lyon");
    expect(guests.filter((guest) => guest.list === "Presse")).toMatchObject([
      { name: "Sam Leroy" },
    ]);
    expect(guests.find((guest) => guest.name === "Inès Moreau")?.list).toBe("Invités");
    expect(await world.rows("select id from guest_lists")).toHaveLength(2);
  });

  it("say when they have no place left", async () => {
    await world.rows("update guest_lists set quota = 2 where name = 'Presse'");
    const group = { performance: "Lyon", list: "Presse", guests: ["Nina Roux"], plus_ones: 1 };
    expect(await world.failed("ticketing_add_guests", group)).toMatchObject({
      code: "invalid_input",
      message: expect.stringMatching(
        /^La liste d’invités n’a plus assez de places\. Il en reste 1\splace\.$/,
      ),
    });
    await world.done("ticketing_add_guests", { ...group, plus_ones: 0 });
  });

  it("give each person a numbered comp, counted in the stock", async () => {
    const tickets = await world.rows(
      `select k.holder_name, k.number, k.price_cents, y.kind, o.channel, o.total_cents
         from tickets k join ticket_types y on y.id = k.ticket_type_id join orders o on o.id = k.order_id
        where k.performance_id = $1 order by k.number limit 3`,
      [dates.Lyon],
    );
    const comp = { price_cents: 0, kind: "comp", channel: "guest_list", total_cents: 0 };
    expect(tickets).toEqual([
      { ...comp, holder_name: "Lea Martin", number: 1 },
      { ...comp, holder_name: "Lea Martin +1", number: 2 },
      { ...comp, holder_name: "Marc Petit", number: 3 },
    ]);
    const [type] = await world.rows(
      `select sold, (select count(*)::int from tickets k where k.ticket_type_id = y.id and k.status = 'issued') as issued
         from ticket_types y where y.performance_id = $1 and y.kind = 'comp'`,
      [dates.Lyon],
    );
    expect(type?.["sold"]).toBe(type?.["issued"]);
  });

  it("let a guest go: the comps end with their numbers, and the places are free", async () => {
    const gone = { performance: "Lyon", guest: "marc petit" };
    await world.done("ticketing_remove_guest", gone);
    const names = async () => (await list("Lyon")).guests.map((guest) => guest.name);
    expect(await names()).not.toContain("Marc Petit");
    expect(await world.failed("ticketing_remove_guest", gone)).toMatchObject({
      code: "not_found",
      field: "guest",
    });
    const ended = await world.rows(
      "select number, status from tickets where performance_id = $1 and holder_name like 'Marc Petit%' order by number",
      [dates.Lyon],
    );
    expect(ended).toEqual([
      { number: 3, status: "cancelled" },
      { number: 4, status: "cancelled" },
    ]);
    await world.done("ticketing_add_guests", { performance: "Lyon", guests: ["Marc Petit"] });
    const [back] = await world.rows(
      "select max(number)::int as number, count(*)::int as all from tickets where performance_id = $1",
      [dates.Lyon],
    );
    expect(back?.["number"], "no number is skipped or used twice").toBe(back?.["all"]);
    const ambiguous = await world.failed("ticketing_remove_guest", {
      performance: "Lyon",
      guest: "ma",
    });
    expect(ambiguous.choices?.map((choice) => choice.label).toSorted()).toEqual([
      "Lea Martin",
      "Marc Petit",
    ]);
  });

  it("stop at the capacity of the date", async () => {
    const places = "update performances set capacity = $1 where id = $2";
    await world.rows(places, [2, dates.Marseille]);
    const input = { performance: "Marseille", guests: ["Lea Martin"], plus_ones: 2 };
    expect(await world.failed("ticketing_add_guests", input)).toMatchObject({
      code: "conflict",
      reason: "capacity_reached",
      message: expect.stringMatching(/Il en reste 2\splaces/),
    });
    await world.done("ticketing_add_guests", { ...input, plus_ones: 1 });
  });

  it("belong to a partner who fills them in by a link, until the deadline", async () => {
    await world.done("ticketing_set_guest_list", {
      performance: "Lille",
      list: "Radio",
      quota: 3,
      person: "Paul Durand",
      email: "paul@exemple.fr",
      deadline_on: "2027-02-20",
      deadline_at: "18:00",
    });
    const { value } = await world.done<{ path: string; to: string }>("ticketing_share_guest_list", {
      performance: "Lille",
      list: "Radio",
    });
    expect(value.to).toBe("paul@exemple.fr");
    const token = value.path.replace("/g/", "");
    const actor = await linkActor(
      world.database,
      world.context().integrations.secrets,
      "guest-list",
      token,
    );
    if (!actor) throw new Error("the link leads nowhere");
    const partner = { actor };
    const fill = { list: token, name: "Nina Roux", plus_ones: 1, email: "nina@exemple.fr" };
    const callId = randomUUID();
    const filled = await world.done<{ places: number; guests: { id: string }[] }>(
      "ticketing_fill_guest_list",
      fill,
      { ...partner, callId },
    );
    expect(filled.value).toMatchObject({ places: 2, guests: [{ name: "Nina Roux", plusOnes: 1 }] });
    expect(
      await world.done("ticketing_fill_guest_list", fill, { ...partner, callId }),
    ).toMatchObject({ replayed: true, value: { places: 2 } });
    const more = { list: token, name: "Sam Leroy", plus_ones: 1 };
    expect(await world.failed("ticketing_fill_guest_list", more, partner)).toMatchObject({
      reason: "list_full",
    });
    const letters = await world.rows("select data ->> 'to' as to from outbox order by id");
    expect(letters.map((letter) => letter["to"])).toEqual(["paul@exemple.fr", "nina@exemple.fr"]);
    const late = { ...partner, now: new Date("2027-02-20T17:00:01Z") };
    expect(
      await world.failed("ticketing_fill_guest_list", { ...more, plus_ones: 0 }, late),
    ).toMatchObject({ code: "expired", reason: "list_closed" });
    const guest = { list: token, guest: filled.value.guests[0]?.id ?? "" };
    expect(await world.failed("ticketing_drop_shared_guest", guest, late)).toMatchObject({
      reason: "list_closed",
    });
    const dropped = await world.done("ticketing_drop_shared_guest", guest, partner);
    expect(dropped.value).toMatchObject({ places: 0, guests: [] });
    const staff = { performance: "Lille", guests: ["Zoé Blanc"], list: "Radio" };
    expect(await world.failed("ticketing_add_guests", staff, { now: late.now })).toMatchObject({
      reason: "list_closed",
    });
  });

  it("open by no other link", async () => {
    const { secrets } = world.context().integrations;
    const other = linkToken(secrets, "waiting", randomUUID());
    expect(await linkActor(world.database, secrets, "guest-list", other)).toBeUndefined();
    const lists = await world.rows<{ id: string }>(
      "select id from guest_lists where name = 'Radio'",
    );
    const own = linkToken(secrets, "guest-list", lists[0]?.id ?? "");
    expect(await linkActor(world.database, secrets, "guest-list", `${own}A`)).toBeUndefined();
    const viewer = { performance: "Lille", list: "Radio" };
    expect(
      (await world.failed("ticketing_share_guest_list", viewer, { role: "viewer" })).code,
    ).toBe("forbidden");
    expect(
      (
        await world.failed("ticketing_share_guest_list", viewer, {
          organization: world.elsewhere,
        })
      ).code,
    ).toBe("not_found");
  });

  it("are not for a cancelled date, a reader, or another organization", async () => {
    const input = { performance: dates.Nice, guests: ["Paul Durand"] };
    const cancel =
      "update performances set status = 'cancelled', cancelled_at = now() where id = $1";
    const viewer = await world.failed("ticketing_add_guests", input, { role: "viewer" });
    expect(viewer.code).toBe("forbidden");
    const elsewhere = { organization: world.elsewhere };
    expect((await world.failed("ticketing_add_guests", input, elsewhere)).code).toBe("not_found");
    await world.rows(cancel, [dates.Nice]);
    expect((await world.failed("ticketing_add_guests", input)).code).toBe("conflict");
    expect(
      await world.rows("select id from guests where performance_id = $1", [dates.Nice]),
    ).toEqual([]);
  });
});
