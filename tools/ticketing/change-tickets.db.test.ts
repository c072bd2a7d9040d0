import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendOutbox } from "../core/send-outbox.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World, worldNow } from "../testing/world.ts";
import type { BuyerOrder } from "./sale-facts.ts";

describe("what a buyer does with tickets", () => {
  let world: World;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 100");
    const lyon = { performances: ["Lyon"] };
    await world.done("ticketing_create_ticket_type", { ...lyon, price: 3_500 });
    await world.done("ticketing_create_ticket_type", { ...lyon, kind: "reduced", price: 2_500 });
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await letters();
    await world.rows("delete from ticket_rules");
  });

  const buy = async (name = "Léa Martin") =>
    sale.pay(await sale.hold({ "Plein tarif": 1, "Tarif réduit": 1 }), name);
  const asBuyer = <Value = BuyerOrder>(name: string, input: object, options: object = {}) =>
    world.done<Value>(name, input, { ...sale.buyer, ...options });
  const refused = async (name: string, input: object, options: object = {}) =>
    (await world.failed(name, input, { ...sale.buyer, ...options })).reason;
  const read = async (token: string) =>
    (await asBuyer("ticketing_get_order", { order: token })).value;
  const scan = async (code: string | null | undefined) =>
    (
      await world.done<{ result: string }>("ticketing_check_in", {
        performance: sale.performanceId,
        code,
      })
    ).value.result;
  /** Letters that left since the last time, and the link in each. */
  const letters = async () => {
    const before = world.mails.length;
    await sendOutbox(world.database, world.context().integrations, "https://exemple.fr");
    return world.mails.slice(before).map((mail) => ({
      ...mail,
      token: /\/o\/([\w-]+)/.exec(mail.text)?.[1] ?? null,
    }));
  };

  it("holds numbered tickets, by date and by category", async () => {
    const order = await buy();
    const again = await buy("Marc Petit");
    const numbers = [...order.tickets, ...again.tickets].map((ticket) => [
      ticket.number,
      `${ticket.category}-${ticket.categoryNumber}`,
    ]);
    expect(numbers).toEqual([
      [1, "A-1"],
      [2, "B-1"],
      [3, "A-2"],
      [4, "B-2"],
    ]);
    await letters();
  });

  it("writes another name on a ticket until the deadline, under the same code", async () => {
    const order = await buy();
    const [ticket] = order.tickets;
    const callId = randomUUID();
    const input = { order: order.token, ticket: ticket?.id, name: "Inès Moreau" };
    const first = await asBuyer("ticketing_rename_my_ticket", input, { callId });
    const again = await asBuyer("ticketing_rename_my_ticket", input, { callId });
    expect(again).toMatchObject({ replayed: true });
    expect(first.value.tickets[0]).toMatchObject({ holder: "Inès Moreau", code: ticket?.code });
    expect(first.value.tickets[1]).toMatchObject({ holder: "Léa Martin" });
    expect(
      await world.rows(
        "select kind, from_name, to_name, member_id from ticket_changes where ticket_id = $1",
        [ticket?.id],
      ),
    ).toEqual([
      { kind: "renamed", from_name: "Léa Martin", to_name: "Inès Moreau", member_id: null },
    ]);

    const late = { now: new Date("2027-05-14T20:00:00Z") };
    expect(await refused("ticketing_rename_my_ticket", input, late)).toBe("changes_over");
    await world.done("ticketing_set_ticket_rules", { performance: "Lyon", renames: false });
    expect(await refused("ticketing_rename_my_ticket", input)).toBe("renames_closed");
    await world.done("ticketing_rename_ticket", {
      order: order.number,
      ticket_number: ticket?.number,
      name: "Zoé Blanc",
    });
    expect((await read(order.token)).tickets[0]?.holder).toBe("Zoé Blanc");
  });

  it("gives a ticket to another person: a new code, letters to both, the old code refused", async () => {
    const order = await buy();
    await letters();
    const [ticket] = order.tickets;
    const input = {
      order: order.token,
      ticket: ticket?.id,
      name: "Marc Petit",
      email: "marc@exemple.fr",
    };
    const callId = randomUUID();
    const given = await asBuyer("ticketing_transfer_my_ticket", input, { callId });
    expect(given.value).toMatchObject({ ticket: ticket?.number, email: "marc@exemple.fr" });
    expect(await asBuyer("ticketing_transfer_my_ticket", input, { callId })).toMatchObject({
      replayed: true,
    });
    const sent = await letters();
    expect(sent.map(({ to }) => to).toSorted()).toEqual(["lea@exemple.fr", "marc@exemple.fr"]);
    const theirs = sent.find(({ to }) => to === "marc@exemple.fr");
    expect(theirs?.text).toContain("Léa Martin vous transmet un billet");
    expect(sent.find(({ to }) => to === "lea@exemple.fr")?.token).toBeNull();

    const mine = await read(order.token);
    expect(mine.tickets[0]).toMatchObject({ holder: "Marc Petit", code: null });
    expect(mine.tickets[0]?.transferredAt).not.toBeNull();
    expect(mine.tickets[1]?.code).toBe(order.tickets[1]?.code);
    expect(await refused("ticketing_transfer_my_ticket", input)).toBe("unknown_ticket");

    const held = await read(theirs?.token ?? "");
    expect(held).toMatchObject({
      scope: "ticket",
      buyer: { name: "Marc Petit", email: "marc@exemple.fr", phone: null },
      totalCents: 3_500,
      tickets: [{ holder: "Marc Petit" }],
    });
    expect(await scan(ticket?.code)).toBe("replaced");
    expect(await scan(held.tickets[0]?.code)).toBe("ok");
    expect(await refused("ticketing_transfer_my_ticket", { ...input, order: theirs?.token })).toBe(
      "checked_in",
    );
  });

  it("lets whoever received a ticket pass it on, and has no say in the order", async () => {
    const order = await buy();
    const [ticket] = order.tickets;
    const give = (token: string | null | undefined, name: string, email: string) =>
      asBuyer("ticketing_transfer_my_ticket", { order: token, ticket: ticket?.id, name, email });
    await letters();
    await give(order.token, "Marc Petit", "marc@exemple.fr");
    const marc = (await letters()).find(({ to }) => to === "marc@exemple.fr")?.token;
    for (const tool of ["ticketing_mail_my_tickets", "ticketing_release_hold"]) {
      expect(await refused(tool, { order: marc })).toBe("unknown_order");
    }
    expect(
      await refused("ticketing_correct_my_email", { order: marc, email: "x@exemple.fr" }),
    ).toBe("unknown_order");
    await give(marc, "Nina Roux", "nina@exemple.fr");
    const sent = await letters();
    expect(sent.map(({ to }) => to).toSorted()).toEqual(["marc@exemple.fr", "nina@exemple.fr"]);
    expect(await refused("ticketing_get_order", { order: marc })).toBe("unknown_order");
    // Given back to the buyer, it is one of the order's own again.
    const nina = sent.find(({ to }) => to === "nina@exemple.fr")?.token;
    await give(nina, "Léa Martin", "lea@exemple.fr");
    const back = await read(order.token);
    expect(back.tickets[0]).toMatchObject({ holder: "Léa Martin", transferredAt: null });
    expect(await scan(back.tickets[0]?.code)).toBe("ok");
  });

  it("keeps tickets where they are when the organiser says so, save for the team", async () => {
    await world.done("ticketing_set_ticket_rules", { transfers: false });
    const order = await buy();
    const to = { name: "Marc Petit", email: "marc@exemple.fr" };
    const input = { order: order.token, ticket: order.tickets[0]?.id, ...to };
    expect(await refused("ticketing_transfer_my_ticket", input)).toBe("transfers_closed");
    await world.done("ticketing_set_ticket_rules", { performance: "Lyon", transfers: true });
    expect(await read(order.token)).toMatchObject({ changes: { transfers: true, hours: 2 } });
    const rules = () => world.done("ticketing_get_ticket_rules", { performance: "Lyon" });
    expect((await rules()).value).toMatchObject({ own: true, transfers: true, hours: 2 });
    const elsewhere = { organization: world.elsewhere };
    expect(
      (await world.failed("ticketing_get_ticket_rules", { performance: "Lyon" }, elsewhere)).code,
    ).toBe("not_found");
    await world.done("ticketing_set_ticket_rules", { performance: "Lyon", hours_before_doors: 48 });
    expect((await rules()).value).toMatchObject({ hours: 48, until: "2027-05-11T22:00:00.000Z" });
    const ofTeam = { order: order.number, ticket_number: order.tickets[1]?.number, ...to };
    expect((await world.done("ticketing_transfer_ticket", ofTeam)).value).toMatchObject({
      holder: "Marc Petit",
    });
    expect(
      await world.failed("ticketing_transfer_ticket", { ...ofTeam, ticket_number: 999 }),
    ).toMatchObject({ code: "not_found", reason: "unknown_ticket" });
    expect(
      await world.failed("ticketing_transfer_ticket", { order: order.number, ...to }),
    ).toMatchObject({ code: "invalid_input", reason: "which_ticket" });
  });

  it("mails tickets again, to the buyer or each to its holder, under the same codes", async () => {
    const order = await buy();
    const [one, other] = order.tickets;
    await letters();
    await asBuyer("ticketing_mail_my_tickets", { order: order.token });
    expect(await letters()).toMatchObject([{ to: "lea@exemple.fr", token: order.token }]);
    await asBuyer("ticketing_mail_my_tickets", {
      order: order.token,
      ticket: one?.id,
      email: "ines@exemple.fr",
    });
    const [letter] = await letters();
    expect(letter?.to).toBe("ines@exemple.fr");
    expect((await read(letter?.token ?? "")).tickets).toMatchObject([
      { id: one?.id, code: one?.code },
    ]);
    // Who was sent a ticket shows it; who bought it decides.
    const strange = { order: letter?.token, name: "Marc Petit", email: "marc@exemple.fr" };
    expect(await refused("ticketing_transfer_my_ticket", strange)).toBe("not_yours");
    await asBuyer("ticketing_mail_my_tickets", { order: order.token, to_holders: true });
    const all = await letters();
    expect(all.map(({ to }) => to).toSorted()).toEqual(["ines@exemple.fr", "lea@exemple.fr"]);
    expect(all.find(({ to }) => to === "lea@exemple.fr")?.text).toContain(`n° ${other?.number}`);
    await world.done("ticketing_resend_order", { order: order.number, to_holders: true });
    expect((await letters()).map(({ to }) => to).toSorted()).toEqual([
      "ines@exemple.fr",
      "lea@exemple.fr",
    ]);
  });

  it("corrects an address: what went to the former one opens nothing any more", async () => {
    const order = await buy();
    await letters();
    const moved = await asBuyer("ticketing_correct_my_email", {
      order: order.token,
      email: "lea.martin@exemple.fr",
    });
    const sent = await letters();
    expect(sent.map(({ to }) => to).toSorted()).toEqual([
      "lea.martin@exemple.fr",
      "lea@exemple.fr",
    ]);
    expect(sent.find(({ to }) => to === "lea@exemple.fr")?.text).toContain("n’ouvrent plus rien");
    expect(sent.find(({ to }) => to === "lea@exemple.fr")?.token).toBeNull();
    expect(sent.find(({ to }) => to === "lea.martin@exemple.fr")?.token).toBe(moved.value.token);
    expect(await refused("ticketing_get_order", { order: order.token })).toBe("unknown_order");
    expect(await scan(order.tickets[0]?.code)).toBe("replaced");
    expect(await scan(moved.value.tickets[0]?.code)).toBe("ok");

    // The team, after a theft: same address, new link and codes; what has passed the door stays.
    const callId = randomUUID();
    const stolen = { order: order.number, new_codes: true };
    const first = await world.done("ticketing_resend_order", stolen, { callId });
    expect(await world.done("ticketing_resend_order", stolen, { callId })).toMatchObject({
      replayed: true,
    });
    expect(first.value).toMatchObject({ to: "lea.martin@exemple.fr", renewed: true });
    const [last, ...more] = await letters();
    expect(more).toEqual([]);
    expect(await scan(moved.value.tickets[1]?.code)).toBe("replaced");
    const now = await read(last?.token ?? "");
    expect(now.tickets[0]?.code).toBe(moved.value.tickets[0]?.code);
    expect(await scan(now.tickets[1]?.code)).toBe("ok");
  });

  it("is for the holder of the link and for the team of the organization", async () => {
    const order = await buy();
    const to = { name: "Marc Petit", email: "marc@exemple.fr" };
    const elsewhere = { organization: world.elsewhere };
    for (const [tool, input] of [
      ["ticketing_rename_ticket", { order: order.number, ticket_number: 1, name: "X" }],
      ["ticketing_transfer_ticket", { order: order.number, ticket_number: 1, ...to }],
      ["ticketing_resend_order", { order: order.number, new_codes: true }],
    ] as const) {
      expect((await world.failed(tool, input, elsewhere)).code).toBe("not_found");
      expect((await world.failed(tool, input, { role: "viewer" })).code).toBe("forbidden");
      expect((await world.failed(tool, input, sale.buyer)).code).toBe("forbidden");
    }
    expect(
      (await world.failed("ticketing_set_ticket_rules", { transfers: true }, { role: "viewer" }))
        .code,
    ).toBe("forbidden");
    await world.done("ticketing_set_ticket_rules", { transfers: false }, elsewhere);
    expect((await read(order.token)).changes.transfers).toBe(true);
    const forged = order.token.replace(/.{4}$/, "AAAA");
    expect(await refused("ticketing_rename_my_ticket", { order: forged, name: "X" })).toBe(
      "unknown_order",
    );
    const strange = { order: order.token, ticket: randomUUID(), ...to };
    expect(await refused("ticketing_transfer_my_ticket", strange)).toBe("unknown_ticket");
  });

  it("passes a ticket on once, whoever asks at the same time", async () => {
    const order = await buy();
    const ask = (email: string) =>
      world.act(
        "ticketing_transfer_my_ticket",
        { order: order.token, ticket: order.tickets[0]?.id, name: email, email },
        { ...sale.buyer, now: worldNow },
      );
    const answers = await Promise.all(
      ["a", "b", "c", "d"].map((name) => ask(`${name}@exemple.fr`)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(
      await world.rows("select count(*)::int as n from ticket_changes where ticket_id = $1", [
        order.tickets[0]?.id,
      ]),
    ).toEqual([{ n: 1 }]);
  });
});
