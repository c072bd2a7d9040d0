import { sql } from "kysely";
import { z } from "zod";
import { ProviderError } from "#integrations/ask-provider.ts";
import { ToolError } from "../core/errors.ts";
import { look } from "../core/look.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { paymentAccount, readPaymentAccount, sayPaymentAccount } from "./payment-account.ts";

export const connectPayments = defineTool({
  name: "organization_connect_payments",
  title: { fr: "Relier le compte d’encaissement", en: "Connect the payment account" },
  description:
    "Opens the organization's Stripe account where there is none, else reads its state anew; what is missing is given on the integrations page.",
  permission: "organization:manage",
  effect: "write",
  input: z.object({}),
  output: paymentAccount,
  examples: [
    { fr: "relie notre compte stripe", en: "connect our Stripe account", input: {} },
    {
      fr: "je veux encaisser les billets en ligne",
      en: "I want to sell tickets for real money",
      input: {},
    },
    { fr: "active les paiements par carte", en: "turn card payments on", input: {} },
    { fr: "actualise l’état du compte stripe", en: "refresh the Stripe account", input: {} },
    { fr: "ouvrir le compte d’encaissement", en: "open the payment account", input: {} },
    { fr: "branche stripe", en: "plug Stripe in", input: {} },
    {
      fr: "connecte Stripe pour encaisser les paiements en ligne",
      en: "connect Stripe to take payments online",
      input: {},
    },
    {
      fr: "je veux activer le paiement par carte avec Stripe",
      en: "I want to turn on card payments with Stripe",
      input: {},
    },
    {
      fr: "ouvre notre compte Stripe pour encaisser",
      en: "open our Stripe account to take payments",
      input: {},
    },
    { fr: "branche notre compte Stripe", en: "plug in our Stripe account", input: {} },
    {
      fr: "on veut encaisser en ligne, connecte Stripe",
      en: "we want to take money online, connect Stripe",
      input: {},
    },
    { fr: "active le paiement par carte en ligne", en: "turn on online card payments", input: {} },
    {
      fr: "je veux vendre en ligne et encaisser par carte, ouvre le compte",
      en: "I want to sell online and take card payments, open the account",
      input: {},
    },
  ],
  async prepare(context) {
    const { accounts } = context.integrations.payments;
    if (!accounts) {
      throw new ToolError(
        "unavailable",
        {
          fr: "Cette installation n’a pas de prestataire de paiement : les paiements sont des essais.",
          en: "This installation has no payment provider: payments are tests.",
        },
        { reason: "no_provider" },
      );
    }
    const { known, organization } = await look(context, async (ctx) => ({
      known: await readPaymentAccount(ctx),
      organization: await readOrganization(ctx),
    }));
    return askProvider(() =>
      known.account ? accounts.read(known.account) : accounts.open(organization),
    );
  },
  async run(ctx, _, facts) {
    const { name, test } = ctx.integrations.payments;
    const { rows } = await sql<{ answer: { code: string } }>`
      select koncert.keep_payment_account(${JSON.stringify({ provider: name, ...facts, test })}::jsonb,
        ${ctx.now}) as answer`.execute(ctx.tx);
    if (rows[0]?.answer.code !== "ok") {
      throw new ToolError("conflict", {
        fr: "Ce compte Stripe est déjà relié à une autre structure.",
        en: "This Stripe account is already connected to another organization.",
      });
    }
    return readPaymentAccount(ctx);
  },
  summary: sayPaymentAccount,
});

async function readOrganization(ctx: ToolContext) {
  const { rows } = await sql<{ id: string; country: string; email: string | null }>`
    select id, country, email from organizations`.execute(ctx.tx);
  const [organization] = rows;
  if (!organization) throw new Error("no organization");
  return organization;
}

async function askProvider<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new ToolError(
      "unavailable",
      {
        fr: `Stripe ne répond pas comme prévu (${error.detail}). Réessayez dans un instant.`,
        en: `Stripe does not answer as expected (${error.detail}). Try again in a moment.`,
      },
      { reason: "provider_silent" },
    );
  }
}
