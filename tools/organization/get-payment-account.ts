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
  ],
  run: (ctx) => readPaymentAccount(ctx),
  summary: sayPaymentAccount,
});
