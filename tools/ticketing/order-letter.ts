import type { Locale } from "../core/text.ts";
import type { ToolContext } from "../core/tool.ts";
import { orderToken } from "./buyer.ts";
import type { OrderFacts } from "./sale-facts.ts";

/** What the letter with an order's tickets says besides its number and tickets: `mail/order`. */
export function orderLetter(
  ctx: ToolContext,
  order: OrderFacts,
  reader: { to: string; buyer: string | null; locale: Locale; test: boolean },
) {
  const say = ctx.sayIn(reader.locale);
  const { artist, day, doorsAt, timeZone, venue } = order.performance;
  return {
    ...reader,
    performance: [artist, say.day(day), venue?.name, venue?.city].filter(Boolean).join(", "),
    doors: doorsAt && say.time(doorsAt, timeZone),
    token: orderToken(ctx.integrations.secrets, order.id),
  };
}
