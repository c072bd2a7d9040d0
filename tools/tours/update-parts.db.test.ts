import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
let dates: Awaited<ReturnType<typeof plannedTour>>;
beforeAll(async () => {
  world = await openWorld();
  dates = await plannedTour(world);
  for (const name of ["Anne Roux", "Léo Petit"])
    await world.done("contacts_create_contact", { name });
  await world.done("tours_add_transport", {
    performance: dates.Lyon,
    transport_kind: "train",
    from_place: "Paris",
    departs: "22:30",
    arrives: "00:45",
  });
  await world.done("tours_add_accommodation", {
    performance: dates.Lyon,
    name: "Ibis Part-Dieu",
    nights: 2,
  });
  await world.done("tours_add_team_member", {
    contact: "Anne Roux",
    team_role: "sound_engineer",
    performances: [dates.Lyon],
  });
});
afterAll(() => world.close());

type Parts = Record<"transports" | "accommodations" | "team", Record<string, unknown>[]>;
const read = async (list: keyof Parts) =>
  (await world.done<Parts>("tours_get_performance", { performance: dates.Lyon })).value[list];

/** Each edit of one part of a date, and what the page shows after it. */
const edits = [
  {
    tool: "tours_update_transport",
    input: { reference: "QX7P2L", cost: 8_900 },
    list: "transports",
    shows: { reference: "QX7P2L", costCents: 8_900, departsAt: "2027-05-14T20:30:00.000Z" },
  },
  {
    tool: "tours_update_accommodation",
    input: { name: "ibis", rooms: 8 },
    list: "accommodations",
    shows: { rooms: 8, checkInOn: "2027-05-14", checkOutOn: "2027-05-16" },
  },
  {
    tool: "tours_update_team_member",
    input: { contact: "Anne Roux", team_role: "lighting_engineer" },
    list: "team",
    shows: { role: "lighting_engineer" },
  },
] as const;

describe.each(edits)("$tool", ({ tool, input, list, shows }) => {
  const given = () => ({ performance: dates.Lyon, ...input });

  it("is refused to viewers and to other organizations, and changes nothing", async () => {
    const before = await read(list);
    expect((await world.failed(tool, given(), { role: "viewer" })).code).toBe("forbidden");
    expect((await world.failed(tool, given(), { organization: world.elsewhere })).code).toBe(
      "not_found",
    );
    expect(await read(list)).toEqual(before);
  });

  it("changes what was said, once, and undoing brings back what stood", async () => {
    const before = await read(list);
    const callId = crypto.randomUUID();
    const first = await world.done(tool, given(), { callId });
    const again = await world.done(tool, given(), { callId });
    expect(again).toMatchObject({ replayed: true, summary: first.summary });
    expect(await read(list)).toMatchObject([shows]);
    await world.done("organization_undo_call", { call: callId });
    expect(await read(list)).toEqual(before);
  });

  it("asks what to change where nothing is said", async () => {
    const nothing =
      list === "team"
        ? { contact: "Anne Roux", team_role: "sound_engineer" }
        : { performance: dates.Lyon };
    const error = await world.failed(tool, { performance: dates.Lyon, ...nothing });
    expect(error).toMatchObject({ code: "invalid_input" });
  });
});

describe("a journey", () => {
  const edit = (input: object) =>
    world.done("tours_update_transport", { performance: dates.Lyon, ...input });

  it("keeps its times when it moves to another day, across midnight too", async () => {
    await edit({ day: "2027-05-13" });
    expect(await read("transports")).toMatchObject([
      { departsAt: "2027-05-13T20:30:00.000Z", arrivesAt: "2027-05-13T22:45:00.000Z" },
    ]);
  });

  it("keeps its day when a time is emptied, and takes a new one that day", async () => {
    await edit({ clear: ["departs", "arrives"] });
    await edit({ departs: "09:04" });
    expect(await read("transports")).toMatchObject([
      { departsAt: "2027-05-13T07:04:00.000Z", arrivesAt: null },
    ]);
  });

  it("becomes of another kind where none of that kind stands, and asks where two fit", async () => {
    await edit({ transport_kind: "van" });
    expect(await read("transports")).toMatchObject([{ kind: "van", from: "Paris" }]);
    await world.done("tours_add_transport", {
      performance: dates.Lyon,
      transport_kind: "van",
      from_place: "Nantes",
    });
    const several = await world.failed("tours_update_transport", {
      performance: dates.Lyon,
      cost: 100,
    });
    expect(several).toMatchObject({ code: "invalid_input", field: "from_place" });
    await edit({ from_place: "Nantes", cost: 100 });
    const nantes = (await read("transports")).find(({ from }) => from === "Nantes");
    expect(nantes).toMatchObject({ costCents: 100 });
    await edit({ transport: nantes?.["id"], from_place: "Rennes" });
    expect(await read("transports")).toHaveLength(2);
    expect((await read("transports")).map(({ from }) => from)).toContain("Rennes");
  });

  it("is not found by the id of another date's", async () => {
    const [one] = await read("transports");
    const input = { performance: dates.Lille, transport: one?.["id"], cost: 1 };
    expect((await world.failed("tours_update_transport", input)).code).toBe("not_found");
  });
});

it("a stay keeps its nights when it starts another day, and its place when it takes a new name", async () => {
  await world.done("tours_update_accommodation", {
    performance: dates.Lyon,
    check_in_on: "2027-05-13",
    new_name: "Mercure",
  });
  expect(await read("accommodations")).toMatchObject([
    { name: "Mercure", city: "Lyon", checkInOn: "2027-05-13", checkOutOn: "2027-05-15" },
  ]);
});

describe("a role in the crew", () => {
  it("is changed on a tour as on a date, and is not held twice", async () => {
    await world.done("tours_add_team_member", {
      contact: "Léo Petit",
      team_role: "driver",
      tour: "Organique",
    });
    const { summary } = await world.done("tours_update_team_member", {
      contact: "Léo Petit",
      team_role: "backliner",
      tour: "Organique",
    });
    expect(summary).toBe(
      "Organique Tour, Léo Petit\u202f: conduite → backline.".replace("\u202f", "\u00a0"),
    );
    await world.done("tours_add_team_member", {
      contact: "Léo Petit",
      team_role: "press_officer",
      tour: "Organique",
    });
    const asked = await world.failed("tours_update_team_member", {
      contact: "Léo Petit",
      team_role: "musician",
      tour: "Organique",
    });
    expect(asked.choices).toHaveLength(2);
    const twice = await world.failed("tours_update_team_member", {
      contact: "Léo Petit",
      team_role: "backliner",
      tour: "Organique",
      team_member: asked.choices?.find(({ label }) => label === "presse")?.id,
    });
    expect(twice).toMatchObject({ code: "conflict", field: "team_role" });
  });
});
