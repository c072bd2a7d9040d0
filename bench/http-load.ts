import { connect, type Socket } from "node:net";

export type Load = {
  /** Answered with success a second. */
  perSecond: number;
  /** From the sending of each request to the end of its answer. */
  latenciesMs: number[];
  answered: number;
  refused: number;
  seconds: number;
};

type Connection = { socket: Socket; send(body: string): Promise<number> };

/**
 * POSTs JSON over so many kept connections, on each one request after the other, until `next` has no
 * more. A client of our own: undici takes more CPU for a request than the server that is measured.
 */
export async function httpLoad(
  url: string,
  path: string,
  connections: number,
  next: () => string | undefined,
): Promise<Load> {
  const { hostname, port, host } = new URL(url);
  const open = await Promise.all(
    Array.from({ length: connections }, () => openConnection(hostname, Number(port), host, path)),
  );
  const latenciesMs: number[] = [];
  let [answered, refused] = [0, 0];
  const started = performance.now();
  await Promise.all(
    open.map(async (connection) => {
      for (let body = next(); body !== undefined; body = next()) {
        const sent = performance.now();
        const status = await connection.send(body);
        latenciesMs.push(performance.now() - sent);
        if (status === 200) answered += 1;
        else refused += 1;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  for (const { socket } of open) socket.destroy();
  return { perSecond: answered / seconds, latenciesMs, answered, refused, seconds };
}

async function openConnection(
  hostname: string,
  port: number,
  host: string,
  path: string,
): Promise<Connection> {
  const socket = connect({ host: hostname, port, noDelay: true });
  await new Promise<void>((resolve, reject) =>
    socket.once("connect", resolve).once("error", reject),
  );
  let settle: { resolve(status: number): void; reject(error: Error): void } | undefined;
  let read = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    read += chunk;
    const end = read.indexOf("\r\n\r\n");
    if (end === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(read)?.[1] ?? 0);
    if (read.length < end + 4 + length) return;
    const status = Number(read.slice(9, 12));
    read = "";
    settle?.resolve(status);
  });
  socket.on("error", (error) => settle?.reject(error));
  socket.on("close", () => settle?.reject(new Error("the server closed the connection")));
  const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\ncontent-type: application/json\r\naccept-language: fr\r\ncontent-length: `;
  return {
    socket,
    send: (body) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
      }),
  };
}
