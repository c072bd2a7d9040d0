import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

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
      message: "La liste d’invités n’a plus assez de places.",
    });
    await world.done("ticketing_add_guests", { ...group, plus_ones: 0 });
  });

  it("let a guest go, and take them back on undo", async () => {
    const gone = { performance: "Lyon", guest: "marc petit" };
    const { callId } = await world.done("ticketing_remove_guest", gone);
    const names = async () => (await list("Lyon")).guests.map((guest) => guest.name);
    expect(await names()).not.toContain("Marc Petit");
    expect(await world.failed("ticketing_remove_guest", gone)).toMatchObject({
      code: "not_found",
      field: "guest",
    });
    await world.done("organization_undo_call", { call: callId });
    expect(await names()).toContain("Marc Petit");
    const ambiguous = await world.failed("ticketing_remove_guest", {
      performance: "Lyon",
      guest: "ma",
    });
    expect(ambiguous.choices?.map((choice) => choice.label).toSorted()).toEqual([
      "Lea Martin",
      "Marc Petit",
    ]);
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
