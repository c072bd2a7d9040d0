import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "../testing/world.ts";

type Made = { performance: { id: string } };

let world: World;
const ids: Record<string, string> = {};

async function addDate(name: string, input: Record<string, unknown>) {
  ids[name] = (
    await world.done<Made>("tours_create_performance", { artist: "Zaz", ...input })
  ).value.performance.id;
}
const statusOf = async (name: string) =>
  (
    await world.rows("select status, hold_rank, day::text from performances where id = $1", [
      ids[name],
    ])
  )[0];
async function sellTo(name: string, quantity: number) {
  await world.done("ticketing_create_ticket_type", {
    performances: [ids[name]],
    name: "Plein tarif",
    price: 3500,
    quota: 100,
  });
  await world.done("ticketing_record_sale", {
    performance: ids[name],
    ticket_type: "Plein tarif",
    quantity,
    buyer: "Lea Martin",
  });
}
async function accept(approvalId: string) {
  return world.done("organization_decide_approval", { approval: approvalId, decision: "accept" });
}

beforeAll(async () => {
  world = await openWorld();
  await world.done("tours_create_artist", { name: "Zaz" });
  await world.done("tours_create_artist", { name: "Baro Trio" });
  await addDate("lyon", {
    day: "2027-05-14",
    city: "Lyon",
    venue: "Le Transbordeur",
    capacity: 500,
  });
  await addDate("nice", { day: "2027-05-15", city: "Nice", venue: "Le Nikaïa", capacity: 500 });
  await addDate("nantes", { day: "2027-06-03", city: "Nantes", venue: "Stereolux", hold_rank: 1 });
  await addDate("trio", {
    artist: "Baro Trio",
    day: "2027-06-03",
    city: "Nantes",
    venue: "Stereolux",
    hold_rank: 2,
  });
});
afterAll(() => world.close());

describe("holds", () => {
  it("step back when another takes their rank, and forward when one is released", async () => {
    const taken = await world.done("tours_set_hold", { performance: ids["trio"], hold_rank: 1 });
    expect(taken.value).toMatchObject({ beforeRank: 2, pushed: [{ artist: "Zaz", rank: 2 }] });
    expect(await statusOf("nantes")).toMatchObject({ hold_rank: 2 });
    const released = await world.done("tours_cancel_performances", { performances: [ids["trio"]] });
    expect(released.value).toMatchObject({ promoted: [{ artist: "Zaz", rank: 1 }] });
    expect(await statusOf("nantes")).toMatchObject({ status: "option", hold_rank: 1 });
    await world.done("organization_undo_call", { call: released.callId });
    expect(await statusOf("trio")).toMatchObject({ status: "option", hold_rank: 1 });
    expect(await statusOf("nantes")).toMatchObject({ hold_rank: 2 });
  });

  it("are challenged by a day, which the holds ahead get", async () => {
    const challenged = await world.done<{ challenged: { artist: string }[] }>(
      "tours_challenge_hold",
      { performance: ids["nantes"], decide_by: "2026-12-05" },
    );
    expect(challenged.value.challenged).toMatchObject([{ artist: "Baro Trio" }]);
    expect(
      (
        await world.failed("tours_challenge_hold", {
          performance: ids["nantes"],
          decide_by: "2026-11-01",
        })
      ).code,
    ).toBe("invalid_input");
    expect(
      (
        await world.failed("tours_challenge_hold", {
          performance: ids["lyon"],
          decide_by: "2026-12-05",
        })
      ).code,
    ).toBe("conflict");
  });

  it("confirm once, and tell which other hold is left in conflict", async () => {
    const confirmed = await world.done<{ rivals: { artist: string }[] }>(
      "tours_confirm_performances",
      { performances: [ids["nantes"]] },
    );
    expect(confirmed.value.rivals).toMatchObject([{ artist: "Baro Trio" }]);
    expect(confirmed.summary).toContain("À libérer");
    expect(
      (await world.failed("tours_confirm_performances", { performances: [ids["nantes"]] })).code,
    ).toBe("conflict");
  });

  it("are not confirmed on a day on which the artist already plays", async () => {
    await addDate("rennes", { day: "2027-05-14", city: "Rennes", hold_rank: 1 });
    const error = await world.failed("tours_confirm_performances", {
      performances: [ids["rennes"]],
    });
    expect(error.code).toBe("conflict");
    expect(error.message).toContain("Lyon");
    expect(await statusOf("rennes")).toMatchObject({ status: "option" });
  });

  it("never come back from tickets sold", async () => {
    await sellTo("nice", 2);
    expect(
      (await world.failed("tours_set_hold", { performance: ids["nice"], hold_rank: 1 })).code,
    ).toBe("conflict");
  });
});

