import { z } from "zod";
import { getAccounts } from "#accounts/auth.ts";
import { listen } from "#database/listen.ts";
import { answerMember } from "../session/answer-member.ts";

const news = z.object({ organization_id: z.guid(), topic: z.string() });

const key = Symbol.for("koncert.feed");
type Listener = (topic: string) => void;
const shared = globalThis as { [key]?: Map<string, Set<Listener>> };
const stillHereMs = 25_000;

/** Whoever follows the feed of each organization, told by one connection of this process. */
function followers(): Map<string, Set<Listener>> {
  if (shared[key]) return shared[key];
  const following = new Map<string, Set<Listener>>();
  const everybody = () => {
    for (const each of following.values()) for (const tell of each) tell("any");
  };
  listen(
    getAccounts().database,
    "koncert_feed",
    (payload) => {
      const heard = news.safeParse(JSON.parse(payload));
      if (!heard.success) return;
      for (const tell of following.get(heard.data.organization_id) ?? []) tell(heard.data.topic);
    },
    everybody,
  );
  shared[key] = following;
  return following;
}

/**
 * The topics that move in the member's organization, as server-sent events. They carry no data: a page
 * that hears its topic reads what it shows again, through the tools and with its reader's rights.
 */
export function answerFeed(request: Request): Promise<Response> {
  return answerMember(request, ({ actor }) => {
    const following = followers();
    const organization = following.get(actor.organizationId) ?? new Set<Listener>();
    following.set(actor.organizationId, organization);
    let leave = () => {};
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        const write = (text: string) => controller.enqueue(new TextEncoder().encode(text));
        const tell: Listener = (topic) => write(`event: ${topic}\ndata: {}\n\n`);
        const timer = setInterval(() => write(": still here\n\n"), stillHereMs);
        let isOpen = true;
        leave = () => {
          if (!isOpen) return;
          isOpen = false;
          clearInterval(timer);
          organization.delete(tell);
          if (organization.size === 0) following.delete(actor.organizationId);
        };
        organization.add(tell);
        write("retry: 2000\n\n");
        request.signal.addEventListener("abort", () => {
          // Whoever cancelled the stream has closed it.
          if (isOpen) controller.close();
          leave();
        });
      },
      cancel: () => leave(),
    });
    return new Response(stream, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      },
    });
  });
}
