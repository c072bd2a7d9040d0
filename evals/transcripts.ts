import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { z } from "zod";

const exchange = z.object({
  /** Ids of rows in the request, in the order in which they first stood there. */
  ids: z.array(z.string()),
  status: z.int(),
  type: z.string(),
  body: z.string(),
});
const transcript = z.object({
  model: z.string(),
  recordedAt: z.iso.date(),
  exchanges: z.record(z.string(), z.array(exchange)),
});
type Exchange = z.infer<typeof exchange>;

export type Recorder = {
  /** A `fetch` for one attempt, which keeps what the model answers. */
  fetchOf(key: string): typeof fetch;
  /** Writes what was kept, when every answer has ended. */
  write(file: string, model: string): Promise<void>;
};

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const idsIn = (text: string) => [...new Set(text.match(uuid) ?? [])];

/** Keeps the answers of a model as they came over the wire, streams included. */
export function openRecorder(): Recorder {
  const kept = new Map<string, Promise<Exchange>[]>();
  return {
    fetchOf: (key) => async (input, init) => {
      const response = await fetch(input, init);
      const [told, copy] = response.body?.tee() ?? [null, null];
      const mine = kept.get(key) ?? [];
      kept.set(key, mine);
      mine.push(
        new Response(copy).text().then((body) => ({
          ids: idsIn(String(init?.body ?? "")),
          status: response.status,
          type: response.headers.get("content-type") ?? "",
          body,
        })),
      );
      return new Response(told, response);
    },
    async write(file, model) {
      const exchanges: Record<string, Exchange[]> = {};
      for (const [key, mine] of kept) exchanges[key] = await Promise.all(mine);
      const recordedAt = new Date().toISOString().slice(0, 10);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify({ model, recordedAt, exchanges }, null, 1)}\n`);
    },
  };
}

export type Replay = { model: string; recordedAt: string; url: string; close(): Promise<void> };

/**
 * A server that speaks the Messages API from a recording: `/KEY/v1/messages` answers what was answered
 * then, with the ids of today's rows in place of those. An attempt that goes another way than it went
 * gets a 404, and fails.
 */
export async function openReplay(file: string): Promise<Replay> {
  const { model, recordedAt, exchanges } = transcript.parse(JSON.parse(readFileSync(file, "utf8")));
  const given = new Map<string, number>();
  const server = createServer((request, response) => {
    let asked = "";
    request.on("data", (chunk: Buffer) => (asked += chunk.toString()));
    request.on("end", () => {
      const key = decodeURIComponent(request.url?.split("/")[1] ?? "");
      const at = given.get(key) ?? 0;
      given.set(key, at + 1);
      const answer = exchanges[key]?.[at];
      const today = idsIn(asked);
      response.writeHead(answer?.status ?? 404, {
        "content-type": answer?.type ?? "application/json",
      });
      response.end(
        answer?.body.replaceAll(uuid, (id) => today[answer.ids.indexOf(id)] ?? id) ??
          JSON.stringify({
            type: "error",
            error: { type: "not_found_error", message: "not recorded" },
          }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    model,
    recordedAt,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
