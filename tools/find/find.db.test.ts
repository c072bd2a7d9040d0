import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { type ContextOptions, openWorld, type World } from "../testing/world.ts";

type Found = { hits: { kind: string; id: string; label: string }[] };

describe("finding rows by what a person types", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.done("contacts_create_contact", { name: "Lea Martin", email: "lea@exemple.fr" });
  });
  afterAll(() => world.close());

  const find = async (text: string, more: object = {}, options?: ContextOptions) =>
    (await world.done<Found>("find_anything", { text, ...more }, options)).value.hits;

  it.each([
    ["zaz", "artist", "Zaz"],
    ["theatre de sebastopol", "venue", "Théâtre de Sébastopol"],
    ["Théâtre de Sebastopole", "venue", "Théâtre de Sébastopol"],
    ["organique tour", "tour", "Organique Tour"],
    ["léa martin", "contact", "Lea Martin"],
  ])("finds « %s » with accents, case and typos forgiven", async (text, kind, label) => {
    expect((await find(text))[0]).toMatchObject({ kind, label });
  });

  it("keeps to one kind when asked, and says when nothing looks alike", async () => {
    const hits = await find("Lyon", { kind: "performance" });
    expect(hits).toMatchObject([{ id: dates.Lyon, kind: "performance" }]);
    const { summary } = await world.done("find_anything", { text: "qwxzkj" });
    expect(summary).toMatch(/^Rien ne ressemble à «\sqwxzkj\s»\.$/);
  });

  it("shows a role only the kinds that it may read, and another organization nothing", async () => {
    expect(await find("Lea Martin", {}, { role: "door_staff" })).toEqual([]);
    expect(await find("Zaz", {}, { organization: world.elsewhere })).toEqual([]);
  });

  it("recognises the names that stand in a sentence", async () => {
    const { value } = await world.done<Found>("find_names_in_text", {
      text: "Bonjour, Zaz jouera au Silo à Marseille, Lea Martin nous rejoint.",
    });
    expect(value.hits.map(({ kind, label }) => `${kind} ${label}`)).toEqual(
      expect.arrayContaining(["artist Zaz", "venue Le Silo", "contact Lea Martin"]),
    );
    const none = await world.done<Found>("find_names_in_text", { text: "rien du tout ici" });
    expect(none.value.hits).toEqual([]);
  });

  describe("a reference to a date", () => {
    const mean = async (performance: string) =>
      (await world.done<{ performanceId: string }>("ticketing_list_guests", { performance })).value
        .performanceId;

    it.each([["Lyon"], ["lyon 14/05/2027"], ["2027-05-14"], ["Salle 3000"]])(
      "may be « %s »",
      async (text) => expect(await mean(text)).toBe(dates.Lyon),
    );

    it("may be its id, and is written as people write a day", async () => {
      const { summary } = await world.done("ticketing_list_guests", { performance: dates.Lyon });
      expect(summary).toContain("14/05/2027 · Lyon · L’amphithéâtre – Salle 3000");
    });

    it("asks which one when several fit, and offers the nearest when none does", async () => {
      await world.done("tours_plan_tour", {
        name: "Organique Tour",
        text: "16/05/2027 – Lyon, L’amphithéâtre – Salle 3000",
      });
      const error = await world.failed("ticketing_list_guests", { performance: "Lyon" });
      expect(error).toMatchObject({ code: "invalid_input", field: "performance" });
      expect(error.choices?.map(({ label }) => label.slice(0, 17)).toSorted()).toEqual([
        "14/05/2027 · Lyon",
        "16/05/2027 · Lyon",
      ]);
      const none = await world.failed("ticketing_list_guests", { performance: "Tombouctou" });
      expect(none).toMatchObject({ code: "not_found", field: "performance" });
    });

    it("means a cancelled date only when no other fits", async () => {
      await world.rows(
        "update performances set status = 'cancelled', cancelled_at = now() where day = '2027-05-16'",
      );
      expect(await mean("Lyon")).toBe(dates.Lyon);
      await world.rows(
        "update performances set status = 'confirmed', cancelled_at = null where day = '2027-05-16'",
      );
    });
  });
});
