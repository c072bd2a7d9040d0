import { z } from "zod";
import type { Database } from "#database/pool.ts";
import { callTool } from "#tools/call-tool.ts";
import type { Context } from "#tools/core/context.ts";
import { createSay, type Locale } from "#tools/core/text.ts";
import { type BuyerActor, saleActor } from "#tools/ticketing/buyer.ts";
import { statusOf } from "../session/outcome-status.ts";
import { readerLocale } from "../session/reader-locale.ts";
import { createQueueLook } from "./queue-look.ts";
import type { RushParts } from "./rush-parts.ts";
import { newVisitor, visitorOf } from "./visitor.ts";
import { createLimit } from "./within-limit.ts";

/** What a request of the rush says, whoever received it: Next, or Node's own server before it. */
export type Asked = {
  path: string;
  query: URLSearchParams;
  headers: Pick<Headers, "get">;
  /** The text of a request that has one. */
  body: string;
  /** Who asks, for the limit of each address. */
  address: string;
};
export type Answered = { status: number; value: unknown; cookie?: string };
export type Ask = (asked: Asked) => Promise<Answered>;

const holdBody = z.object({
  callId: z.uuid(),
  input: z.looseObject({ slug: z.string() }),
});
const joinBody = z.object({ slug: z.string() });

const tooMany = {
  fr: "Trop de demandes à la fois. Réessayez dans une minute.",
  en: "Too many requests at once. Try again in a minute.",
};

/** Answers what thousands ask at once: places to hold, a place in the queue, how it moves. */
export function createRush(parts: RushParts): Record<string, Ask> {
  const { database, integrations } = parts;
  const perMinute = parts.perMinute ?? { hold: 60, join: 60 };
  const mayHold = createLimit(perMinute.hold);
  const mayJoin = createLimit(perMinute.join);
  const actorOf = createActors(database);
  const look = createQueueLook(parts);

  const contextOf = (actor: BuyerActor, locale: Locale, callId: string): Context => ({
    database,
    integrations,
    actor,
    locale,
    now: new Date(),
    callId,
  });

  /** `{input: {slug, items, access_code?}, callId}` in, an Outcome of the held order out. */
  const hold: Ask = async ({ body, headers, address }) => {
    const asked = holdBody.safeParse(jsonOf(body));
    if (!asked.success) return { status: 400, value: { error: "{input, callId} expected" } };
    const { callId, input } = asked.data;
    const locale = readerLocale(headers);
    if (!mayHold(address)) return refuse("ticketing_hold_tickets", callId, locale);
    const actor = await actorOf(input.slug);
    if (!actor) return unknown;
    const visitor = visitorOf(headers, integrations.secrets);
    const { visitor: _, ...said } = input;
    const outcome = await callTool(contextOf(actor, locale, callId), "ticketing_hold_tickets", {
      ...said,
      ...(visitor ? { visitor } : {}),
    } as never);
    return { status: statusOf(outcome), value: outcome };
  };

  /** `{slug}` in: the browser's one place, whatever the number of its tabs, as `GET` tells it. */
  const join: Ask = async ({ body, headers, address }) => {
    const asked = joinBody.safeParse(jsonOf(body));
    if (!asked.success) return { status: 400, value: { error: "{slug} expected" } };
    const locale = readerLocale(headers);
    const callId = crypto.randomUUID();
    if (!mayJoin(address)) return refuse("ticketing_join_queue", callId, locale);
    const { slug } = asked.data;
    const actor = await actorOf(slug);
    if (!actor) return unknown;
    const known = visitorOf(headers, integrations.secrets);
    const fresh = known ? undefined : newVisitor(integrations.secrets, parts.isSecure);
    const visitor = known ?? fresh?.visitor ?? "";
    const outcome = await callTool(contextOf(actor, locale, callId), "ticketing_join_queue", {
      slug,
      visitor,
    });
    const cookie = fresh ? { cookie: fresh.cookie } : {};
    if (!outcome.ok) return { status: statusOf(outcome), value: outcome, ...cookie };
    look.forget(slug, visitor);
    return { status: 200, value: await look.read(actor, slug, visitor), ...cookie };
  };

  /** `?slug=`: the browser's place now. */
  const see: Ask = async ({ query, headers }) => {
    const slug = query.get("slug") ?? "";
    const actor = await actorOf(slug);
    if (!actor) return unknown;
    const visitor = visitorOf(headers, integrations.secrets);
    return { status: 200, value: await look.read(actor, slug, visitor) };
  };

  return {
    "POST /api/sale/hold": hold,
    "POST /api/sale/queue": join,
    "GET /api/sale/queue": see,
  };
}

const unknown: Answered = { status: 404, value: { error: "unknown address" } };

function refuse(tool: string, callId: string, locale: Locale): Answered {
  const error = {
    code: "limit_reached",
    reason: "too_many_requests",
    message: createSay(locale)(tooMany),
  };
  return { status: 429, value: { ok: false, callId, tool, error } };
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const keptMs = 10_000;
const mostKept = 1_000;

/** Whose date an address is hardly ever changes: it is asked again after ten seconds. */
function createActors(database: Database) {
  const kept = new Map<string, { until: number; actor: Promise<BuyerActor | undefined> }>();
  return (slug: string): Promise<BuyerActor | undefined> => {
    const now = performance.now();
    const known = kept.get(slug);
    if (known && known.until > now) return known.actor;
    if (kept.size >= mostKept) kept.clear();
    const actor = saleActor(database, slug);
    kept.set(slug, { until: now + keptMs, actor });
    actor.catch(() => kept.delete(slug));
    return actor;
  };
}
