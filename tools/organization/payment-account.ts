import { sql } from "kysely";
import { z } from "zod";
import { instant } from "../core/instant.ts";
import type { Say } from "../core/text.ts";
import type { ToolContext } from "../core/tool.ts";
import { requirementWords } from "./payment-requirements.ts";

/** Whether the public sale can take money, and what keeps it from that. */
export const paymentAccount = z.object({
  provider: z.enum(["test", "stripe"]),
  /** No money moves. */
  test: z.boolean(),
  /** none: to be opened; incomplete: something is asked for; ready: money comes in; closed: by the provider. */
  state: z.enum(["not_needed", "none", "incomplete", "ready", "closed"]),
  account: z.string().nullable(),
  payouts: z.boolean(),
  /** In the caller's language. */
  missing: z.array(z.string()),
  missingBy: z.string().nullable(),
  readAt: z.string().nullable(),
});
export type PaymentAccount = z.infer<typeof paymentAccount>;

type Row = {
  account: string;
  charges: boolean;
  payouts: boolean;
  submitted: boolean;
  due: string[];
  dueBy: string | null;
  disabled: string | null;
  readAt: string;
};

/** The organization's account at the provider of this installation, as it was read last. */
export async function readPaymentAccount(ctx: ToolContext): Promise<PaymentAccount> {
  const { name: provider, test, accounts } = ctx.integrations.payments;
  const none = { account: null, payouts: false, missing: [], missingBy: null, readAt: null };
  if (!accounts) return { provider, test, state: "not_needed", ...none };
  const { rows } = await sql<Row>`
    select account, charges_enabled as charges, payouts_enabled as payouts, details_submitted as submitted, due,
      ${instant("due_by")} as "dueBy", disabled_reason as disabled, ${instant("read_at")} as "readAt"
    from payment_accounts where provider = ${provider} and test = ${test}`.execute(ctx.tx);
  const [row] = rows;
  if (!row) return { provider, test, state: "none", ...none };
  const isClosed = row.disabled?.startsWith("rejected") ?? false;
  return {
    provider,
    test,
    state: isClosed ? "closed" : row.charges ? "ready" : "incomplete",
    account: row.account,
    payouts: row.payouts,
    missing: requirementWords(row.due).map((text) => ctx.say(text)),
    missingBy: row.dueBy,
    readAt: row.readAt,
  };
}

/** How the account stands, in a sentence. */
export function sayPaymentAccount(account: PaymentAccount, say: Say): string {
  const missing = account.missing.length > 0 ? say.list(account.missing) : "";
  switch (account.state) {
    case "not_needed":
      return say({
        fr: "Les paiements en ligne sont des essais : aucune somme n’est encaissée.",
        en: "Online payments are tests: no money is taken.",
      });
    case "none":
      return say({
        fr: "Aucun compte Stripe n’est relié : la vente en ligne ne peut pas encaisser.",
        en: "No Stripe account is connected: the online sale cannot take money.",
      });
    case "closed":
      return say({
        fr: "Stripe a fermé ce compte. Seul Stripe peut dire pourquoi.",
        en: "Stripe has closed this account. Only Stripe can say why.",
      });
    case "incomplete":
      return missing
        ? say({
            fr: `Compte Stripe à compléter. Il manque ${missing}.`,
            en: `Stripe account to be completed. Missing: ${missing}.`,
          })
        : say({
            fr: "Stripe vérifie le compte. Rien à faire pour l’instant.",
            en: "Stripe is checking the account. Nothing to do for now.",
          });
    case "ready":
      return missing
        ? say({
            fr: `Le compte Stripe encaisse. Stripe demande encore ${missing}.`,
            en: `The Stripe account takes payments. Stripe still asks for ${missing}.`,
          })
        : say({
            fr: "Le compte Stripe est prêt : les paiements y arrivent.",
            en: "The Stripe account is ready: payments arrive there.",
          });
  }
}
