import { type KeyObject, verify } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { forbidden } from "../core/failures.ts";
import { count, flag, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { type ScanAnswer, scanAnswer } from "./door-facts.ts";
import { type DoorRow, hashOfRow, writeDoorRow } from "./door-row.ts";
import type { DoorResult } from "./door-results.ts";
import { readDoorRow } from "./read-door-row.ts";
import { exampleDate } from "./sync-door.ts";
import { publicKeyOf, readTicketCode } from "./ticket-code.ts";

const mostScans = 500;

const input = z.object({
  performance: words(40).describe("id of the date"),
  scans: z
    .array(
      z.object({
        body: words(900).describe("row as signed"),
        signature: words(128).describe("Ed25519, hexadecimal"),
      }),
    )
    .max(mostScans),
  report: z
    .object({
      battery: count(0, 100).optional(),
      charging: flag().optional(),
      clock_offset_ms: z.int().min(-4e12).max(4e12).optional(),
      waiting: count().optional(),
      gate: words(40).optional(),
      list_version: words(64).optional(),
      list_at: words(40).optional(),
    })
    .optional(),
});

type Stored = {
  code: "ok" | "forbidden" | "nothing_to_undo";
  result?: DoorResult;
  check_in_id?: string;
  doubt?: string | null;
  person?: ScanAnswer["person"];
  previous?: ScanAnswer["previous"];
  gates?: string[] | null;
  other_date?: string | null;
};

const exampleRow = writeDoorRow({
  device: exampleDate,
  sequence: 1,
  previous: "",
  deviceAt: 0,
  offsetMs: 0,
  direction: "in",
  gate: "B",
  what: { number: 12 },
  said: null,
});

export const sendScans = defineTool({
  name: "ticketing_send_scans",
  title: { fr: "Passages d’un appareil", en: "Scans of a device" },
  description:
    "Scans of devices at the door, signed and numbered by each: asked for at once, or sent after the network was away. The same scan sent twice is one.",
  permission: "door:sync",
  effect: "write",
  untrusted: true,
  input,
  output: z.object({ at: z.string(), answers: z.array(scanAnswer) }),
  examples: [
    ["envoyer ce passage", "send this scan"],
    ["envoyer les passages gardés sans réseau", "send the scans kept without a network"],
    ["ce billet peut-il entrer", "may this ticket come in"],
    ["transmettre les entrées de la porte B", "pass on the entries of gate B"],
    ["vider la file de l’appareil", "empty the queue of the device"],
    ["le réseau est revenu, tout envoyer", "the network is back, send everything"],
  ].map(([fr = "", en = ""]) => ({
    fr,
    en,
    input: {
      performance: exampleDate,
      scans: [{ body: exampleRow, signature: "00".repeat(64) }],
    },
  })),
  async run(ctx, given) {
    const rows = given.scans.map((scan) => ({ ...scan, row: readDoorRow(scan.body) }));
    const keys = await readKeys(ctx, rows);
    const good = rows.map(({ row, body, signature }) => {
      const key = row && keys.devices.get(row.device);
      return row && key && verify(null, Buffer.from(body), key, Buffer.from(signature, "hex"))
        ? { row, body, signature }
        : undefined;
    });
    const asked = await Promise.all(
      good.flatMap((scan) => (scan ? [asScan(scan, given.performance, keys.tickets)] : [])),
    );
    const { rows: answered } = await sql<{ kept: { code: string; answers: Stored[] }; at: Date }>`
      select koncert.check_in_many(${JSON.stringify(asked)}::jsonb) as kept, clock_timestamp() as at`.execute(
      ctx.tx,
    );
    const [row] = answered;
    if (row?.kept.code !== "ok") throw forbidden();
    if (given.report) {
      await sql`select koncert.report_door_device(${JSON.stringify(given.report)}::jsonb)`.execute(
        ctx.tx,
      );
    }
    const stored = row.kept.answers.values();
    return {
      at: new Date(row.at).toISOString(),
      answers: good.map((scan, index) =>
        scan
          ? answerOf(scan.row.sequence, stored.next().value)
          : {
              ...answerOf(rows[index]?.row?.sequence ?? 0, undefined),
              code: "bad_signature" as const,
            },
      ),
    };
  },
  summary: (output, say) =>
    say({
      fr: `${say.number(output.answers.length)} passages reçus.`,
      en: `${say.number(output.answers.length)} scans received.`,
    }),
});

type Signed = { row: DoorRow; body: string; signature: string };

async function readKeys(ctx: ToolContext, rows: { row: DoorRow | undefined }[]) {
  const devices = [...new Set(rows.flatMap(({ row }) => (row ? [row.device] : [])))];
  const { rows: found } = await sql<{ device_id: string | null; public_key: Buffer }>`
    select device_id, public_key from koncert.door_keys(${devices}::uuid[])
    union all select null, public_key from koncert.door_signing_keys()`.execute(ctx.tx);
  const own = found.flatMap((each) =>
    each.device_id ? [[each.device_id, publicKeyOf(each.public_key)] as const] : [],
  );
  const tickets = found.filter((each) => !each.device_id);
  return {
    devices: new Map(own),
    tickets: tickets.map((each) => publicKeyOf(each.public_key)),
  };
}

async function asScan(
  { row, body, signature }: Signed,
  performance: string,
  keys: readonly KeyObject[],
) {
  const { what } = row;
  const whom =
    "code" in what
      ? (readTicketCode(what.code, keys) ?? {})
      : "number" in what
        ? { number: what.number }
        : "guest" in what
          ? { guest_id: what.guest }
          : { undoes: what.undoes };
  return {
    ...whom,
    performance_id: performance,
    device_id: row.device,
    sequence: row.sequence,
    direction: row.direction,
    gate: row.gate,
    device_at: new Date(row.deviceAt).toISOString(),
    offset_ms: row.offsetMs,
    at: new Date(row.deviceAt + row.offsetMs).toISOString(),
    body,
    signature,
    hash: await hashOfRow(body),
    previous_hash: row.previous,
    ...(row.said === null ? {} : { late: true, said: row.said }),
  };
}

function answerOf(sequence: number, answer: Stored | undefined): ScanAnswer {
  return {
    sequence,
    code: answer?.code ?? "forbidden",
    result: answer?.result ?? null,
    checkInId: answer?.check_in_id ?? null,
    doubt: answer?.doubt ?? null,
    person: answer?.person ?? null,
    previous: answer?.previous ?? null,
    gates: answer?.gates ?? [],
    otherDate: answer?.other_date ?? null,
  };
}
