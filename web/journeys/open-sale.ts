import { randomUUID } from "node:crypto";
import { ownerSession } from "#accounts/open-session.ts";
import { openDatabase } from "#database/pool.ts";
import { readEnv } from "#integrations/env.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";
import { callTool } from "#tools/call-tool.ts";

const soonMs = 30 * 86_400_000;

export type OpenSale = { lyon: SaleDate; lille: SaleDate };
type SaleDate = { id: string; slug: string };

/** A manager's work before the fans come: an artist, two dates, their ticket types, the sale opened. */
export async function openSale(url: string): Promise<OpenSale> {
  const database = openDatabase(url, 2);
  const integrations = openIntegrations(readEnv());
  const { actor } = await ownerSession(database);
  const act = async (name: string, input: unknown) => {
    const context = { database, integrations, actor, locale: "fr" as const, now: new Date() };
    const outcome = await callTool({ ...context, callId: randomUUID() }, name, input);
    if (outcome.ok) return outcome.value as Record<string, unknown>;
    if (!("pending" in outcome)) throw new Error(`${name}: ${outcome.error.message}`);
    const { approvalId } = outcome.pending;
    return act("organization_decide_approval", { approval: approvalId, decision: "accept" });
  };
  const day = new Date(Date.now() + soonMs).toISOString().slice(0, 10);
  const dayAfter = new Date(Date.now() + soonMs + 86_400_000).toISOString().slice(0, 10);
  await act("tours_create_artist", { name: "Zaz", genre: "Chanson" });
  const planned = await act("tours_plan_tour", {
    artist: "Zaz",
    name: "Organique",
    text: `${day} ; Lyon ; Le Transbordeur\n${dayAfter} ; Lille ; L’Aéronef`,
  });
  const dates = planned["dates"] as { id: string; day: string }[];
  const publish = async (city: string, on: string): Promise<SaleDate> => {
    const id = dates.find((date) => date.day === on)?.id ?? "";
    await act("tours_update_performance", { performances: [id], capacity: 500 });
    await act("ticketing_create_ticket_type", { performances: [id], price: 3_550, quota: 300 });
    await act("ticketing_create_ticket_type", {
      performances: [id],
      kind: "reduced",
      price: 2_400,
      quota: 100,
    });
    await act("ticketing_publish_performance", { performance: id });
    return { id, slug: `zaz-${city}-${on}` };
  };
  const [lyon, lille] = [await publish("lyon", day), await publish("lille", dayAfter)];
  await database.close();
  return { lyon, lille };
}
