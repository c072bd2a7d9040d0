import { z } from "zod";
import { callTool } from "#tools/call-tool.ts";
import { cardBlocks, fitting } from "./blocks.ts";
import type { Parts, Place } from "./parts.ts";
import { whoIs } from "./who.ts";

/** Pages that a link can show before it is opened, and the tool that reads them. */
const readers: Record<string, { tool: string; field: string }> = {
  performances: { tool: "tours_get_performance", field: "performance" },
  tours: { tool: "tours_get_tour", field: "tour" },
  artists: { tool: "tours_get_artist", field: "artist" },
  venues: { tool: "tours_get_venue", field: "venue" },
  productions: { tool: "tours_get_production", field: "production" },
};

export type Shared = { links: { url: string }[]; channel: string; message_ts: string };

const mostLinks = 5;

/**
 * Shows what stands behind links of KONCERT, as the member who posted them may see it. Nothing is shown
 * for anybody else's: the link stays a link.
 */
export async function showLinks(parts: Parts, place: Place, shared: Shared): Promise<void> {
  const who = await whoIs(parts, place);
  if (who.kind !== "member") return;
  const unfurls: Record<string, { blocks: ReturnType<typeof fitting> }> = {};
  for (const { url } of shared.links.slice(0, mostLinks)) {
    const row = rowOf(url, parts.env.KONCERT_URL);
    if (!row) continue;
    const outcome = await callTool(who.context(), row.tool, { [row.field]: row.id });
    if (!outcome.ok || outcome.cards.length === 0) continue;
    const blocks = outcome.cards
      .slice(0, 1)
      .flatMap((card) => cardBlocks(card, who.locale, parts.env.KONCERT_URL));
    unfurls[url] = { blocks: fitting(blocks) };
  }
  if (Object.keys(unfurls).length === 0) return;
  await place.client.chat.unfurl({ channel: shared.channel, ts: shared.message_ts, unfurls });
}

function rowOf(url: string, baseUrl: string) {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname } = new URL(url);
  if (origin !== new URL(baseUrl).origin) return undefined;
  const [page = "", id, ...rest] = pathname.split("/").filter(Boolean);
  const reader = Object.hasOwn(readers, page) ? readers[page] : undefined;
  if (!reader || rest.length > 0 || !z.uuid().safeParse(id).success) return undefined;
  return { ...reader, id };
}
