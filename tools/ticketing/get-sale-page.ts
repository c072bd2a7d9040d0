import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { refuseSale } from "./refuse-sale.ts";
import { organizer, publicDate } from "./sale-facts.ts";

const salePage = publicDate.extend({
  state: z.enum(["on_sale", "not_yet", "ended", "sold_out", "cancelled"]),
  opensAt: z.string().nullable(),
  closesAt: z.string(),
  /** More buyers than the date takes at once: they are called in turn. */
  queueIsOn: z.boolean(),
  ticketTypes: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.string(),
      description: z.string().nullable(),
      justification: z.string().nullable(),
      priceCents: z.int(),
      feeCents: z.int(),
      currency: z.string(),
      vatRateBp: z.int(),
      minPerOrder: z.int(),
      maxPerOrder: z.int(),
      state: z.enum(["on_sale", "not_yet", "ended", "sold_out"]),
      availability: z.enum(["many", "few", "none"]),
      opensAt: z.string().nullable(),
      closesAt: z.string().nullable(),
    }),
  ),
  holdMinutes: z.int(),
  /** How long a call of the queue is kept. */
  callMinutes: z.int(),
  test: z.boolean(),
  organizer,
});

export const getSalePage = defineTool({
  name: "ticketing_get_sale_page",
  title: { fr: "Page de vente", en: "Sale page" },
  description:
    "What the public sees of a published date: facts, ticket types with price and availability, legal mentions, state of the sale.",
  permission: "sale:buy",
  effect: "read",
  input: z.object({
    slug: words(160).describe("public address of the date"),
    access_code: words(60).optional(),
  }),
  output: salePage,
  examples: [
    {
      fr: "la page de vente zaz-lyon-2027-05-14",
      en: "the sale page zaz-lyon-2027-05-14",
      input: { slug: "zaz-lyon-2027-05-14" },
    },
    {
      fr: "les places pour zaz-nice-2027-05-15",
      en: "tickets for zaz-nice-2027-05-15",
      input: { slug: "zaz-nice-2027-05-15" },
    },
    {
      fr: "zaz-lille-2027-02-24 avec le code COMITE",
      en: "zaz-lille-2027-02-24 with the code COMITE",
      input: { slug: "zaz-lille-2027-02-24", access_code: "COMITE" },
    },
    {
      fr: "reste-t-il des billets pour zaz-marseille-2027-02-12 ?",
      en: "any tickets left for zaz-marseille-2027-02-12?",
      input: { slug: "zaz-marseille-2027-02-12" },
    },
    {
      fr: "prix des billets, zaz-paris-2027-03-12",
      en: "ticket prices, zaz-paris-2027-03-12",
      input: { slug: "zaz-paris-2027-03-12" },
    },
    {
      fr: "ouvre la billetterie de zaz-nantes-2027-04-02",
      en: "open the ticket page of zaz-nantes-2027-04-02",
      input: { slug: "zaz-nantes-2027-04-02" },
    },
  ],
  async run(ctx, input) {
    const { rows } = await sql<{ answer: { code: string } & z.input<typeof salePage> }>`
      select koncert.sale_page(${input.slug}, ${input.access_code ?? null}, ${ctx.now}) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw refuseSale(answer);
    return { ...answer, test: ctx.integrations.payments.test };
  },
  summary: (output, say) =>
    say({
      fr: `${output.artist}, ${say.day(output.day)} : ${say(stateWords[output.state])}.`,
      en: `${output.artist}, ${say.day(output.day)}: ${say(stateWords[output.state])}.`,
    }),
});

const stateWords = {
  on_sale: { fr: "en vente", en: "on sale" },
  not_yet: { fr: "vente à venir", en: "not on sale yet" },
  ended: { fr: "vente terminée", en: "sale ended" },
  sold_out: { fr: "complet", en: "sold out" },
  cancelled: { fr: "date annulée", en: "cancelled" },
};
