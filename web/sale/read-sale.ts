import { getLocale } from "next-intl/server";
import { cache } from "react";
import { orderActor, saleActor } from "#tools/ticketing/buyer.ts";
import { callTool, type ToolOutput } from "#tools/call-tool.ts";
import { contextOf, openParts } from "../session/context-of.ts";
import { asLocale } from "../session/preferences.ts";

export type Sale = ToolOutput<"ticketing_get_sale_page">;
export type Order = ToolOutput<"ticketing_get_order">;

/** The date that a public address sells, read once for a page and its head; null for an unknown one. */
export const readSale = cache(async (slug: string, accessCode?: string): Promise<Sale | null> => {
  const actor = await saleActor(openParts().database, slug);
  if (!actor) return null;
  const context = contextOf({ actor, locale: asLocale(await getLocale()) });
  return valueOf(
    await callTool(context, "ticketing_get_sale_page", {
      slug,
      ...(accessCode ? { access_code: accessCode } : {}),
    }),
  );
});

/** The order that a secret link opens; null for a link that was not given here. */
export const readOrder = cache(async (token: string): Promise<Order | null> => {
  const { database, integrations } = openParts();
  const actor = await orderActor(database, integrations, token);
  if (!actor) return null;
  const context = contextOf({ actor, locale: asLocale(await getLocale()) });
  return valueOf(await callTool(context, "ticketing_get_order", { order: token }));
});

function valueOf<Value>(outcome: Awaited<ReturnType<typeof callTool>> & { value?: Value }) {
  if (outcome.ok) return outcome.value as Value;
  if ("error" in outcome && outcome.error.code === "not_found") return null;
  throw new Error(`${outcome.tool}: ${JSON.stringify(outcome)}`);
}
