import { z } from "zod";
import { actOnce } from "#database/as-actor.ts";
import { basketLine, words } from "../core/fields.ts";
import { ToolError } from "../core/errors.ts";
import { defineTool } from "../core/tool.ts";
import { askHolds, heldOrder } from "./hold-many.ts";
import { refuseSale } from "./refuse-sale.ts";

const one = "7b0f5a52-2f7e-4d5c-9a39-0d6b4a1f3c11";
const other = "c2a6c1de-90a4-4c0e-8c55-9c4b7d2e6f22";

const tool = "ticketing_hold_tickets";
const permission = "sale:buy";

export const holdTickets = defineTool({
  name: tool,
  title: { fr: "Réserver des places", en: "Hold tickets" },
  description:
    "Holds places of a published date for a buyer for ten minutes; the answer's token opens the order.",
  permission,
  effect: "write",
  input: z.object({
    slug: words(160).describe("public address of the date"),
    items: z.array(basketLine()).min(1).max(20),
    access_code: words(60).optional(),
    visitor: words(100).describe("browser in the queue of the date").optional(),
  }),
  output: heldOrder,
  examples: [
    {
      fr: "deux places pour zaz-lyon-2027-05-14",
      en: "two tickets for zaz-lyon-2027-05-14",
      input: { slug: "zaz-lyon-2027-05-14", items: [{ ticket_type: one, quantity: 2 }] },
    },
    {
      fr: "une place pour zaz-nice-2027-05-15",
      en: "one ticket for zaz-nice-2027-05-15",
      input: { slug: "zaz-nice-2027-05-15", items: [{ ticket_type: one, quantity: 1 }] },
    },
    {
      fr: "deux pleins tarifs et un réduit, zaz-lille-2027-02-24",
      en: "two full price and one reduced, zaz-lille-2027-02-24",
      input: {
        slug: "zaz-lille-2027-02-24",
        items: [
          { ticket_type: one, quantity: 2 },
          { ticket_type: other, quantity: 1 },
        ],
      },
    },
    {
      fr: "quatre billets avec le code COMITE, zaz-paris-2027-03-12",
      en: "four tickets with the code COMITE, zaz-paris-2027-03-12",
      input: {
        slug: "zaz-paris-2027-03-12",
        items: [{ ticket_type: other, quantity: 4 }],
        access_code: "COMITE",
      },
    },
    {
      fr: "garde-moi trois places zaz-nantes-2027-04-02",
      en: "keep me three tickets zaz-nantes-2027-04-02",
      input: { slug: "zaz-nantes-2027-04-02", items: [{ ticket_type: one, quantity: 3 }] },
    },
    {
      fr: "je prends cinq billets, zaz-marseille-2027-02-12",
      en: "I take five tickets, zaz-marseille-2027-02-12",
      input: { slug: "zaz-marseille-2027-02-12", items: [{ ticket_type: one, quantity: 5 }] },
    },
  ],
  merge: {
    key: (input) => input.slug,
    async run(database, calls) {
      const [first] = calls;
      if (!first) return [];
      return askHolds(
        (statement) => actOnce(database, first.context.actor, statement, { permission }),
        first.input.slug,
        calls.map(({ context, input, inputHash }) => ({
          context,
          input,
          call: { tool, input, input_hash: inputHash },
        })),
      );
    },
  },
  async run(ctx, input) {
    const ask: Parameters<typeof askHolds>[0] = async (statement) =>
      (await statement.execute(ctx.tx)).rows;
    const [answer] = await askHolds(ask, input.slug, [{ context: ctx, input }]);
    if (!answer || answer instanceof ToolError) throw answer ?? refuseSale(undefined);
    return answer.value;
  },
  summary: (output, say) => {
    const places = output.items.reduce((sum, item) => sum + item.quantity, 0);
    return say({
      fr: `${say.count(places, { fr: { one: "place réservée", other: "places réservées" }, en: { one: "", other: "" } })}, ${say.money(output.totalCents, output.currency)}.`,
      en: `${say.count(places, { fr: { one: "", other: "" }, en: { one: "ticket held", other: "tickets held" } })}, ${say.money(output.totalCents, output.currency)}.`,
    });
  },
});
