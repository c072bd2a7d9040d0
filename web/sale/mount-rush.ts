import type { IncomingMessage, ServerResponse } from "node:http";
import { foreignRefusal } from "../session/refuse-foreign.ts";
import type { RushParts } from "./rush-parts.ts";
import { createRush } from "./rush-requests.ts";

const longest = 20_000;

/**
 * The rush on a plain Node server: true where the request was answered here. Before Next, because a
 * route handler of Next costs most of a millisecond of CPU.
 */
export function mountRush(parts: RushParts & { addressHeader: string }) {
  const rush = createRush(parts);
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = request.url ?? "/";
    const at = url.indexOf("?");
    const path = at === -1 ? url : url.slice(0, at);
    const ask = rush[`${request.method} ${path}`];
    if (!ask) return false;
    const headers = { get: (name: string) => joined(request.headers[name]) };
    const refusal = foreignRefusal(request.method ?? "GET", headers);
    if (refusal) return send(response, refusal.status, { error: refusal.error });
    const unsaid = request.method === "POST" ? Infinity : 0;
    const length = Number(request.headers["content-length"] ?? unsaid);
    if (!(length <= longest)) return send(response, 413, { error: "too long" });
    const answer = await ask({
      path,
      query: new URLSearchParams(at === -1 ? "" : url.slice(at + 1)),
      headers,
      body: request.method === "POST" ? await bodyOf(request) : "",
      address: headers.get(parts.addressHeader) ?? request.socket.remoteAddress ?? "unknown",
    });
    return send(response, answer.status, answer.value, answer.cookie);
  };
}

type Status = (
  request: Request,
  token: string,
  later: (work: () => Promise<unknown>) => void,
) => Promise<Response>;

const ofOrder = /^\/api\/sale\/orders\/([\w-]{1,200})$/;

/** An order's state on a plain Node server: true where it was answered here. */
export function mountStatus(answer: Status) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const token = request.method === "GET" ? ofOrder.exec(request.url ?? "")?.[1] : undefined;
    if (!token) return false;
    const works: (() => Promise<unknown>)[] = [];
    const answered = await answer(
      new Request(`http://localhost${request.url}`, { headers: headersOf(request) }),
      token,
      (work) => works.push(work),
    );
    send(response, answered.status, await answered.json());
    for (const work of works) await work();
    return true;
  };
}

function send(response: ServerResponse, status: number, value: unknown, cookie?: string): true {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(cookie ? { "set-cookie": cookie } : {}),
  });
  response.end(body);
  return true;
}

/** Its pieces as they come: a reader of Node's streams makes an iterator and a decoder for each request. */
function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => resolve(Buffer.concat(pieces).toString()));
    request.on("error", reject);
  });
}

const joined = (value: string | string[] | undefined): string | null =>
  Array.isArray(value) ? value.join(", ") : (value ?? null);

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return headers;
}
