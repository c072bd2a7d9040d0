import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { type ContextOptions, openWorld, type World } from "../testing/world.ts";
import type { DoorListFacts, DoorStateFacts, ScanAnswer } from "./door-facts.ts";
import { hashOfRow, writeDoorRow, type DoorRow } from "./door-row.ts";
import { hashOfToken, deviceActor } from "./door-tokens.ts";
import { toHex } from "./ticket-mark.ts";
import type { BuyerOrder } from "./sale-facts.ts";

type Added = { deviceId: string; expiresAt: string };
type Device = {
  id: string;
  options: ContextOptions;
  write(row: Partial<DoorRow>): Promise<{ body: string; signature: string }>;
};

describe("devices at the door", () => {
  let world: World;
  let lyon: Sale;
  let nice: Sale;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 100");
    for (const city of ["Lyon", "Nice"]) {
      const here = { performances: [city] };
      await world.done("ticketing_create_ticket_type", { ...here, price: 3_500 });
      await world.done("ticketing_create_ticket_type", { ...here, kind: "reduced", price: 2_500 });
    }
    lyon = await openSale(world, dates.Lyon);
    nice = await openSale(world, dates.Nice);
  });
  afterAll(() => world.close());

  const buy = async (sale: Sale, quantity = 1, name = "Léa Martin"): Promise<BuyerOrder> =>
    sale.pay(await sale.hold({ "Plein tarif": quantity }), name);
  const codeOf = (order: BuyerOrder, at = 0) => ({ code: order.tickets[at]?.code ?? "" });

  /** A device as it stands after its QR code was scanned. */
  async function open(sale: Sale, name: string, gate = ""): Promise<Device> {
    const { value } = await world.done<Added>("ticketing_add_door_device", {
      performance: sale.performanceId,
      name,
      ...(gate ? { gate } : {}),
    });
    const link = await world.done<{ path: string }>("ticketing_get_door_link", {
      performance: sale.performanceId,
      device: value.deviceId,
    });
    const known = await deviceActor(world.database, link.value.path.split("#")[1] ?? "");
    if (!known) throw new Error("the link leads nowhere");
    const pair = (await crypto.subtle.generateKey({ name: "Ed25519" }, false, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    const publicKey = toHex(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
    const options = { actor: known.actor };
    await world.done(
      "ticketing_claim_door_device",
      { token_hash: hashOfToken(randomUUID() + randomUUID()), public_key: publicKey },
      options,
    );
    let last = { sequence: 0, hash: "" };
    return {
      id: value.deviceId,
      options,
      async write(row) {
        const body = writeDoorRow({
          device: value.deviceId,
          sequence: last.sequence + 1,
          previous: last.hash,
          deviceAt: Date.now(),
          offsetMs: 0,
          direction: "in",
          gate,
          what: { number: 1 },
          said: null,
          ...row,
        });
        last = { sequence: row.sequence ?? last.sequence + 1, hash: await hashOfRow(body) };
        const signature = await crypto.subtle.sign(
          { name: "Ed25519" },
          pair.privateKey,
          new TextEncoder().encode(body),
        );
        return { body, signature: toHex(new Uint8Array(signature)) };
      },
    };
  }
  const send = async (sale: Sale, scans: object[], options: ContextOptions) =>
    (
      await world.done<{ answers: ScanAnswer[] }>(
        "ticketing_send_scans",
        { performance: sale.performanceId, scans },
        options,
      )
    ).value.answers;
  const door = async () =>
    (
      await world.done<{
        inside: number;
        toSee: { kind: string; device: string; gate: string; first: { gate: string } | null }[];
        gates: { name: string; entered: number }[];
      }>("ticketing_get_door", { performance: "Lyon" })
    ).value;

  it("are opened once by their link, and the link is then worth nothing", async () => {
    const device = await open(lyon, "Porte B");
    const again = await world.done<{ path: string | null }>("ticketing_get_door_link", {
      performance: "Lyon",
      device: "Porte B",
    });
    expect(again.value.path).toBeNull();
    const other = { token_hash: hashOfToken("another"), public_key: "11".repeat(32) };
    expect(await world.failed("ticketing_claim_door_device", other, device.options)).toMatchObject({
      code: "conflict",
      reason: "already_claimed",
    });
    const [row] = await world.rows<{ token_hash: string }>(
      "select token_hash from door_devices where id = $1",
      [device.id],
    );
    expect(row?.token_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("scan at their own date and do nothing else", async () => {
    const device = await open(lyon, "Seul Lyon");
    const elsewhere = await buy(nice);
    const scan = await device.write({ what: codeOf(elsewhere) });
    const [answer] = await send(nice, [scan], device.options);
    expect(answer?.code).toBe("forbidden");
    expect((await send(lyon, [scan], device.options))[0]).toMatchObject({ result: "wrong_date" });
    for (const [name, input] of [
      ["tours_list_performances", {}],
      ["tours_create_artist", { name: "Nouvel artiste" }],
      ["ticketing_add_door_device", { performance: lyon.performanceId, name: "Copie" }],
    ] as const) {
      expect((await world.failed(name, input, device.options)).code).toMatch(/forbidden|not_found/);
    }
    const asked = { performance: nice.performanceId };
    expect((await world.failed("ticketing_read_door_list", asked, device.options)).code).toBe(
      "forbidden",
    );
  });

  it("take the list and the state along, and are told what moved since", async () => {
    const device = await open(lyon, "Liste");
    const order = await buy(lyon, 2, "Inès Karam");
    const here = { performance: lyon.performanceId };
    const list = await world.done<DoorListFacts>("ticketing_read_door_list", here, device.options);
    expect(list.value.tickets.filter(([, , , holder]) => holder === "Inès Karam")).toHaveLength(2);
    expect(list.value.keys).toHaveLength(1);
    const state = await world.done<DoorStateFacts>("ticketing_sync_door", here, device.options);
    expect(state.value.version).toBe(list.value.version);
    expect(state.value.inside).toBeTypeOf("string");
    await send(lyon, [await device.write({ what: codeOf(order) })], device.options);
    const since = { ...here, since: state.value.at };
    const news = await world.done<DoorStateFacts>("ticketing_sync_door", since, device.options);
    expect(news.value.inside).toBeNull();
    expect(news.value.news).toContainEqual([
      order.tickets[0]?.number,
      null,
      "in",
      null,
      expect.any(String),
    ]);
    await buy(lyon);
    const later = await world.done<DoorStateFacts>("ticketing_sync_door", since, device.options);
    expect(later.value.version).not.toBe(list.value.version);
  });

  it("send a scan twice and it is one, with the answer of the first time", async () => {
    const device = await open(lyon, "Réseau lent");
    const scan = await device.write({ what: codeOf(await buy(lyon)) });
    const [first] = await send(lyon, [scan], device.options);
    const [second] = await send(lyon, [scan], device.options);
    expect([first?.result, second?.result]).toEqual(["ok", "ok"]);
    expect(second?.checkInId).toBe(first?.checkInId);
    const both = await send(lyon, [scan, scan], device.options);
    expect(both.map(({ result }) => result)).toEqual(["ok", "ok"]);
  });

  it("cut off from each other let one ticket in twice: the earlier wins, the other is seen", async () => {
    const [a, b] = [await open(lyon, "Nord", "A"), await open(lyon, "Sud", "B")];
    const order = await buy(lyon);
    const now = Date.now();
    // The clock of the second is an hour ahead, and it knows.
    const late = await b.write({
      what: codeOf(order),
      said: "ok",
      deviceAt: now - 40_000 + 3_600_000,
      offsetMs: -3_600_000,
    });
    const early = await a.write({ what: codeOf(order), said: "ok", deviceAt: now - 60_000 });
    const inside = (await door()).inside;
    expect((await send(lyon, [late], b.options))[0]).toMatchObject({ code: "ok", result: "ok" });
    expect((await door()).toSee).toEqual([]);
    await send(lyon, [early], a.options);
    expect((await door()).toSee).toMatchObject([
      { kind: "duplicate", device: "Sud", gate: "B", first: { gate: "A" } },
    ]);
    expect((await door()).inside).toBe(inside + 1);
  });

  it("ask since an instant, and are told when it is none", async () => {
    const device = await open(lyon, "Montre");
    const ask = (since: string) =>
      world.act("ticketing_sync_door", { performance: lyon.performanceId, since }, device.options);
    expect(await ask(new Date().toISOString())).toMatchObject({ ok: true });
    expect(await ask("hier soir")).toMatchObject({
      error: { code: "invalid_input", field: "since" },
    });
  });

  it("leave doubles that a supervisor marks as seen, once, with who and when", async () => {
    const mark = (options: object = {}, input: object = {}) =>
      world.act("ticketing_mark_double_seen", { performance: "Lyon", ...input }, options);
    expect(await mark({ role: "viewer" })).toMatchObject({ error: { code: "forbidden" } });
    expect(await mark({ organization: world.elsewhere })).toMatchObject({
      error: { code: "not_found" },
    });
    expect(await mark({}, { check_in: randomUUID() })).toMatchObject({
      error: { code: "not_found" },
    });
    const [double] = (await door()).toSee;
    const callId = randomUUID();
    const one = { check_in: (double as { checkInId?: string } | undefined)?.checkInId };
    const staff = { role: "door_staff", callId } as const;
    expect(await mark(staff, one)).toMatchObject({ ok: true, value: { seen: 1, left: 0 } });
    expect(await mark(staff, one)).toMatchObject({ ok: true, replayed: true });
    const [member] = await world.rows<{ name: string }>(
      "select name from members where role = 'door_staff' and organization_id = $1",
      [world.here.id],
    );
    expect((await door()).toSee).toMatchObject([
      { kind: "duplicate", seen: { by: member?.name, at: expect.any(String) } },
    ]);
    expect(await mark()).toMatchObject({ error: { code: "not_found" } });
  });

  it("say late what they had asked: what happened at the door holds", async () => {
    const device = await open(lyon, "Coupé");
    const order = await buy(lyon);
    const inside = (await door()).inside;
    const seen = (await door()).toSee.length;
    await send(lyon, [await device.write({ what: codeOf(order), sequence: 1 })], device.options);
    const settled = await device.write({
      what: codeOf(order),
      sequence: 1,
      previous: "",
      said: "ok",
    });
    await send(lyon, [settled], device.options);
    expect((await door()).inside).toBe(inside + 1);
    expect((await door()).toSee).toHaveLength(seen);
    const back = await device.write({ what: { undoes: 1 }, direction: "out", said: "ok" });
    await send(lyon, [back, back], device.options);
    expect((await door()).inside).toBe(inside);
    const again = await device.write({ what: codeOf(order) });
    expect((await send(lyon, [again], device.options))[0]?.result).toBe("ok");
  });

  it("show the supervisor whom they let in although the ticket was refunded meanwhile", async () => {
    const device = await open(lyon, "Ancienne liste");
    const order = await buy(lyon, 1, "Paul Durand");
    await world.rows("update tickets set status = 'refunded' where id = $1", [
      order.tickets[0]?.id,
    ]);
    const [answer] = await send(
      lyon,
      [await device.write({ what: codeOf(order), said: "ok" })],
      device.options,
    );
    expect(answer).toMatchObject({ result: "ok", doubt: "refunded" });
    expect((await door()).toSee[0]).toMatchObject({ kind: "refunded", device: "Ancienne liste" });
  });

  it("refuse at a gate that is not for that ticket, and name the right one", async () => {
    await world.done("ticketing_set_door_gate", {
      performance: "Lyon",
      gate: "Balcon",
      zone: "Balcon",
      ticket_types: ["Tarif réduit"],
    });
    await world.done("ticketing_set_door_gate", { performance: "Lyon", gate: "Fosse" });
    const device = await open(lyon, "Balcon 1", "Balcon");
    const order = await buy(lyon);
    const scan = await device.write({ what: codeOf(order) });
    expect((await send(lyon, [scan], device.options))[0]).toMatchObject({
      result: "wrong_gate",
      gates: ["Fosse"],
    });
    const there = await device.write({ what: codeOf(order), gate: "Fosse" });
    expect((await send(lyon, [there], device.options))[0]?.result).toBe("ok");
    expect((await door()).gates).toContainEqual(
      expect.objectContaining({ name: "Fosse", entered: 1 }),
    );
  });

  it("sign what they send: a changed row, another's key and a foreign code are refused", async () => {
    const [device, other] = [await open(lyon, "Un"), await open(lyon, "Deux")];
    const order = await buy(lyon);
    const scan = await device.write({ what: codeOf(order) });
    const changed = { ...scan, body: scan.body.replace('"in"', '"out"') };
    const stolen = await other.write({ what: codeOf(order), device: device.id });
    const noise = { body: "[]", signature: "zz" };
    const answers = await send(lyon, [changed, stolen, noise], device.options);
    expect(answers.map(({ code }) => code)).toEqual([
      "bad_signature",
      "bad_signature",
      "bad_signature",
    ]);
    const forged = await device.write({ what: { code: "4006381333931" } });
    expect((await send(lyon, [forged], device.options))[0]?.result).toBe("not_ours");
  });

  it("stop when they are revoked; scans not sent ask for an approval first", async () => {
    const device = await open(lyon, "Perdu");
    await world.done(
      "ticketing_send_scans",
      { performance: lyon.performanceId, scans: [], report: { waiting: 3, battery: 18 } },
      device.options,
    );
    const checked = await world.done<{ devices: { name: string; faults: string[] }[] }>(
      "ticketing_check_door",
      { performance: "Lyon" },
    );
    expect(checked.value.devices.find(({ name }) => name === "Perdu")?.faults).toEqual([
      "never_synced",
      "battery",
      "waiting",
    ]);
    const asked = await world.pending("ticketing_revoke_door_device", {
      performance: "Lyon",
      device: "Perdu",
    });
    expect(JSON.stringify(asked)).toContain("3");
    const accept = { approval: asked.approvalId, decision: "accept" };
    await world.done("organization_decide_approval", accept);
    const input = { performance: lyon.performanceId, scans: [] };
    expect((await world.failed("ticketing_send_scans", input, device.options)).code).toBe(
      "forbidden",
    );
  });

  it("travel together: scans of several devices in one call of the server", async () => {
    const [a, b] = [await open(lyon, "Ensemble 1"), await open(lyon, "Ensemble 2")];
    const order = await buy(lyon, 2);
    const job = { actor: { kind: "job", organizationId: world.here.id, name: "door", via: "job" } };
    const scans = [
      await a.write({ what: codeOf(order) }),
      await b.write({ what: codeOf(order) }),
      await b.write({ what: codeOf(order, 1) }),
    ];
    const answers = await send(lyon, scans, job as ContextOptions);
    expect(answers.map(({ result }) => result)).toEqual(["ok", "already_in", "ok"]);
  });

  it("are for those who may: rights, organizations and repeated calls", async () => {
    const input = { performance: lyon.performanceId, name: "Interdit" };
    for (const role of ["viewer", "accountant"] as const) {
      expect((await world.failed("ticketing_add_door_device", input, { role })).code).toBe(
        "forbidden",
      );
      expect(
        (await world.failed("ticketing_check_door", { performance: "Lyon" }, { role })).code,
      ).toBe("forbidden");
    }
    // Who scans opens a phone of their own, and none for others.
    const staff = { role: "door_staff" as const };
    expect((await world.failed("ticketing_add_door_device", input, staff)).code).toBe("forbidden");
    const own = { ...input, name: "Le mien", own: true };
    const callId = randomUUID();
    const first = await world.done<Added>("ticketing_add_door_device", own, { ...staff, callId });
    const again = await world.done<Added>("ticketing_add_door_device", own, { ...staff, callId });
    expect(again.value.deviceId).toBe(first.value.deviceId);
    const gate = { performance: lyon.performanceId, gate: "A" };
    expect((await world.failed("ticketing_set_door_gate", gate, staff)).code).toBe("forbidden");
    const elsewhere = { organization: world.elsewhere };
    for (const [name, given] of [
      ["ticketing_add_door_device", input],
      ["ticketing_set_door_gate", gate],
      ["ticketing_check_door", { performance: lyon.performanceId }],
      ["ticketing_revoke_door_device", { performance: lyon.performanceId, device: "Liste" }],
      ["ticketing_get_door_link", { performance: lyon.performanceId, device: "Le mien" }],
    ] as const) {
      expect((await world.failed(name, given, elsewhere)).code).toBe("not_found");
    }
    const removed = { ...gate, gate: "Fosse", remove: true };
    expect((await world.done("ticketing_set_door_gate", removed)).summary).toContain("Fosse");
    expect((await world.failed("ticketing_set_door_gate", removed)).code).toBe("not_found");
  });

  it("keep a chain in which a missing row is seen", async () => {
    const device = await open(lyon, "Trou");
    const order = await buy(lyon, 2);
    await device.write({ what: codeOf(order), said: "ok" });
    const second = await device.write({ what: codeOf(order, 1), said: "ok" });
    await send(lyon, [second], device.options);
    const checked = await world.done<{ devices: { name: string; chainBroken: boolean }[] }>(
      "ticketing_check_door",
      { performance: "Lyon" },
    );
    const broken = checked.value.devices.filter(({ chainBroken }) => chainBroken);
    const names = broken.map(({ name }) => name);
    expect(names).toContain("Trou");
    expect(names).not.toContain("Nord");
  });
});
