import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { Duplex } from "node:stream";

export type FakeSocket = {
  url: string;
  /** Connections of bots that are open. */
  open(): number;
  /** Sends an envelope and gives back what the bot acknowledged it with. */
  deliver(type: string, payload: unknown): Promise<Record<string, unknown>>;
  close(): Promise<void>;
};

/** The other end of socket mode: says hello, delivers envelopes, hears acknowledgements. */
export async function openFakeSocket(): Promise<FakeSocket> {
  const sockets = new Set<Duplex>();
  const waiting = new Map<string, (answer: Record<string, unknown>) => void>();
  const server = createServer();
  server.on("upgrade", (request, socket: Duplex) => {
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${createHash("sha1").update(key).digest("base64")}\r\n\r\n`,
    );
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => sockets.delete(socket));
    let held = Buffer.alloc(0);
    socket.on("data", (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      for (let frame = readFrame(held); frame; frame = readFrame(held)) {
        held = held.subarray(frame.length);
        if (frame.opcode === 8) socket.end();
        if (frame.opcode !== 1) continue;
        const answer = JSON.parse(frame.text) as Record<string, unknown>;
        waiting.get(String(answer["envelope_id"]))?.(answer);
      }
    });
    socket.write(writeFrame(JSON.stringify({ type: "hello", num_connections: 1 })));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  let serial = 0;
  return {
    url: `ws://127.0.0.1:${typeof address === "object" ? address?.port : ""}/link`,
    open: () => sockets.size,
    deliver(type, payload) {
      const id = `envelope-${(serial += 1)}`;
      const text = JSON.stringify({
        envelope_id: id,
        type,
        payload,
        accepts_response_payload: type !== "events_api",
      });
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        for (const socket of sockets) socket.write(writeFrame(text));
      });
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function writeFrame(text: string): Buffer {
  const body = Buffer.from(text);
  const head =
    body.length < 126
      ? Buffer.from([0x81, body.length])
      : Buffer.from([0x81, 126, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([head, body]);
}

/** A frame of a client, which is always masked; undefined while it is not whole. */
function readFrame(bytes: Buffer): { opcode: number; text: string; length: number } | undefined {
  if (bytes.length < 6) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  const length = start + 4 + size;
  if (bytes.length < length) return undefined;
  const mask = bytes.subarray(start, start + 4);
  const body = bytes.subarray(start + 4, length).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return { opcode: (bytes[0] ?? 0) & 0x0f, text: Buffer.from(body).toString(), length };
}
