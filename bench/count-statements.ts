import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/**
 * Stands between an application and its database and counts the statements that pass: executions of
 * the extended protocol and simple queries (PostgreSQL, Frontend/Backend Protocol, message formats).
 */
export async function countStatements(target: string): Promise<{
  url: string;
  count(): number;
  close(): Promise<void>;
}> {
  const { hostname, port } = new URL(target);
  let counted = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    const read = messageReader((type, body) => {
      // The opening of a transaction with its role and claims is not counted, nor is its end.
      if (type === "E") counted += 1;
      if (type === "Q" && isQuery(body.toString())) counted += 1;
    });
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => {
        sockets.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    client.on("data", (chunk: Buffer) => {
      read(chunk);
      database.write(chunk);
    });
    database.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(target);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    count: () => counted,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

const isQuery = (text: string) =>
  /\bselect\b|\binsert\b|\bupdate\b/i.test(text) && !text.includes("koncert.act(");

/** Splits what a client sends into messages: the first has no type byte. */
function messageReader(onMessage: (type: string, body: Buffer) => void) {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  return (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = rest.readInt32BE(head) + head;
      if (rest.length < length) return;
      if (started) onMessage(String.fromCharCode(rest[0] ?? 0), rest.subarray(5, length));
      started = true;
      rest = rest.subarray(length);
    }
  };
}
