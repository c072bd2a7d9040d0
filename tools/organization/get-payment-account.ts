import { z } from "zod";
import { defineTool } from "../core/tool.ts";
import { paymentAccount, readPaymentAccount, sayPaymentAccount } from "./payment-account.ts";

export const getPaymentAccount = defineTool({
  name: "organization_get_payment_account",
  title: { fr: "Compte d’encaissement", en: "Payment account" },
  description:
    "Whether online sales can take money: the organization's Stripe account, its state and what is missing.",
  permission: "organization:read",
  effect: "read",
  input: z.object({}),
  output: paymentAccount,
  examples: [
    { fr: "est-ce qu’on peut encaisser en ligne ?", en: "can we take money online?", input: {} },
    { fr: "état du compte stripe", en: "state of the Stripe account", input: {} },
    { fr: "que manque-t-il pour encaisser ?", en: "what is missing to get paid?", input: {} },
    { fr: "stripe est prêt ou pas", en: "Stripe ready or not", input: {} },
    {
      fr: "où en est notre compte d’encaissement",
      en: "where is our payment account at",
      input: {},
    },
    { fr: "compte de paiement stp", en: "payment account please", input: {} },
    { fr: "où en est notre compte Stripe ?", en: "where is our Stripe account at?", input: {} },
    {
      fr: "notre compte Stripe est prêt à encaisser ?",
      en: "is our Stripe account ready to take money?",
      input: {},
    },
    {
      fr: "qu’est-ce qui manque à Stripe pour notre compte d’encaissement",
      en: "what does Stripe still lack for our payment account",
      input: {},
    },
    { fr: "état du compte d’encaissement", en: "state of the payment account", input: {} },
    {
      fr: "est-ce que le compte de paiement est validé",
      en: "is the payment account validated",
      input: {},
    },
    {
      fr: "montre le compte d’encaissement de la structure",
      en: "show the payment account of the organization",
      input: {},
    },
    { fr: "Stripe est prêt pour encaisser ?", en: "is Stripe ready to take money?", input: {} },
    {
      fr: "que manque-t-il au compte Stripe pour encaisser en ligne ?",
      en: "what does the Stripe account lack to take money online?",
      input: {},
    },
    {
      fr: "montre l’état de notre compte de paiement Stripe",
      en: "show the state of our Stripe payment account",
      input: {},
    },
  ],
  run: (ctx) => readPaymentAccount(ctx),
  summary: sayPaymentAccount,
});
