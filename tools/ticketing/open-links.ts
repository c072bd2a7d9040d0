import type { ToolContext } from "../core/tool.ts";
import { linkOf } from "./link-tokens.ts";
import { refuseAfterSale } from "./refuse-after-sale.ts";

/** The place on a waiting list that a link opens; refused as unknown when it opens none. */
export function openWaiting(ctx: ToolContext, token: string): string {
  const id = linkOf(ctx.integrations.secrets, "waiting", token);
  if (!id) throw refuseAfterSale({ code: "unknown_offer" });
  return id;
}

/** The guest list that a link opens; refused as unknown when it opens none. */
export function openGuestList(ctx: ToolContext, token: string): string {
  const id = linkOf(ctx.integrations.secrets, "guest-list", token);
  if (!id) throw refuseAfterSale({ code: "unknown_list" });
  return id;
}
