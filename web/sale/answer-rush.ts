import { getAccounts } from "#accounts/auth.ts";
import { clientIpHeader } from "#accounts/auth-options.ts";
import { openParts } from "../session/context-of.ts";
import { foreignRefusal } from "../session/refuse-foreign.ts";
import { type Ask, createRush } from "./rush-requests.ts";

let rush: Record<string, Ask> | undefined;

/** The same requests where Next answers them: in development, and on platforms without a server of one's own. */
export async function answerRush(request: Request): Promise<Response> {
  const { env } = getAccounts();
  rush ??= createRush({ ...openParts(), isSecure: env.KONCERT_URL.startsWith("https:") });
  const url = new URL(request.url);
  const ask = rush[`${request.method} ${url.pathname}`];
  if (!ask) return json({ error: "unknown address" }, 404);
  const refusal = foreignRefusal(request.method, request.headers);
  if (refusal) return json({ error: refusal.error }, refusal.status);
  const answer = await ask({
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: request.method === "POST" ? await request.text() : "",
    address: request.headers.get(clientIpHeader(env)) ?? "unknown",
  });
  return json(answer.value, answer.status, answer.cookie);
}

const json = (value: unknown, status: number, cookie?: string) =>
  Response.json(value, {
    status,
    headers: { "cache-control": "no-store", ...(cookie ? { "set-cookie": cookie } : {}) },
  });
