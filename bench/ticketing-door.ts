import { generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { sql } from "kysely";
import QRCode from "qrcode";
import { type Actor, asActor } from "#database/as-actor.ts";
import { openDatabase } from "#database/pool.ts";
import { closeAll, createTestDatabase } from "#database/testing/create-test-database.ts";
import { readEnv } from "#integrations/env.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";
import { callTool } from "#tools/call-tool.ts";
import type { Context } from "#tools/core/context.ts";
import { hashOfRow, writeDoorRow } from "#tools/ticketing/door-row.ts";
import { openScanLane } from "#tools/ticketing/scan-lane.ts";
import { checkHistory, type Read } from "#tools/ticketing/testing/check-history.ts";
import { openReading, setStage, type Stage } from "#tools/ticketing/testing/race-stage.ts";
import { writeTicketCode } from "#tools/ticketing/ticket-code.ts";
import { hotSchema, openHotRow } from "./hot-row.ts";
import { report } from "./measure.ts";
import { inRounds, percentile } from "./rounds.ts";

const tickets = 20_000;
const clients = 8;
const lanes = 2;
const devices = 5;
const roundSeconds = 1;

type Hall = {
  stage: Stage;
  read: Read;
  tickets: { id: string; number: number; nonce: string }[];
  ticketKey: KeyObject;
  devices: { id: string; key: KeyObject }[];
};

/** The door of a hall of twenty thousand against the bare update of a row. */
export async function benchDoor(): Promise<void> {
  const made = await createTestDatabase("server", { fsync: true });
  const { read, close } = await openReading(made.adminUrl);
  await read(hotSchema);
  const limit = openHotRow(made.adminUrl);
  const hall = await fillHall(await setStage(made, [{ capacity: null, quotas: [null] }]), read);
  await read("vacuum analyze");
  const database = openDatabase(made.url, clients);
  const integrations = openIntegrations(
    readEnv({ KONCERT_SECRET: "a secret of thirty-two characters or more" }),
  );
  const contextOf = (organizationId: string): Context => ({
    database,
    integrations,
    actor: { kind: "job", organizationId, name: "door", via: "job" },
    locale: "fr",
    now: new Date(),
    callId: randomUUID(),
  });

  let [next, accepted] = [0, 0];
  const take = () => hall.tickets[next++ % tickets];
  const owner: Actor = {
    kind: "member",
    organizationId: hall.stage.organizationId,
    userId: hall.stage.userId,
    via: "web",
  };
  const [date] = hall.stage.dates;
  /** What eight gates ask at the same moment, merged into the statements under way. */
  const checkIn = async () => {
    const scans = Array.from({ length: clients / lanes }, () => ({
      performance_id: date?.id,
      ticket_id: take()?.id,
      gate: "A",
    }));
    const { rows } = await asActor(
      database,
      owner,
      (tx) =>
        sql<{ answers: { result: string }[] }>`
          select koncert.check_in_many(${JSON.stringify(scans)}::jsonb) -> 'answers' as answers`.execute(
          tx,
        ),
      { permission: "door:scan" },
    );
    accepted += rows[0]?.answers.filter(({ result }) => result === "ok").length ?? 0;
    return scans.length;
  };
  const { figures, ratio, ...counted } = await inRounds(
    () => limit.redeem(roundSeconds, clients),
    async (bare) => ({ bare, checkIns: await atOnce(lanes, roundSeconds, checkIn) }),
  );
  const [inside] = await read(
    "select count(*)::int as scans, count(distinct ticket_id)::int as people from check_ins where result = 'accepted'",
  );
  if (inside?.["scans"] !== accepted || inside["people"] !== accepted) {
    throw new Error(`${accepted} were let in and ${JSON.stringify(inside)} are kept`);
  }
  report({
    name: `check-in of ${clients} clients / bare update`,
    ratio: ratio((round) => round.checkIns / round.bare),
    goal: "at least 0.85",
    met: ratio((round) => round.checkIns / round.bare) >= 0.85,
    figures: {
      "check-ins/s": figures.checkIns,
      "bare/s": figures.bare,
      rounds: counted.counted,
      "void rounds": counted.void,
    },
  });

  const scans = await scanWithDevices(hall, contextOf);
  const p99 = percentile(scans, 0.99);
  report({
    name: `signed scan of ${devices} devices through the tool, p99 in ms`,
    ratio: p99,
    goal: "below 3",
    met: p99 < 3,
    figures: { "median ms": percentile(scans, 0.5), scans: scans.length },
  });
  const version = QRCode.create(codeOf(hall, hall.tickets.at(-1)), {
    errorCorrectionLevel: "M",
  }).version;
  report({
    name: "version of a ticket's QR code at level M",
    ratio: version,
    goal: "at most 5",
    met: version <= 5,
    figures: { characters: codeOf(hall, hall.tickets.at(-1)).length },
  });
  await reportState(hall, contextOf);
  const broken = await checkHistory(read);
  if (broken.length > 0) throw new Error(`the door is broken: ${JSON.stringify(broken)}`);
  limit.close();
  await database.close();
  await close();
  await closeAll();
}

/** Who is inside, where any half of a hall of twenty thousand is: the longest that the bits can be. */
async function reportState({ stage, read }: Hall, contextOf: (organizationId: string) => Context) {
  await read(
    `insert into check_ins (organization_id, performance_id, ticket_id, result)
     select organization_id, performance_id, id, 'accepted' from tickets t
      where hashtext(id::text) > 0 and not exists (select from check_ins c where c.ticket_id = t.id)`,
  );
  const outcome = await callTool(contextOf(stage.organizationId), "ticketing_sync_door", {
    performance: stage.dates[0]?.id ?? "",
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const { inside, void: ended } = outcome.value;
  const bytes = Buffer.byteLength((inside ?? "") + (ended ?? ""));
  report({
    name: `state of ${tickets} tickets for a device, KB`,
    ratio: bytes / 1_024,
    goal: "at most 5",
    met: bytes <= 5 * 1_024,
    figures: {},
  });
}

/** Latencies of scans that devices sign and send one after the other, all at the same time. */
async function scanWithDevices(hall: Hall, contextOf: (organizationId: string) => Context) {
  const send = openScanLane(contextOf);
  const latencies: number[] = [];
  const performanceId = hall.stage.dates[0]?.id ?? "";
  const scansEach = 300;
  await Promise.all(
    hall.devices.map(async (device, index) => {
      let previous = "";
      for (let sequence = 1; sequence <= scansEach; sequence++) {
        const ticket = hall.tickets[tickets - 1 - (sequence * devices + index)];
        const body = writeDoorRow({
          device: device.id,
          sequence,
          previous,
          deviceAt: Date.now(),
          offsetMs: 0,
          direction: "in",
          gate: "A",
          what: { code: codeOf(hall, ticket) },
          said: null,
        });
        previous = await hashOfRow(body);
        const signature = sign(null, Buffer.from(body), device.key).toString("hex");
        const sent = performance.now();
        const outcome = await send(hall.stage.organizationId, performanceId, [{ body, signature }]);
        latencies.push(performance.now() - sent);
        if (!outcome.ok) throw new Error(JSON.stringify(outcome));
      }
    }),
  );
  // The first of each device run on code that is not compiled yet.
  return latencies.slice(devices * 20);
}

async function fillHall(stage: Stage, read: Read): Promise<Hall> {
  const [date] = stage.dates;
  const ticketKey = generateKeyPairSync("ed25519");
  const rawKey = (key: KeyObject) =>
    Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url");
  await read(
    "insert into signing_keys (organization_id, public_key, private_key, key_id) values ($1, $2, '', 'bench')",
    [stage.organizationId, rawKey(ticketKey.publicKey)],
  );
  const database = openDatabase(stage.url, 1);
  const owner: Actor = {
    kind: "member",
    organizationId: stage.organizationId,
    userId: stage.userId,
    via: "web",
  };
  const items = JSON.stringify([{ ticket_type_id: date?.types[0], quantity: 1_000 }]);
  for (let order = 0; order < tickets / 1_000; order++) {
    await asActor(database, owner, (tx) =>
      sql`select koncert.issue_order(${date?.id}::uuid, '{"name": "Comité"}', ${items}::jsonb, 'partner', now(), ${randomUUID()}, '{"provider": "transfer"}')`.execute(
        tx,
      ),
    );
  }
  await database.close();
  const opened: Hall["devices"] = [];
  for (let n = 0; n < devices; n++) {
    const id = randomUUID();
    const pair = generateKeyPairSync("ed25519");
    await read(
      `insert into door_devices (id, organization_id, performance_id, name, token_hash, public_key, claimed_at, expires_at)
       values ($1::uuid, $2, $3, $4, $1::text, $5, now(), now() + interval '1 day')`,
      [id, stage.organizationId, date?.id, `Appareil ${n + 1}`, rawKey(pair.publicKey)],
    );
    opened.push({ id, key: pair.privateKey });
  }
  const rows = await read("select id, number, nonce from tickets order by number");
  if (rows.length !== tickets) throw new Error(`${rows.length} tickets were issued`);
  return {
    stage,
    read,
    tickets: rows as Hall["tickets"],
    ticketKey: ticketKey.privateKey,
    devices: opened,
  };
}

const codeOf = ({ stage, ticketKey }: Hall, ticket: Hall["tickets"][number] | undefined) =>
  writeTicketCode(
    {
      date: (stage.dates[0]?.id ?? "").slice(0, 8),
      number: Number(ticket?.number),
      nonce: ticket?.nonce ?? "",
    },
    ticketKey,
  );

/** What so many loops get done a second. */
async function atOnce(loops: number, seconds: number, work: () => Promise<number>) {
  const started = performance.now();
  let done = 0;
  const loop = async () => {
    while (performance.now() < started + seconds * 1_000) done += await work();
  };
  await Promise.all(Array.from({ length: loops }, loop));
  return (done * 1_000) / (performance.now() - started);
}
