import { createServer, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";

export type SlackCall = { method: string; token: string | null; args: Record<string, unknown> };

export type FakeUser = Record<string, unknown> & {
  name: string;
  email?: string;
  locale?: string;
};

export type FakeSlack = {
  /** Of the Web API, without a final slash. */
  url: string;
  responseUrl: string;
  /** What the bot asked of Slack, oldest first; what it answered to a command or a press is `respond`. */
  calls: SlackCall[];
  users: Map<string, FakeUser>;
  /** What a sign-in's code, or a refresh token, is exchanged for. */
  exchanges: Map<string, Record<string, unknown>>;
  /** Files to be downloaded under `/files/`, by name. */
  files: Map<string, Buffer>;
  /** Methods that answer with an error, by its name. */
  errors: Map<string, string>;
  /** Where a bot without a public address connects to. */
  connectionUrl: string | undefined;
  of(method: string): Record<string, unknown>[];
  close(): Promise<void>;
};

/** Enough of Slack's Web API for the bot to be tested over HTTP. */
export async function openFakeSlack(): Promise<FakeSlack> {
  const calls: SlackCall[] = [];
  const users: FakeSlack["users"] = new Map();
  const exchanges: FakeSlack["exchanges"] = new Map();
  const errors: FakeSlack["errors"] = new Map();
  const files: FakeSlack["files"] = new Map();
  let ts = 0;
  const stamp = () => `1800000000.${String((ts += 1)).padStart(6, "0")}`;

  const answers: Record<string, (call: SlackCall) => Record<string, unknown>> = {
    "users.info": ({ args }) => {
      const id = String(args["user"]);
      const { name, email, locale = "fr-FR", ...more } = users.get(id) ?? { name: id };
      return { user: { id, name, locale, profile: { real_name: name, email }, ...more } };
    },
    "oauth.v2.access": ({ args }) => {
      const key = String(args["refresh_token"] ?? args["code"]);
      const given = exchanges.get(key);
      exchanges.delete(key);
      return given ?? { ok: false, error: "invalid_code" };
    },
    "auth.test": ({ token }) => exchanges.get(token ?? "") ?? { ok: false, error: "invalid_auth" },
    "apps.connections.open": () => ({ url: fake.connectionUrl }),
    "chat.startStream": () => ({ ts: stamp() }),
    "chat.postMessage": () => ({ ts: stamp() }),
  };

  const server = createServer(async (request, response) => {
    const method = (request.url ?? "").split("/").at(-1)?.split("?")[0] ?? "";
    const call = { method, token: tokenOf(request), args: argsOf(request, await text(request)) };
    calls.push(call);
    const file = request.url?.startsWith("/files/") ? files.get(method) : undefined;
    if (file) return void response.end(call.token ? file : "");
    const error = errors.get(method);
    const answer = error ? { ok: false, error } : { ok: true, ...answers[method]?.(call) };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const fake: FakeSlack = {
    url: `${base}/api`,
    responseUrl: `${base}/respond`,
    calls,
    users,
    exchanges,
    errors,
    files,
    connectionUrl: undefined,
    of: (method) => calls.filter((call) => call.method === method).map(({ args }) => args),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return fake;
}

function tokenOf(request: IncomingMessage): string | null {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? null;
}

function argsOf(request: IncomingMessage, body: string): Record<string, unknown> {
  if (request.headers["content-type"]?.startsWith("application/json")) return JSON.parse(body);
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [
      key,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  );
}