describe("moving dates", () => {
  it("takes the times along, at the hour of the clock, over a change of season", async () => {
    await addDate("metz", { day: "2027-03-20", city: "Metz", doors: "19:00" });
    await world.done("tours_move_performance", { performance: ids["metz"], day: "2027-04-03" });
    const [row] = await world.rows<{ starts_at: Date }>(
      "select starts_at from schedule_items where performance_id = $1",
      [ids["metz"]],
    );
    expect(row?.starts_at.toISOString()).toBe("2027-04-03T17:00:00.000Z");
  });

  it("shifts days in a row by one without meeting one another", async () => {
    await world.done("tours_plan_tour", {
      artist: "Zaz",
      name: "Nord",
      text: "01/10/2027 Lille\n02/10/2027 Rouen\n03/10/2027 Caen",
    });
    const shifted = await world.done("tours_shift_performances", { tour: "Nord", shift_days: 1 });
    expect(shifted.value).toMatchObject({
      total: 3,
      dates: [{ day: "2027-10-02" }, { day: "2027-10-03" }, { day: "2027-10-04" }],
    });
    await world.done("tours_shift_performances", { tour: "Nord", shift_days: -1 });
    const rows = await world.rows(
      "select day::text from performances p join tours t on t.id = p.tour_id where t.name = 'Nord' order by 1",
    );
    expect(rows.map((row) => row["day"])).toEqual(["2027-10-01", "2027-10-02", "2027-10-03"]);
  });

  it("refuses a day that is taken, the same day, and no shift", async () => {
    expect(
      (
        await world.failed("tours_move_performance", {
          performance: ids["metz"],
          day: "2027-05-14",
        })
      ).code,
    ).toBe("conflict");
    expect(
      (
        await world.failed("tours_move_performance", {
          performance: ids["metz"],
          day: "2027-04-03",
        })
      ).code,
    ).toBe("conflict");
    expect((await world.failed("tours_shift_performances", { tour: "Nord" })).code).toBe(
      "invalid_input",
    );
    expect(
      (
        await world.failed("tours_shift_performances", {
          tour: "Nord",
          from: "2027-10-01",
          to: "2027-10-01",
          shift_days: 1,
        })
      ).code,
    ).toBe("conflict");
    expect(await statusOf("metz")).toMatchObject({ day: "2027-04-03" });
  });

  it("asks a person where tickets are sold", async () => {
    const pending = await world.pending("tours_move_performance", {
      performance: ids["nice"],
      day: "2027-05-18",
    });
    expect(JSON.stringify(pending.preview)).toContain("2 billets");
    expect(await statusOf("nice")).toMatchObject({ day: "2027-05-15" });
    await accept(pending.approvalId);
    expect(await statusOf("nice")).toMatchObject({ day: "2027-05-18" });
  });
});

describe("cancelling dates", () => {
  it("releases a hold at once", async () => {
    await world.done("tours_cancel_performances", { performances: [ids["rennes"]] });
    expect(await statusOf("rennes")).toMatchObject({ status: "cancelled", hold_rank: null });
    expect(
      (await world.failed("tours_cancel_performances", { performances: [ids["rennes"]] })).code,
    ).toBe("conflict");
  });

  it("asks a person for a confirmed date, telling buyers and the amount to refund", async () => {
    await sellTo("lyon", 3);
    const pending = await world.pending("tours_cancel_performances", {
      performances: [ids["lyon"]],
      reason: "artiste malade",
    });
    const lines = JSON.stringify(pending.preview.lines);
    expect(lines).toContain("3\u00a0billets vendus");
    expect(lines.replaceAll(/\s/g, " ")).toContain("105 €");
    expect(await statusOf("lyon")).toMatchObject({ status: "confirmed" });
    await accept(pending.approvalId);
    expect(await statusOf("lyon")).toMatchObject({ status: "cancelled" });
    expect(
      await world.rows("select from tickets where performance_id = $1 and status = 'issued'", [
        ids["lyon"],
      ]),
    ).toHaveLength(3);
  });

  it("is not for what has been played", async () => {
    await addDate("hier", { day: "2026-11-20", city: "Brest" });
    expect(
      (await world.failed("tours_mark_played", { performances: [ids["metz"]] })).message,
    ).toContain("pas encore");
    await world.done("tours_mark_played", { performances: [ids["hier"]] });
    expect(await statusOf("hier")).toMatchObject({ status: "played" });
    expect(
      (await world.failed("tours_cancel_performances", { performances: [ids["hier"]] })).code,
    ).toBe("conflict");
  });

  it("is refused to a viewer, and another organization's date does not exist", async () => {
    const input = { performances: [ids["nice"]] };
    expect((await world.failed("tours_cancel_performances", input, { role: "viewer" })).code).toBe(
      "forbidden",
    );
    expect(
      (await world.failed("tours_cancel_performances", input, { organization: world.elsewhere }))
        .code,
    ).toBe("not_found");
    expect(await statusOf("nice")).toMatchObject({ status: "confirmed" });
  });
});
