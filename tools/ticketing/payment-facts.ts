import { z } from "zod";
import type { PaymentFact } from "#integrations/payments/payments.ts";

const provider = z.enum(["test", "stripe"]);
const text = z.string().max(2_000).nullable();
const amount = z.int().nullable();

/** What a provider says happened, as `integrations/payments` reads it. */
export const paymentFact = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("payment"),
    provider,
    account: text,
    status: z.enum(["open", "processing", "succeeded", "failed"]),
    payment: z.guid().nullable(),
    order: z.guid().nullable(),
    session: text,
    reference: text,
    amount_cents: amount,
    currency: text,
    method: text,
    failure: text,
    url: text,
    expires_at: text,
    at: text,
  }),
  z.object({
    kind: z.literal("refund"),
    provider,
    account: text,
    status: z.enum(["pending", "succeeded", "failed"]),
    refund: z.guid().nullable(),
    attempt: amount,
    refund_reference: text,
    reference: text,
    amount_cents: amount,
    failure: text,
    reason: text,
  }),
  z.object({
    kind: z.literal("account"),
    provider,
    account: z.string(),
    at: z.string(),
    test: z.boolean(),
    charges_enabled: z.boolean(),
    payouts_enabled: z.boolean(),
    details_submitted: z.boolean(),
    due: z.array(z.string()),
    due_by: text,
    disabled_reason: text,
  }),
  z.object({
    kind: z.literal("dispute"),
    provider,
    account: text,
    reference: text,
    amount_cents: z.int(),
    reason: text,
  }),
]) satisfies z.ZodType<PaymentFact>;
export type PaymentNews = z.infer<typeof paymentFact>;
