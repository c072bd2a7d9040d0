import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { openOrder } from "./buyer-orders.ts";
import { refuseSale, type SaleRefusal } from "./refuse-sale.ts";
import { exampleToken } from "./get-order.ts";

export const releaseHold = defineTool({
  name: "ticketing_release_hold",
  title: { fr: "Libérer des places", en: "Release held tickets" },
  description: "A buyer gives up held places before paying; they go back on sale at once.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({ order: words(60).describe("token of the order") }),
  output: z.object({ released: z.boolean() }),
  examples: [
    {
      fr: "je ne prends plus ces places",
      en: "I no longer want these tickets",
      input: { order: exampleToken },
    },
    { fr: "libère mes places", en: "release my tickets", input: { order: exampleToken } },
    { fr: "abandonner la commande", en: "give up the order", input: { order: exampleToken } },
    { fr: "vider mon panier", en: "empty my basket", input: { order: exampleToken } },
    {
      fr: "revenir au choix des places",
      en: "back to the tickets",
      input: { order: exampleToken },
    },
    {
      fr: "finalement non, rends ces places",
      en: "on second thoughts, give these back",
      input: { order: exampleToken },
    },
  ],
  async run(ctx, input) {
    const id = await openOrder(ctx, input.order);
    const { rows } = await sql<{ answer: SaleRefusal }>`
      select koncert.release_hold(${id}::uuid, ${ctx.now}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok" && answer?.code !== "not_held") throw refuseSale(answer);
    return { released: answer.code === "ok" };
  },
  summary: (output, say) =>
    output.released
      ? say({ fr: "Les places sont libérées.", en: "The tickets are released." })
      : say({
          fr: "Ces places n’étaient plus réservées.",
          en: "These tickets were no longer held.",
        }),
});
