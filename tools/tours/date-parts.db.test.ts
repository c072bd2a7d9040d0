import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
let dates: Awaited<ReturnType<typeof plannedTour>>;
beforeAll(async () => {
  world = await openWorld();
  dates = await plannedTour(world);
  await world.done("contacts_create_contact", { name: "Anne Roux" });
});
afterAll(() => world.close());

const read = async () =>
  (
    await world.done<Record<string, { id: string; kind: string }[]>>("tours_get_performance", {
      performance: dates.Lyon,
    })
  ).value;

/** Each removal: what stands first, the tool that takes it off, and where the page shows it. */
const removals = [
  {
    what: "a journey",
    add: ["tours_add_transport", { transport_kind: "train", from_place: "Paris" }],
    tool: "tours_remove_transport",
    input: { transport_kind: "train" },
    list: "transports",
  },
  {
    what: "a hotel",
    add: ["tours_add_accommodation", { name: "Ibis Part-Dieu" }],
    tool: "tours_remove_accommodation",
    input: { name: "ibis" },
    list: "accommodations",
  },
  {
    what: "someone of the crew",
    add: ["tours_add_team_member", { contact: "Anne Roux" }],
    tool: "tours_remove_team_member",
    input: { contact: "Anne Roux" },
    list: "team",
  },
  {
    what: "a time",
    add: ["tours_update_schedule", { support: "19:30" }],
    tool: "tours_clear_times",
    input: { schedule_items: ["support"] },
    list: "schedule",
  },
] as const;

describe.each(removals)("removing $what of a date", ({ add, tool, input, list }) => {
  const given = (id: string) => ({ performance: id, ...input });
  const [adding, values] = add;
  const named = /team_member|schedule/.test(adding)
    ? () => ({ performances: [dates.Lyon] })
    : () => ({ performance: dates.Lyon });

  it("is refused to viewers and to other organizations, and leaves it there", async () => {
    await world.done(adding, { ...named(), ...values });
    expect((await world.failed(tool, given(dates.Lyon), { role: "viewer" })).code).toBe(
      "forbidden",
    );
    expect(
      (await world.failed(tool, given(dates.Lyon), { organization: world.elsewhere })).code,
    ).toBe("not_found");
    expect((await read())[list]).toHaveLength(1);
  });

  it("takes it off once, however often the same call arrives, and undoing brings it back", async () => {
    const callId = crypto.randomUUID();
    const first = await world.done(tool, given(dates.Lyon), { callId });
    const again = await world.done(tool, given(dates.Lyon), { callId });
    expect(again.summary).toBe(first.summary);
    expect((await read())[list]).toEqual([]);
    expect((await world.failed(tool, given(dates.Lyon))).code).toBe("not_found");
    await world.done("organization_undo_call", { call: callId });
    expect((await read())[list]).toHaveLength(1);
  });
});

it("asks which journey is meant where two fit, and takes the one that a page names", async () => {
  for (const from_place of ["Nantes", "Rennes"]) {
    await world.done("tours_add_transport", {
      performance: dates.Lille,
      transport_kind: "van",
      from_place,
    });
  }
  const asked = await world.failed("tours_remove_transport", { performance: dates.Lille });
  expect(asked).toMatchObject({ code: "invalid_input", field: "from_place" });
  const transport = asked.choices?.[0]?.id;
  const gone = await world.done("tours_remove_transport", { performance: dates.Lille, transport });
  expect(gone.value).toMatchObject({ from: "Nantes", to: "Lille" });
});

describe("clearing a marked day of a tour", () => {
  const day = "2027-05-13";
  it("frees it, once, for members of the organization who may write", async () => {
    await world.done("tours_set_day", { day, day_kind: "off", tour: "Organique" });
    const input = { day, tour: "Organique" };
    expect((await world.failed("tours_clear_day", input, { role: "viewer" })).code).toBe(
      "forbidden",
    );
    expect(
      (await world.failed("tours_clear_day", input, { organization: world.elsewhere })).code,
    ).toBe("not_found");
    const callId = crypto.randomUUID();
    await world.done("tours_clear_day", input, { callId });
    await world.done("tours_clear_day", input, { callId });
    expect((await world.done("tours_get_tour", { tour: "Organique" })).value).toMatchObject({
      days: [],
    });
    expect((await world.failed("tours_clear_day", input)).code).toBe("not_found");
  });
});

describe("the calendar of a tour", () => {
  it("holds its dates with their times, and its days off", async () => {
    await world.done("tours_update_schedule", {
      performances: [dates.Nice],
      doors: "19:00",
      set_time: "20:30",
      curfew: "23:30",
    });
    await world.done("tours_set_day", { day: "2027-05-16", day_kind: "travel", tour: "Organique" });
    const calendar = await world.done<{ file: string; fileName: string; total: number }>(
      "tours_get_calendar",
      { tour: "Organique" },
      { role: "viewer" },
    );
    expect(calendar.value).toMatchObject({ total: 4, fileName: "Organique-Tour.ics" });
    const text = calendar.value.file.replaceAll("\r\n ", "");
    expect(text).toContain("DTSTART:20270515T170000Z\r\nDTEND:20270515T213000Z");
    expect(text).toContain("SUMMARY:Organique Tour · jour de route");
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(5);
  });

  it("is not given to another organization", async () => {
    const theirs = { organization: world.elsewhere };
    expect((await world.failed("tours_get_calendar", { tour: "Organique" }, theirs)).code).toBe(
      "not_found",
    );
  });
});

describe("the day sheet on screen", () => {
  type Sheet = { content: { title: string; language: string; sections: { title: string }[] } };
  it("says what the rows say now, in the language asked for, and stores nothing", async () => {
    const sheet = await world.done<Sheet>(
      "tours_get_day_sheet",
      { performance: dates.Nice, language: "en" },
      { role: "viewer" },
    );
    expect(sheet.value.content).toMatchObject({ language: "en" });
    expect(sheet.value.content.title).toContain("Nice");
    expect(JSON.stringify(sheet.value.content.sections[0])).toContain("20:30");
    expect(await world.rows("select id from documents")).toEqual([]);
  });

  it("is not given to another organization", async () => {
    const theirs = { organization: world.elsewhere };
    expect(
      (await world.failed("tours_get_day_sheet", { performance: dates.Nice }, theirs)).code,
    ).toBe("not_found");
  });
});
