import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { email, name, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { linkToken } from "./link-tokens.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";
import { publicDate } from "./sale-facts.ts";

export const joinWaitingList = defineTool({
  name: "ticketing_join_waiting_list",
  title: { fr: "S’inscrire sur la liste d’attente", en: "Join the waiting list" },
  description:
    "Puts a person on the waiting list of a sold-out date where resale is open; the letter with their link follows.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    slug: words(160).describe("address of the date"),
    name: name(),
    email: email(),
    ticket_type: words(60).describe("ticket type id; any when absent").optional(),
  }),
  output: z.object({ token: z.string().nullable() }),
  examples: [
    {
      fr: "prévenez-moi si une place se libère",
      en: "tell me when a place is free",
      input: { slug: "zaz-lyon-2027-05-14", name: "Léa Martin", email: "lea@exemple.fr" },
    },
    {
      fr: "inscris-moi sur la liste d’attente",
      en: "put me on the waiting list",
      input: { slug: "zaz-lyon-2027-05-14", name: "Léa Martin", email: "lea@exemple.fr" },
    },
    {
      fr: "c’est complet, je veux être sur la liste",
      en: "it is sold out, I want to be on the list",
      input: { slug: "zaz-lyon-2027-05-14", name: "Léa Martin", email: "lea@exemple.fr" },
    },
    {
      fr: "liste d’attente, Léa Martin",
      en: "waiting list, Léa Martin",
      input: { slug: "zaz-lyon-2027-05-14", name: "Léa Martin", email: "lea@exemple.fr" },
    },
    {
      fr: "je cherche une place",
      en: "I am looking for a place",
      input: { slug: "zaz-lyon-2027-05-14", name: "Léa Martin", email: "lea@exemple.fr" },
    },
    {
      fr: "une place si quelqu’un revend",
      en: "a ticket if somebody resells",
      input: { slug: "zaz-lyon-2027-05-14", name: "Léa Martin", email: "lea@exemple.fr" },
    },
  ],
  async run(ctx, input) {
    const { secrets } = ctx.integrations;
    const id = randomUUID();
    const sale = await ctx.call("ticketing_get_sale_page", { slug: input.slug });
    const { artist, day, venue } = publicDate.parse(sale);
    const say = ctx.sayIn(ctx.locale);
    const letter = {
      to: input.email,
      buyer: input.name,
      locale: ctx.locale,
      performance: [artist, say.day(day), venue?.name, venue?.city].filter(Boolean).join(", "),
      token: linkToken(secrets, "waiting", id),
    };
    const { rows } = await sql<{ answer: AfterSaleAnswer }>`
      select koncert.join_waiting_list(${id}::uuid, ${input.slug}, ${input.ticket_type ?? null}::uuid, ${input.name},
        ${input.email}, ${ctx.locale}, ${JSON.stringify(letter)}::jsonb, ${ctx.now}) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok" && answer?.code !== "replayed") throw refuseAfterSale(answer);
    // Who is on the list already gets no second link here: the first is in their mailbox.
    return { token: answer.code === "ok" ? letter.token : null };
  },
  summary: (output, say) =>
    output.token === null
      ? say({
          fr: "Cette adresse est déjà sur la liste d’attente.",
          en: "This address is on the waiting list already.",
        })
      : say({
          fr: "Vous êtes sur la liste d’attente. Un e-mail vous préviendra quand votre tour viendra.",
          en: "You are on the waiting list. An e-mail will tell you when it is your turn.",
        }),
});
