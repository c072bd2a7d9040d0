import { getLocale } from "next-intl/server";
import { cache } from "react";
import { callTool, type ToolOutput } from "#tools/call-tool.ts";
import { orderActor } from "#tools/ticketing/buyer.ts";
import { linkActor } from "#tools/ticketing/link-tokens.ts";
import { contextOf, openParts } from "../session/context-of.ts";
import { asLocale } from "../session/preferences.ts";

export type AfterSaleFacts = ToolOutput<"ticketing_get_after_sale">;
export type ResaleOffer = ToolOutput<"ticketing_get_resale_offer">;
export type SharedGuestList = ToolOutput<"ticketing_get_shared_guest_list">;

/** What the buyer of an order may still do; null for a link that has no say in it. */
export async function readAfterSale(token: string): Promise<AfterSaleFacts | null> {
  const { database, integrations } = openParts();
  const actor = await orderActor(database, integrations, token);
  if (!actor) return null;
  const context = contextOf({ actor, locale: asLocale(await getLocale()) });
  const outcome = await callTool(context, "ticketing_get_after_sale", { order: token });
  return outcome.ok ? outcome.value : null;
}

/** A place on a waiting list by its link; null for one that leads nowhere. */
export const readResaleOffer = cache(async (token: string): Promise<ResaleOffer | null> => {
  const { database, integrations } = openParts();
  const actor = await linkActor(database, integrations.secrets, "waiting", token);
  if (!actor) return null;
  const context = contextOf({ actor, locale: asLocale(await getLocale()) });
  const outcome = await callTool(context, "ticketing_get_resale_offer", { waiting: token });
  return outcome.ok ? outcome.value : null;
});

/** A partner's guest list by its link; null for one that leads nowhere. */
export const readSharedList = cache(async (token: string): Promise<SharedGuestList | null> => {
  const { database, integrations } = openParts();
  const actor = await linkActor(database, integrations.secrets, "guest-list", token);
  if (!actor) return null;
  const context = contextOf({ actor, locale: asLocale(await getLocale()) });
  const outcome = await callTool(context, "ticketing_get_shared_guest_list", { list: token });
  return outcome.ok ? outcome.value : null;
});
