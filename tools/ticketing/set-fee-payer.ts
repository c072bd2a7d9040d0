import { sql } from "kysely";
import { z } from "zod";
import { choice } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

export const feePayers = ["organizer", "buyer"] as const;

export const setFeePayer = defineTool({
  name: "ticketing_set_fee_payer",
  title: { fr: "Choisir qui paie les frais de location", en: "Choose who pays the booking fee" },
  description:
    "Whether the platform's fee is taken from the organizer's share (default) or added to the price that buyers pay. Holds under way keep their price.",
  permission: "organization:manage",
  effect: "write",
  input: z.object({ payer: choice("fee_payer", feePayers) }),
  output: z.object({
    payer: z.enum(feePayers),
    fixedCents: z.int(),
    basisPoints: z.int(),
    currency: z.string(),
    /** On a ticket of twenty euros. */
    exampleCents: z.int(),
  }),
  examples: [
    {
      fr: "les frais de location sont pour l’acheteur",
      en: "the buyer pays the booking fee",
      input: { payer: "buyer" },
    },
    {
      fr: "prends les frais sur notre part",
      en: "take the fee from our share",
      input: { payer: "organizer" },
    },
    {
      fr: "ajoute les frais au prix des billets",
      en: "add the fee to the ticket price",
      input: { payer: "buyer" },
    },
    {
      fr: "on garde les frais à notre charge",
      en: "we keep paying the fee ourselves",
      input: { payer: "organizer" },
    },
    {
      fr: "répercute les frais de billetterie sur le public",
      en: "pass the ticketing fee on to the public",
      input: { payer: "buyer" },
    },
    {
      fr: "plus de frais pour les acheteurs stp",
      en: "no more fee for buyers please",
      input: { payer: "organizer" },
    },
    {
      fr: "les frais de location sont pris sur notre part",
      en: "the booking fee is taken from our share",
      input: { payer: "organizer" },
    },
  ],
  async run(ctx, input) {
    const row = await ctx.tx
      .updateTable("organizations")
      .set({ fee_payer: input.payer })
      .returning([
        "fee_fixed_cents as fixedCents",
        "fee_bp as basisPoints",
        "currency",
        sql<number>`koncert.fee_cents(id, 2000)`.as("exampleCents"),
      ])
      .executeTakeFirstOrThrow();
    return { payer: input.payer, ...row };
  },
  summary: (output, say) => {
    const fee = say.money(output.exampleCents, output.currency);
    const price = say.money(2_000, output.currency);
    return output.payer === "buyer"
      ? say({
          fr: `Les frais de location s’ajoutent au prix : ${fee} pour un billet à ${price}, affichés dès le premier prix.`,
          en: `The booking fee is added to the price: ${fee} on a ${price} ticket, shown from the first price on.`,
        })
      : say({
          fr: `L’acheteur paie le prix affiché ; les frais (${fee} sur un billet à ${price}) sont pris sur votre part.`,
          en: `Buyers pay the price as shown; the fee (${fee} on a ${price} ticket) comes out of your share.`,
        });
  },
});
