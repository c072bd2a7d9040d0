import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openScanLane } from "#tools/ticketing/scan-lane.ts";
import { type DoorScan, mergeScans } from "#tools/ticketing/door-merge.ts";
import { deviceActor, hashOfToken } from "#tools/ticketing/door-tokens.ts";
import type { BuyerOrder } from "#tools/ticketing/sale-facts.ts";
import { seeded } from "#tools/ticketing/testing/door-nights.ts";
import { openSale, type Sale } from "#tools/testing/sale.ts";
import { plannedTour } from "#tools/testing/tour.ts";
import { type ContextOptions, openWorld, type World } from "#tools/testing/world.ts";
import { type DeviceVerdict, type DoorDevice, openDoorDevice } from "./door-device.ts";
import { type DeviceKeys, makeKeys } from "./keys.ts";
import { type DoorStore, openDoorStore } from "./store.ts";
import { NotTaken, NotWelcome, type Transport } from "./transport.ts";

/** A radio between a device and the server: it loses questions, answers, or everything. */
type Radio = {
  isCut: boolean;
  losesQuestions: number;
  losesAnswers: number;
  repeats: number;
  /** The server has answered, and nobody is there any more to hear it. */
  hasDied: boolean;
};
type Phone = {
  device: DoorDevice;
  radio: Radio;
  store: DoorStore;
  reopen(): Promise<void>;
  shown: { verdict: DeviceVerdict; ticket: number }[];
  undone: Set<number>;
};

