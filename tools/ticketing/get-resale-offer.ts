import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { orderToken } from "./buyer.ts";
import { exampleToken } from "./get-order.ts";
import { openWaiting } from "./open-links.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";
import { organizer, publicDate } from "./sale-facts.ts";

const resaleOffer = z.object({
  name: z.string(),
  email: z.string(),
  state: z.enum(["waiting", "offered", "bought", "missed", "left"]),
  /** The date still allows resale. */
  open: z.boolean(),
  until: z.string().nullable(),
  ahead: z.int(),
  ticket: z
    .object({
      type: z.string(),
      currency: z.string(),
      priceCents: z.int(),
      feeCents: z.int(),
    })
    .nullable(),
  performance: publicDate,
  organizer,
  /** The secret link of the order that pays for it, or has paid. */
  order: z.string().nullable(),
});

export const getResaleOffer = defineTool({
  name: "ticketing_get_resale_offer",
  title: { fr: "Ma place sur la liste d’attente", en: "My place on the waiting list" },
  description:
    "A person's place on a waiting list by its link: how many are ahead, or the ticket offered to them and until when.",
  permission: "sale:buy",
  effect: "read",
  input: z.object({
    waiting: words(60).describe("token of the place on the list"),
  }),
  output: resaleOffer,
  examples: [
    {
      fr: "où j’en suis sur la liste d’attente",
      en: "where am I on the waiting list",
      input: { waiting: exampleToken },
    },
    {
      fr: "combien de personnes avant moi",
      en: "how many people ahead of me",
      input: { waiting: exampleToken },
    },
    {
      fr: "le billet qu’on me propose",
      en: "the ticket I am offered",
      input: { waiting: exampleToken },
    },
    {
      fr: "jusqu’à quand je peux l’acheter",
      en: "until when can I buy it",
      input: { waiting: exampleToken },
    },
    {
      fr: "mon tour est-il venu ?",
      en: "is it my turn?",
      input: { waiting: exampleToken },
    },
    {
      fr: "c’est encore disponible ?",
      en: "is it still available?",
      input: { waiting: exampleToken },
    },
  ],
  async run(ctx, input) {
    const id = openWaiting(ctx, input.waiting);
    const { rows } = await sql<{
      answer: AfterSaleAnswer & { orderId: string | null; version: number | null };
    }>`
      select koncert.resale_offer(${id}::uuid, ${ctx.now}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw refuseAfterSale(answer);
    const order =
      answer.orderId && orderToken(ctx.integrations.secrets, answer.orderId, answer.version ?? 0);
    return { ...resaleOffer.omit({ order: true }).parse(answer), order };
  },
  summary: (output, say) =>
    output.state === "waiting"
      ? say({
          fr: `${say.count(output.ahead, { fr: { one: "personne", other: "personnes" }, en: { one: "", other: "" } })} avant vous.`,
          en: `${say.count(output.ahead, { fr: { one: "", other: "" }, en: { one: "person", other: "people" } })} ahead of you.`,
        })
      : output.state === "offered"
        ? say({ fr: "Un billet vous est proposé.", en: "A ticket is offered to you." })
        : say({ fr: "Rien ne vous est proposé.", en: "Nothing is offered to you." }),
});
