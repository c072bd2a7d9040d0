import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
let lyon: string;
beforeAll(async () => {
  world = await openWorld();
  lyon = (await plannedTour(world)).Lyon;
});
afterAll(() => world.close());

type Saved = { saved: boolean; notes: string };
const save = async (input: object, options?: Parameters<World["done"]>[2]) =>
  (await world.done<Saved>("tours_save_notes", { performance: lyon, ...input }, options)).value;
const stored = async () =>
  (await world.rows("select notes from performances where id = $1", [lyon]))[0]?.["notes"];

describe("saving the notes of a date as they are typed", () => {
  it("writes the whole text over the one it started from", async () => {
    expect(await save({ notes: "Parking", before: "" })).toMatchObject({ saved: true });
    expect(await save({ notes: "Parking derrière", before: "Parking" })).toMatchObject({
      saved: true,
      notes: "Parking derrière",
    });
    expect(await stored()).toBe("Parking derrière");
  });

  it("covers nothing that another has written in between, and gives it back", async () => {
    await save({ notes: "Quai nord", before: "Parking derrière" }, { role: "manager" });
    expect(await save({ notes: "Parking devant", before: "Parking derrière" })).toEqual(
      expect.objectContaining({ saved: false, notes: "Quai nord" }),
    );
    expect(await stored()).toBe("Quai nord");
  });

  it("takes one of two who save at the same moment", async () => {
    const both = await Promise.all(["A", "B"].map((notes) => save({ notes, before: "Quai nord" })));
    expect(both.filter(({ saved }) => saved)).toHaveLength(1);
    const kept = await stored();
    expect(both.map(({ notes }) => notes)).toEqual([kept, kept]);
    await save({ notes: "Quai nord" });
  });

  it("has one effect for the same call, and undoing brings the earlier text back", async () => {
    const callId = crypto.randomUUID();
    const input = { notes: "Quai sud", before: "Quai nord" };
    expect(await save(input, { callId })).toMatchObject({ saved: true });
    expect(await save(input, { callId })).toMatchObject({ saved: true });
    await world.done("organization_undo_call", { call: callId });
    expect(await stored()).toBe("Quai nord");
  });

  it("empties them where no text is left", async () => {
    expect(await save({ before: "Quai nord" })).toMatchObject({ saved: true, notes: "" });
    expect(await stored()).toBeNull();
  });

  it("is refused to viewers, and to other organizations", async () => {
    const input = { performance: lyon, notes: "x" };
    expect((await world.failed("tours_save_notes", input, { role: "viewer" })).code).toBe(
      "forbidden",
    );
    expect(
      (await world.failed("tours_save_notes", input, { organization: world.elsewhere })).code,
    ).toBe("not_found");
  });
});