describe("five devices at one door", () => {
  let world: World;
  let sale: Sale;
  let send: ReturnType<typeof openScanLane>;
  const codes: string[] = [];

  beforeAll(async () => {
    world = await openWorld("server");
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 2000");
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_500 });
    await world.rows("update ticket_types set max_per_order = 100");
    sale = await openSale(world, dates.Lyon);
    for (let order = 0; order < 3; order += 1) {
      const paid: BuyerOrder = await sale.pay(await sale.hold({ "Plein tarif": 50 }));
      codes.push(...paid.tickets.map(({ code }) => code ?? ""));
    }
    send = openScanLane(() =>
      world.context({
        actor: { kind: "job", organizationId: world.here.id, name: "door", via: "job" },
      }),
    );
  });
  afterAll(() => world.close());

  async function phone(name: string, skewMs: number, random: () => number): Promise<Phone> {
    const added = await world.done<{ deviceId: string }>("ticketing_add_door_device", {
      performance: sale.performanceId,
      name,
      gate: name,
    });
    const link = await world.done<{ path: string }>("ticketing_get_door_link", {
      performance: sale.performanceId,
      device: added.value.deviceId,
    });
    const known = await deviceActor(world.database, link.value.path.split("#")[1] ?? "");
    if (!known) throw new Error("the link leads nowhere");
    const options: ContextOptions = { actor: known.actor };
    const keys: DeviceKeys = await makeKeys();
    await world.done(
      "ticketing_claim_door_device",
      { token_hash: hashOfToken(randomUUID() + randomUUID()), public_key: keys.publicKey },
      options,
    );
    const store = openDoorStore(`door-${name}-${randomUUID()}`);
    await store.devices.put({
      performanceId: sale.performanceId,
      deviceId: added.value.deviceId,
      name,
      keys,
      expiresAt: "",
      gate: name,
      offsetMs: 0,
      roundTripMs: Number.MAX_SAFE_INTEGER,
      measuredAt: 0,
    });
    const radio: Radio = {
      isCut: false,
      losesQuestions: 0,
      losesAnswers: 0,
      repeats: 0,
      hasDied: false,
    };
    const over = async <Value>(question: () => Promise<Value>): Promise<Value> => {
      if (radio.isCut || random() < radio.losesQuestions) throw new Error("no network");
      if (random() < radio.repeats) await question();
      const answer = await question();
      if (radio.hasDied) return new Promise(() => {});
      if (random() < radio.losesAnswers) throw new Error("the answer was lost");
      return answer;
    };
    const transport: Transport = {
      scans: (performance, scans) =>
        over(async () => {
          const outcome = await send(world.here.id, performance, scans);
          if ("error" in outcome && outcome.error.code === "forbidden") throw new NotWelcome();
          if (!outcome.ok) throw new NotTaken(JSON.stringify(outcome));
          return outcome.value;
        }),
      state: (performance, since) =>
        over(async () => {
          const input = { performance, ...(since ? { since } : {}) };
          return (await world.done<never>("ticketing_sync_door", input, options)).value;
        }),
      list: (performance) =>
        over(
          async () =>
            (await world.done<never>("ticketing_read_door_list", { performance }, options)).value,
        ),
    };
    const open = async () => {
      const parts = { store, transport, now: () => Date.now() + skewMs };
      const opened = await openDoorDevice(sale.performanceId, parts);
      if (!opened) throw new Error("not opened");
      return opened;
    };
    const made: Phone = {
      device: await open(),
      radio,
      store,
      shown: [],
      undone: new Set(),
      reopen: async () => {
        made.device = await open();
      },
    };
    return made;
  }

  const settle = async (phones: Phone[]) => {
    for (const one of phones) {
      Object.assign(one.radio, { isCut: false, losesQuestions: 0, losesAnswers: 0, repeats: 0 });
      await one.device.sync();
      expect(one.device.view().waiting).toBe(0);
    }
  };
  /** What is in the database, as the pure rule reads it. */
  const factsOf = async (phones: Phone[]) => {
    const rows = await world.rows<{
      device_id: string;
      sequence: number;
      late: boolean;
      subject: string;
      direction: "in" | "out";
      result: string;
      at: Date;
      undoes: number | null;
    }>(
      `select device_id, sequence::int, late, ticket_id::text as subject, direction, result,
        (extract(epoch from at) * 1000)::float8 as at, undoes_sequence::int as undoes
       from check_ins where performance_id = $1 and device_id = any ($2)`,
      [sale.performanceId, phones.map(({ device }) => device.deviceId)],
    );
    return rows.map((row): DoorScan => ({
      device: row.device_id,
      sequence: row.sequence,
      late: row.late,
      subject: row.subject,
      direction: row.direction,
      accepted: row.result === "accepted",
      at: Number(row.at),
      ...(row.undoes === null ? {} : { undoes: row.undoes }),
    }));
  };
  const mergedInSql = async () =>
    world.rows<{ device_id: string; sequence: number; counts: boolean; direction: string }>(
      `select c.device_id, c.sequence::int, p.counts, p.direction
       from koncert.passages($1, $2) p join check_ins c on c.id = p.check_in_id`,
      [world.here.id, sale.performanceId],
    );
  const numberOf = (code: string) => codes.indexOf(code) + 1;

  it("let each ticket in once while the network holds, however they race", async () => {
    const random = seeded(1);
    const phones = await Promise.all(
      ["A1", "B1", "C1", "D1", "E1"].map((name) => phone(name, 0, random)),
    );
    for (const one of phones) await one.device.sync();
    const mine = codes.slice(0, 40);
    const verdicts = await Promise.all(
      phones.flatMap(({ device }) => mine.map((code) => device.scan({ code }, "in"))),
    );
    expect(verdicts.filter(({ result }) => result === "ok")).toHaveLength(40);
    expect(verdicts.filter(({ result }) => result === "already_in")).toHaveLength(160);
    expect(verdicts.every(({ alone }) => !alone)).toBe(true);
  });

  it("lose nothing and forge nothing over partitions, wrong clocks, lost answers and repeats", async () => {
    const random = seeded(20_270_514);
    const below = (limit: number) => Math.floor(random() * limit);
    const skews = [0, 3_600_000, -86_400_000, 7_000, -90_000];
    const phones = await Promise.all(
      skews.map((skew, at) => phone(`Porte ${at + 1}`, skew, random)),
    );
    for (const one of phones) await one.device.sync();
    for (const [at, one] of phones.entries()) {
      expect(Math.abs(one.device.view().offsetMs + (skews[at] ?? 0))).toBeLessThan(2_000);
    }
    const pool = codes.slice(40, 90);
    let alone = 0;
    for (let step = 0; step < 500; step += 1) {
      const one = phones[below(phones.length)] as Phone;
      const chance = random();
      if (chance < 0.04) one.radio.isCut = !one.radio.isCut;
      else if (chance < 0.07) {
        Object.assign(one.radio, { losesQuestions: 0.2, losesAnswers: 0.3, repeats: 0.2 });
      } else if (chance < 0.1) await one.reopen();
      else if (chance < 0.3) await one.device.sync().catch(() => {});
      else if (chance < 0.34) {
        const last = one.shown.findLast(
          ({ verdict }) => verdict.result === "ok" && !one.undone.has(verdict.sequence),
        );
        if (last && (await one.device.undo(last.verdict.sequence))) {
          one.undone.add(last.verdict.sequence);
        }
      } else {
        const code = pool[below(pool.length)] ?? "";
        const verdict = await one.device.scan({ code }, random() < 0.25 ? "out" : "in");
        if (verdict.alone) alone += 1;
        one.shown.push({ verdict, ticket: numberOf(code) });
      }
    }
    await settle(phones);

    const facts = await factsOf(phones);
    const pure = mergeScans(facts);
    // What the screens said happened is what the database holds: no passage lost, none invented.
    const said = phones.flatMap(({ device, shown, undone }) =>
      shown
        .filter(({ verdict }) => verdict.result === "ok" && !undone.has(verdict.sequence))
        .map(({ verdict }) => `${device.deviceId} ${verdict.sequence}`),
    );
    const sql = await mergedInSql();
    const ours = new Set(phones.map(({ device }) => device.deviceId));
    const held = sql.filter(({ device_id: id }) => ours.has(id));
    const name = (row: { device_id: string; sequence: number }) =>
      `${row.device_id} ${row.sequence}`;
    expect(held.map(name).sort()).toEqual(said.sort());
    // The rule in SQL is the rule of the devices.
    expect(
      held
        .filter(({ counts }) => counts)
        .map(name)
        .sort(),
    ).toEqual(pure.counted.map(({ device, sequence }) => `${device} ${sequence}`).sort());
    const doubled = held.filter(({ counts, direction }) => !counts && direction === "in");
    expect(doubled.map(name).sort()).toEqual(
      pure.duplicates.map(({ scan }) => `${scan.device} ${scan.sequence}`).sort(),
    );
    const seen = await world.done<{ toSee: { kind: string }[]; inside: number }>(
      "ticketing_get_door",
      { performance: "Lyon" },
    );
    expect(seen.value.toSee.filter(({ kind }) => kind === "duplicate")).toHaveLength(
      doubled.length,
    );
    // However they arrived: the same facts in any order make the same night.
    for (let turn = 0; turn < 20; turn += 1) {
      const shuffled = facts
        .map((fact) => ({ fact, key: random() }))
        .toSorted((left, right) => left.key - right.key)
        .map(({ fact }) => fact);
      expect(mergeScans(shuffled)).toEqual(pure);
    }
    const checked = await world.done<{ devices: { name: string; chainBroken: boolean }[] }>(
      "ticketing_check_door",
      { performance: "Lyon" },
    );
    expect(checked.value.devices.filter(({ chainBroken }) => chainBroken)).toEqual([]);
    const scans = phones.reduce((sum, { shown }) => sum + shown.length, 0);
    console.log(
      `${scans} scans, ${alone} decided alone, ${facts.length} rows, ${doubled.length} duplicates seen`,
    );
    expect(alone).toBeGreaterThan(50);
    expect(doubled.length).toBeGreaterThan(0);
  }, 240_000);

  it("cut off, know what they have seen themselves; and one that dies in a scan asks for it again", async () => {
    const random = seeded(3);
    const one = await phone("Cave", 0, random);
    await one.device.sync();
    const [code = "", other = ""] = codes.slice(100);
    one.radio.isCut = true;
    expect(await one.device.scan({ code }, "in")).toMatchObject({ result: "ok", alone: true });
    expect(await one.device.scan({ code }, "in")).toMatchObject({ result: "already_in" });
    expect(await one.device.scan({ code: "4006381333931" }, "in")).toMatchObject({
      result: "not_ours",
    });
    expect(await one.device.scan({ code: other }, "in")).toMatchObject({ result: "ok" });
    await one.reopen();
    expect(one.device.view()).toMatchObject({ waiting: 4 });
    expect(await one.device.scan({ code }, "in")).toMatchObject({ result: "already_in" });
    await settle([one]);

    // The battery dies between the question and its answer.
    const [third = ""] = codes.slice(102);
    one.radio.hasDied = true;
    void one.device.scan({ code: third }, "in");
    const inside = "select 1 from check_ins where device_id = $1 and sequence = 6";
    while ((await world.rows(inside, [one.device.deviceId])).length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    one.radio.hasDied = false;
    await one.reopen();
    await settle([one]);
    expect(await one.device.scan({ code: third }, "in")).toMatchObject({ result: "ok" });
  });

  it("learn of refunds, new sales and replaced codes, and say what they could not know", async () => {
    const random = seeded(4);
    const one = await phone("Liste", 0, random);
    await one.device.sync();
    one.radio.isCut = true;
    const late = await sale.pay(await sale.hold({ "Plein tarif": 1 }), "Sam Leroy");
    const sold = await one.device.scan({ code: late.tickets[0]?.code ?? "" }, "in");
    expect(sold).toMatchObject({ result: "ok", alone: true, unlisted: true });
    one.radio.isCut = false;
    const [code = ""] = codes.slice(110);
    await world.rows(
      "update tickets set status = 'refunded' where performance_id = $1 and number = $2",
      [sale.performanceId, 111],
    );
    await one.device.sync();
    one.radio.isCut = true;
    expect(await one.device.scan({ code }, "in")).toMatchObject({
      result: "refunded",
      alone: true,
    });
    expect(one.device.search("sam ler")).toMatchObject([{ person: { holder: "Sam Leroy" } }]);
    await settle([one]);
  });
});
