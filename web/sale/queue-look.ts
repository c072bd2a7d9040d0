import { moveQueues } from "#database/sale.ts";
import { callTool, type ToolOutput } from "#tools/call-tool.ts";
import type { BuyerActor } from "#tools/ticketing/buyer.ts";
import { overSight, type QueueSight, sightOf } from "./queue-sight.ts";
import type { RushParts } from "./rush-parts.ts";

type Facts = ToolOutput<"ticketing_get_queue">;

const freshMs = 1_000;
const mostRanks = 200_000;

/**
 * Reads the queue once a second for each date, however many look: a place whose rank is known and not
 * yet called is told without the database.
 */
export function createQueueLook({ database, integrations }: RushParts) {
  const dates = new Map<string, { until: number; facts: Promise<Facts | undefined> }>();
  let ranks = new Map<string, number>();

  async function ask(actor: BuyerActor, slug: string, visitor?: string) {
    const outcome = await callTool(
      { database, integrations, actor, locale: "fr", now: new Date(), callId: crypto.randomUUID() },
      "ticketing_get_queue",
      { slug, ...(visitor ? { visitor } : {}) },
    );
    return outcome.ok ? outcome.value : undefined;
  }

  function factsOf(actor: BuyerActor, slug: string) {
    const now = performance.now();
    const known = dates.get(slug);
    if (known && known.until > now) return known.facts;
    if (dates.size > 1_000) dates.clear();
    // Whoever looks moves the queue: it needs no clock of its own.
    const facts = moveQueues(database, new Date()).then(() => ask(actor, slug));
    dates.set(slug, { until: now + freshMs, facts });
    facts.catch(() => dates.delete(slug));
    return facts;
  }

  return {
    forget(slug: string, visitor: string) {
      ranks.delete(`${slug} ${visitor}`);
      dates.delete(slug);
    },
    async read(actor: BuyerActor, slug: string, visitor?: string): Promise<QueueSight> {
      const facts = await factsOf(actor, slug);
      if (!facts) return overSight;
      const key = `${slug} ${visitor}`;
      const rank = ranks.get(key);
      if (rank !== undefined && facts.nextRank !== null && rank >= facts.nextRank) {
        return sightOf(
          { ...facts, place: { status: "waiting", rank, callEndsAt: null } },
          new Date(),
        );
      }
      ranks.delete(key);
      const own = visitor ? await ask(actor, slug, visitor) : facts;
      if (!own) return overSight;
      if (own.place?.status === "waiting" && own.place.rank !== null) {
        if (ranks.size > mostRanks) ranks = new Map();
        ranks.set(key, own.place.rank);
      }
      return sightOf(own, new Date());
    },
  };
}
