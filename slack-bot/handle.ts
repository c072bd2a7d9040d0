import { setTimeout } from "node:timers/promises";
import { type App, verifySlackRequest } from "@slack/bolt";
import { finishSlackEvent, keepSlackEvent } from "#database/slack.ts";
import type { InTurn } from "./in-turns.ts";
import type { Parts } from "./parts.ts";

type Body = Record<string, unknown>;
/** Keeps the process for work that goes on after the answer. */
export type Later = (work: Promise<unknown>) => void;

const longest = 1_000_000;
/** Slack gives up after three seconds. */
const acknowledgedAfterMs = 2_400;

/**
 * Answers a request of Slack: an event is kept, acknowledged and then worked on, once however often it
 * is delivered; a command or a press is acknowledged by its listener, or when its time is nearly over.
 */
export function createHandler(parts: Parts, app: App, inTurn: InTurn) {
  return async function handle(request: Request, later: Later): Promise<Response> {
    const { SLACK_SIGNING_SECRET: signingSecret } = parts.env;
    if (!signingSecret) return new Response(null, { status: 404 });
    if (Number(request.headers.get("content-length") ?? 0) > longest) return refused(413);
    const text = await request.text();
    if (text.length > longest) return refused(413);
    if (!isSigned(request.headers, text, signingSecret)) return refused(401);
    const body = read(request.headers.get("content-type") ?? "", text);
    if (!body) return refused(400);
    if (body["ssl_check"] !== undefined) return new Response(null, { status: 200 });
    if (body["type"] === "url_verification") {
      return Response.json({ challenge: String(body["challenge"]) });
    }
    const retryNum = Number(request.headers.get("x-slack-retry-num")) || undefined;
    if (body["type"] === "event_callback") {
      const keeping = keepEvent(parts, body).then((state) => {
        if (state === "new") later(inTurn(() => work(parts, app, body, retryNum)));
      });
      return withinTime(keeping, later);
    }
    return acknowledged(app, body, later);
  };
}

function isSigned(headers: Headers, body: string, signingSecret: string): boolean {
  try {
    verifySlackRequest({
      signingSecret,
      body,
      headers: {
        "x-slack-signature": headers.get("x-slack-signature") ?? "",
        "x-slack-request-timestamp": Number(headers.get("x-slack-request-timestamp") ?? Number.NaN),
      },
    });
    return true;
  } catch {
    return false;
  }
}

function read(type: string, text: string): Body | undefined {
  try {
    if (type.startsWith("application/json")) return object(JSON.parse(text));
    const form = Object.fromEntries(new URLSearchParams(text));
    return form["payload"] === undefined ? form : object(JSON.parse(form["payload"]));
  } catch {
    return undefined;
  }
}

const object = (value: unknown): Body | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Body)
    : undefined;

const refused = (status: number) => new Response(null, { status });

/** The workspace that an event is for: the one that let the application in, not the writer's own. */
function eventOf(body: Body): { team: string; event: string } {
  const [first] = Array.isArray(body["authorizations"]) ? body["authorizations"] : [];
  const team = object(first)?.["team_id"] ?? body["team_id"];
  return { team: String(team ?? ""), event: String(body["event_id"] ?? "") };
}

/** 200 once an event is kept; 503 where that takes too long, and Slack sends it again. */
async function withinTime(keeping: Promise<void>, later: Later): Promise<Response> {
  const late = new AbortController();
  const tooLate = setTimeout(acknowledgedAfterMs, "late", { signal: late.signal }).catch(() => {});
  const came = await Promise.race([keeping.then(() => "kept"), tooLate]);
  late.abort();
  if (came === "kept") return new Response(null, { status: 200 });
  later(keeping.catch(logFault));
  return new Response(null, { status: 503 });
}

/** Keeps a delivery, by its id. */
export function keepEvent(parts: Parts, body: Body) {
  const { team, event } = eventOf(body);
  return keepSlackEvent(parts.database, team, event, body);
}

/** Has a kept delivery worked on, and marks it as done. */
export async function work(parts: Parts, app: App, body: Body, retryNum?: number): Promise<void> {
  const { team, event } = eventOf(body);
  try {
    await app.processEvent({
      body,
      ack: async () => {},
      customProperties: { kept: true },
      ...(retryNum === undefined ? {} : { retryNum }),
    });
    await finishSlackEvent(parts.database, team, event);
  } catch (error) {
    logFault(error);
  }
}

/** A fault behind an answer that Slack has already: its name, never what was said. */
export function logFault(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  console.error(JSON.stringify({ level: "error", room: "slack-bot", message }));
}

function acknowledged(app: App, body: Body, later: Later): Promise<Response> {
  return new Promise((resolve) => {
    const answer = (value?: unknown) =>
      resolve(
        value === undefined || value === ""
          ? new Response(null, { status: 200 })
          : typeof value === "string"
            ? new Response(value, { headers: { "content-type": "text/plain; charset=utf-8" } })
            : Response.json(value),
      );
    const timer = globalThis.setTimeout(answer, acknowledgedAfterMs);
    const working = app.processEvent({
      body,
      ack: async (value?: unknown) => {
        clearTimeout(timer);
        answer(value);
      },
    });
    later(
      working.catch(logFault).finally(() => {
        clearTimeout(timer);
        answer();
      }),
    );
  });
}
