import { randomBytes } from "node:crypto";
import { z } from "zod";
import { cookieOf } from "#accounts/locale.ts";
import { clientIpHeader } from "#accounts/auth-options.ts";
import { getAccounts } from "#accounts/auth.ts";
import { countRequest } from "#database/count-request.ts";
import { callTool } from "#tools/call-tool.ts";
import type { Context } from "#tools/core/context.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { deviceActor, hashOfToken } from "#tools/ticketing/door-tokens.ts";
import { openScanLane } from "#tools/ticketing/scan-lane.ts";
import { contextOf, openParts } from "../session/context-of.ts";
import { statusOf } from "../session/outcome-status.ts";
import { readerLocale } from "../session/reader-locale.ts";
import { refuseForeign } from "../session/refuse-foreign.ts";

/** One cookie for each date: a phone may serve at several in a week. */
const cookieName = (performanceId: string) => `koncert-door-${performanceId.slice(0, 8)}`;
const opensPerMinute = 20;

const opening = z.object({
  token: z.string().max(80),
  publicKey: z.string().max(64),
  platform: z.string().max(120).optional(),
});
const asked = z.looseObject({ performance: z.uuid() });

/** Opens a device by its link: `{token, publicKey}` in, the device out, its own token in a cookie. */
export async function answerOpen(request: Request): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused) return refused;
  const given = opening.safeParse(await request.json().catch(() => null));
  if (!given.success) return json({ error: "{token, publicKey} expected" }, 400);
  if (!(await mayTry(request))) return json({ error: "too many requests" }, 429);
  const { token, publicKey, platform } = given.data;
  const { database } = openParts();
  const device = await deviceActor(database, token);
  if (!device || device.claimed) return json({ error: "unknown link" }, 404);
  const own = randomBytes(24).toString("base64url");
  const context = contextOf({ actor: device.actor, locale: readerLocale(request.headers) });
  const outcome = await callTool(context, "ticketing_claim_door_device", {
    token_hash: hashOfToken(own),
    public_key: publicKey,
    ...(platform ? { platform } : {}),
  });
  const response = json(outcome, statusOf(outcome));
  if (outcome.ok) {
    const { performanceId, expiresAt } = outcome.value;
    const isHttps = getAccounts().env.KONCERT_URL.startsWith("https://");
    response.headers.append(
      "set-cookie",
      `${cookieName(performanceId)}=${own}; Path=/api/door; HttpOnly; SameSite=Strict; Expires=${new Date(expiresAt).toUTCString()}${isHttps ? "; Secure" : ""}`,
    );
  }
  return response;
}

/** Scans of a device: `{performance, scans, report?}` in, an answer for each out. */
export const answerScans = (request: Request) =>
  asDevice(request, async (context, input) => {
    const { performance, report } = input;
    const scans = Array.isArray(input["scans"]) ? input["scans"] : [];
    // What a device says of itself is its own call; scans travel with those of other devices.
    if (report || scans.length === 0) {
      const outcome = await callTool(context, "ticketing_send_scans", { ...input, scans: [] });
      if (!outcome.ok || scans.length === 0) return outcome as Outcome;
    }
    return laneOf()(context.actor.organizationId, performance, scans);
  });

/** How the door stands: `{performance, since?}`. */
export const answerState = (request: Request) =>
  asDevice(request, (context, input) => callTool(context, "ticketing_sync_door", input as never));

/** The whole list: `{performance}`. */
export const answerList = (request: Request) =>
  asDevice(request, (context, { performance }) =>
    callTool(context, "ticketing_read_door_list", { performance }),
  );

type Input = z.output<typeof asked>;

async function asDevice(
  request: Request,
  answer: (context: Context, input: Input) => Promise<Outcome>,
): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused) return refused;
  const given = asked.safeParse(await request.json().catch(() => null));
  if (!given.success) return json({ error: "{performance} expected" }, 400);
  const token = cookieOf(request.headers, cookieName(given.data.performance)) ?? "";
  const device = await deviceActor(openParts().database, token);
  if (!device?.claimed || device.performanceId !== given.data.performance) {
    return json({ error: "unknown device" }, 401);
  }
  const context = contextOf({ actor: device.actor, locale: readerLocale(request.headers) });
  const outcome = await answer(context, given.data);
  // A device reads values; the words are its page's own.
  return outcome.ok ? json(outcome.value, 200) : json(outcome, statusOf(outcome));
}

const laneKey = Symbol.for("koncert.scan-lane");
const shared = globalThis as { [laneKey]?: ReturnType<typeof openScanLane> };

/** One for this process, whoever loaded this file. */
function laneOf() {
  shared[laneKey] ??= openScanLane((organizationId) =>
    contextOf({ actor: { kind: "job", organizationId, name: "door", via: "job" }, locale: "fr" }),
  );
  return shared[laneKey];
}

async function mayTry(request: Request) {
  const { env, database } = getAccounts();
  const address = request.headers.get(clientIpHeader(env)) ?? "unknown";
  return countRequest(database, `door:open:${hashOfToken(address)}`, 60, opensPerMinute);
}

const json = (value: unknown, status: number) =>
  Response.json(value, { status, headers: { "cache-control": "no-store" } });
